import { basename, resolve } from "node:path";
import { stringify } from "yaml";
import { visible } from "../../../api/messageText";
import { TWILIO_URL } from "../../../api/transport";
import { VERSION } from "../../../api/version";
import { entryOf, kindNames } from "../../../provider/catalogue";
import type { ExportPlan, Remark } from "../plan/exportPlan";
import { variableOf } from "../plan/names";
import type { Outsider } from "./outside";

/** What the project is for. */
export interface Target {
  /** The folder that is written. */
  out: string;
  accountSid: string | undefined;
  baseUrl: string;
}

/** The files around the program. */
export function projectFiles(target: Target, plan: ExportPlan, outsiders: readonly Outsider[]): Map<string, string> {
  const name = projectName(target.out);
  return new Map([
    ["Pulumi.yaml", pulumiYaml(name, target, outsiders)],
    ["package.json", packageJson(name)],
    ["tsconfig.json", TSCONFIG],
    [".gitignore", "bin/\nnode_modules/\n"],
    ["README.md", readme(name, target, plan, outsiders)],
  ]);
}

/** The folder's name, as far as Pulumi and npm take it. */
function projectName(out: string): string {
  const plainName = basename(resolve(out))
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, "-")
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  return plainName.slice(0, 100) || "twilio-intelligence";
}

function pulumiYaml(name: string, { accountSid, baseUrl }: Target, outsiders: readonly Outsider[]): string {
  const own = Object.fromEntries(
    outsiders
      .filter(({ kind }) => kind === "config")
      .map(({ name: value, id, comment }) => [
        variableOf(value),
        { type: "string", description: comment, default: id },
      ]),
  );
  const config = {
    ...(accountSid !== undefined && { "twilio-intelligence:accountSid": { value: accountSid } }),
    ...(baseUrl !== TWILIO_URL && { "twilio-intelligence:baseUrl": { value: baseUrl } }),
    ...own,
  };
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

function readme(name: string, { accountSid }: Target, plan: ExportPlan, outsiders: readonly Outsider[]): string {
  const counts = kindNames.map(
    (kind) => [entryOf(kind).plural, plan.items.filter(({ object }) => object.kind === kind).length] as const,
  );
  const rows = counts.filter(([, count]) => count > 0).map(([plural, count]) => `- \`${plural}.ts\`: ${count}`);
  const account = accountSid === undefined ? "the account" : `account \`${accountSid}\``;
  const sections = [
    `# ${name}`,
    `Twilio Conversational Intelligence of ${account}, as \`twilio-intelligence export\` found it.`,
    rows.length > 0 ? rows.join("\n") : "Nothing was there to declare.",
    "## Take it over",
    NEXT,
    ...outside(outsiders),
    ...remarks(
      "Not in the program",
      "No program can declare these as they are. They stay in the account.",
      plan.skipped,
    ),
    ...remarks("Left undeclared", "These properties stay as they are in the account.", plan.left),
    ...remarks("To be kept as a secret", "These are in the program as the account has them, in clear.", plan.exposed),
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

\`import.json\` holds what a create by this program would have left in the state, so that the import reads and writes nothing in the
account. It needs Pulumi 3.259 or later. The preview is empty, and so is the first \`up\`: it records which object depends on
which. After that \`import.json\` can go.`;

function outside(outsiders: readonly Outsider[]): string[] {
  if (outsiders.length === 0) return [];
  const of = (wanted: Outsider["kind"]) =>
    outsiders
      .filter(({ kind }) => kind === wanted)
      .map(({ name, id, comment }) => `- \`${variableOf(name)}\`, \`${id}\`: ${markdownText(comment)}`);
  const [configured, constant] = [of("config"), of("constant")];
  return [
    "## Referred to, and not managed",
    ...(configured.length > 0
      ? [
          `Values of the config, with this account's as defaults in \`Pulumi.yaml\`. Another stack sets its own with \`pulumi config set\`.`,
          configured.join("\n"),
        ]
      : []),
    ...(constant.length > 0 ? ["The same for every stack, in `external.ts`.", constant.join("\n")] : []),
  ];
}

function remarks(title: string, text: string, all: readonly Remark[]): string[] {
  if (all.length === 0) return [];
  const rows = all.map((one) => `- \`${one.id}\` ${markdownText(one.title)}: ${markdownText(one.text)}`);
  return [`## ${title}`, text, rows.join("\n")];
}

/** Text of the account on one line of Markdown, without what Markdown takes for more than text. */
const markdownText = (text: string): string => visible(text.replace(/\s+/g, " ")).replace(/[\\`*_[\]<>|#&]/g, "\\$&");
