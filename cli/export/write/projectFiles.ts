import { basename, resolve } from "node:path";
import { stringify } from "yaml";
import { TWILIO_URL } from "../../../api/http/transport";
import { visible } from "../../../api/messageText";
import { VERSION } from "../../../api/version";
import { entryOf, kindNames } from "../../../provider/catalogue";
import type { Settings } from "../../../provider/settings";
import { present } from "../../../provider/values/json";
import type { ExportPlan, Remark } from "../plan/exportPlan";
import { variableOf } from "../plan/names";
import type { ExternalObject } from "./outside";

/** Destination of the project, and its account. */
export interface Target extends Pick<Settings, "baseUrl" | "conversationsBaseUrl" | "memoryBaseUrl"> {
  /** Folder to write. */
  out: string;
  accountSid: string | undefined;
}

/** Returns the files of the project other than the program. */
export function projectFiles(
  target: Target,
  plan: ExportPlan,
  externals: readonly ExternalObject[],
): Map<string, string> {
  const name = projectName(target.out);
  return new Map([
    ["Pulumi.yaml", pulumiYaml(name, target, externals)],
    ["package.json", packageJson(name)],
    ["tsconfig.json", TSCONFIG],
    [".gitignore", "bin/\nnode_modules/\n"],
    ["README.md", readme(name, target, plan, externals)],
  ]);
}

/** Returns the project name: the folder's name, restricted to characters that Pulumi and npm accept. */
function projectName(out: string): string {
  const plainName = basename(resolve(out))
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, "-")
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  return plainName.slice(0, 100) || "twilio-intelligence";
}

function pulumiYaml(name: string, target: Target, externals: readonly ExternalObject[]): string {
  const { accountSid, baseUrl, conversationsBaseUrl, memoryBaseUrl } = target;
  const own = Object.fromEntries(
    externals
      .filter(({ kind }) => kind === "config")
      .map(({ name: value, id, comment }) => [
        variableOf(value),
        { type: "string", description: comment, default: id },
      ]),
  );
  const keys = present({
    accountSid,
    baseUrl: baseUrl === TWILIO_URL ? undefined : baseUrl,
    conversationsBaseUrl,
    memoryBaseUrl,
  });
  const stack = Object.entries(keys).map(([key, value]) => [`twilio-intelligence:${key}`, { value }]);
  const config = { ...Object.fromEntries(stack), ...own };
  return stringify({
    name,
    description: "Twilio Conversational Intelligence as code",
    runtime: "nodejs",
    ...(Object.keys(config).length > 0 && { config }),
  });
}

const packageJson = (name: string): string =>
  `${JSON.stringify(
    {
      name,
      private: true,
      main: "index.ts",
      dependencies: { "@pulumi/pulumi": "^3.250.0", "pulumi-twilio-intelligence": `^${VERSION}` },
      devDependencies: { "@types/node": "^22", typescript: "^5.9.0" },
    },
    undefined,
    2,
  )}\n`;

const TSCONFIG = `{
  "compilerOptions": {
    "strict": true,
    "outDir": "bin",
    "target": "es2022",
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "esModuleInterop": true,
    "skipLibCheck": true
  },
  "files": ["index.ts"]
}
`;

function readme(name: string, { accountSid }: Target, plan: ExportPlan, externals: readonly ExternalObject[]): string {
  const counts = kindNames.map(
    (kind) => [entryOf(kind).plural, plan.items.filter(({ object }) => object.kind === kind).length] as const,
  );
  const rows = counts.filter(([, count]) => count > 0).map(([plural, count]) => `- \`${plural}.ts\`: ${count}`);
  const account = accountSid === undefined ? "the account" : `account \`${accountSid}\``;
  const sections = [
    `# ${name}`,
    `Twilio Conversational Intelligence of ${account}, written by \`twilio-intelligence export\`.`,
    rows.length > 0 ? rows.join("\n") : "There were no objects to declare.",
    "## Import",
    NEXT,
    ...outside(externals),
    ...remarks("Not in the program", "A program cannot declare these objects. They stay in the account.", plan.skipped),
    ...remarks("Undeclared properties", "A program cannot declare these properties. They stay unmanaged.", plan.left),
    ...remarks("Make these secret", "The program contains these values in plain text.", plan.exposed),
  ];
  return `${sections.join("\n\n")}\n`;
}

const NEXT = `\`\`\`sh
npm install
pulumi stack init dev
pulumi config set twilio-intelligence:apiKey SK…
pulumi config set --secret twilio-intelligence:apiSecret
pulumi import --file import.json --generate-code=false --protect=false --yes
pulumi preview --expect-no-changes
pulumi up
\`\`\`

\`import.json\` contains the inputs and outputs that a create by this program would have recorded, so the import sends no requests.
It requires Pulumi 3.259 or later. The preview shows no changes. The first \`up\` changes nothing in the account; it records the
dependencies between the objects. You can delete \`import.json\` afterwards.`;

function outside(externals: readonly ExternalObject[]): string[] {
  if (externals.length === 0) return [];
  const of = (wanted: ExternalObject["kind"]) =>
    externals
      .filter(({ kind }) => kind === wanted)
      .map(({ name, id, comment }) => `- \`${variableOf(name)}\`, \`${id}\`: ${markdownText(comment)}`);
  const [configured, constant] = [of("config"), of("constant")];
  return [
    "## External objects",
    "The program refers to these objects and does not manage them.",
    ...(configured.length > 0
      ? [
          `These ids are config values, with this account's ids as defaults in \`Pulumi.yaml\`. Other stacks set their own ids with \`pulumi config set\`.`,
          configured.join("\n"),
        ]
      : []),
    ...(constant.length > 0
      ? ["These ids are constants in `external.ts`, the same for every stack.", constant.join("\n")]
      : []),
  ];
}

function remarks(title: string, text: string, all: readonly Remark[]): string[] {
  if (all.length === 0) return [];
  const rows = all.map((one) => `- \`${one.id}\` ${markdownText(one.title)}: ${markdownText(one.text)}`);
  return [`## ${title}`, text, rows.join("\n")];
}

/** Escapes text from the account for one line of Markdown. */
const markdownText = (text: string): string => visible(text.replace(/\s+/g, " ")).replace(/[\\`*_[\]<>|#&]/g, "\\$&");
