import { Command, InvalidArgumentError, Option } from "commander";
import { entryOf, type KindName, kindNames } from "../../provider/catalogue";
import { connect } from "../../provider/client";
import { readSettings } from "../../provider/settings";
import { identityIn } from "../shared/deployment";
import { type Progress, progressOn } from "../shared/progressOn";
import { readStack, type Stack, type StackFlags, withStackOptions } from "../shared/stack";
import { type ExportPlan, exportPlan } from "./plan/exportPlan";
import { type Filter, listedKinds, wantedKinds } from "./plan/filter";
import { readAccount } from "./read/accountObjects";
import { compareFiles, type PlannedFile, readManifest, requireUnedited, writeFiles } from "./write/folder";
import { importFile } from "./write/importFile";
import { Outside } from "./write/outside";
import { projectFiles } from "./write/projectFiles";
import { sourceFiles } from "./write/sourceFiles";
import { type Summary, summaryText } from "./write/summary";

interface Flags extends StackFlags {
  out: string;
  kind?: KindName[];
  name?: string[];
  id?: string[];
  force?: true;
  dryRun?: true;
  json?: true;
}

const EXAMPLES = `
Examples:
  $ twilio-intelligence export --out intelligence
  $ twilio-intelligence export --out intelligence --dry-run
  $ twilio-intelligence export --out support --name 'support*' --kind services --kind operatorAttachments
  $ twilio-intelligence export --out intelligence --stack dev --cwd intelligence
  $ twilio-intelligence export --out new-things --stack prod --cwd ../infrastructure

Then, in the folder: npm install, pulumi stack init, and
  $ pulumi import --file import.json --generate-code=false --protect=false --yes
  $ pulumi preview --expect-no-changes

With --stack, --cwd or --state, objects that the stack manages are not exported again, and the stack's credentials are used.
Otherwise it uses the credentials in TWILIO_API_KEY and TWILIO_API_SECRET.
The account is not changed.
Exit code: 0 done, 1 failed, or stopped because an edited file would be overwritten.
`;

const collect = (value: string, before: string[] = []): string[] => [...before, value];

const PLURALS = kindNames.map((kind) => entryOf(kind).plural);

function kind(value: string, before: KindName[] = []): KindName[] {
  const found = kindNames.find((name) => entryOf(name).plural === value);
  if (found === undefined) throw new InvalidArgumentError(`It must be one of ${PLURALS.join(", ")}.`);
  return [...before, found];
}

/** `twilio-intelligence export`: writes a Pulumi project that declares the objects of an account, and a file that imports them. */
export function exportCommand(): Command {
  const command = new Command("export")
    .summary("write a Pulumi project for the objects of an account")
    .description(
      "Reads an account and writes a Pulumi project that declares its objects, with a file for `pulumi import`.",
    )
    .requiredOption("-o, --out <folder>", "the folder to write")
    .addOption(
      new Option(
        "--kind <kind>",
        `only this kind; repeatable: ${PLURALS.join(", ")} (default: all but transcripts)`,
      ).argParser(kind),
    )
    .option("--name <pattern>", "only objects with this name: * is any text, ? one character; repeatable", collect)
    .option("--id <id>", "only the object with this id; repeatable", collect)
    .option("--force", "overwrite files that were edited")
    .option("--dry-run", "show the files and objects, and write nothing")
    .option("--json", "print the result as one line of JSON");
  return withStackOptions(command).addHelpText("after", EXAMPLES).action(run);
}

async function run(flags: Flags): Promise<void> {
  const progress = progressOn();
  try {
    const { summary, write } = await prepare(flags, progress);
    progress.done();
    if (!flags.dryRun) write();
    console.log(flags.json ? JSON.stringify(summary) : summaryText(summary));
  } finally {
    progress.done();
  }
}

/** Prepares all files in memory, so that a failure leaves the folder unchanged. */
async function prepare(flags: Flags, progress: Progress): Promise<{ summary: Summary; write: () => void }> {
  const { out, force, dryRun } = flags;
  const before = readManifest(out);
  const stack = await stackOf(flags, progress);
  const settings = stack?.settings() ?? readSettings(() => undefined, process.env);
  const client = connect(settings);
  const filter: Filter = { kinds: flags.kind ?? [], names: flags.name ?? [], ids: flags.id ?? [] };
  const names = new Map(Object.entries(before?.names ?? {}));
  const kindsBefore = kindNames.filter((name) => before?.files[`${entryOf(name).plural}.ts`] !== undefined);
  const account = await readAccount(client, listedKinds([...wantedKinds(filter), ...kindsBefore]), progress);
  const managed = new Set(stack?.resources.filter(({ external }) => !external).map(identityIn));
  const plan = exportPlan(account, { filter, managed, before: names });
  progress.say("Writing the program …");
  const outside = new Outside(new Map(Object.entries(before?.outside ?? {})));
  const sources = sourceFiles(account, plan, outside);
  const accountSid = settings.accountSid ?? account.sid;
  const imports = await importFile(client, account, plan, accountSid);
  const { baseUrl, conversationsBaseUrl, memoryBaseUrl } = settings;
  const target = { out, accountSid, baseUrl, conversationsBaseUrl, memoryBaseUrl };
  const all = new Map([...sources, ...projectFiles(target, plan, outside.all()), ["import.json", imports.text]]);
  const files = compareFiles(out, all, before);
  if (!force && !dryRun) requireUnedited(out, files);
  return {
    summary: summaryOf(flags, accountSid, files, plan, outside, stack),
    write: () => writeFiles(out, files, before, { ...namesOf(plan, outside), isSecret: plan.exposed.length > 0 }),
  };
}

/** Reads the stack that may already manage some of the objects, if the options select one. */
async function stackOf({ stack, cwd, state }: Flags, progress: Progress): Promise<Stack | undefined> {
  if (stack === undefined && cwd === undefined && state === undefined) return undefined;
  progress.say("Reading the state of the stack …");
  return readStack({ ...(stack && { stack }), ...(cwd && { cwd }), ...(state && { state }) });
}

const namesOf = (plan: ExportPlan, outside: Outside) => ({
  names: Object.fromEntries(plan.items.map(({ object, name }) => [object.id, name])),
  outside: Object.fromEntries(outside.all().map(({ id, name }) => [id, name])),
});

function summaryOf(
  { out, dryRun }: Flags,
  accountSid: string | undefined,
  files: readonly PlannedFile[],
  plan: ExportPlan,
  outside: Outside,
  stack: Stack | undefined,
): Summary {
  return {
    out,
    accountSid: accountSid ?? null,
    stack: stack?.name ?? null,
    dryRun: dryRun ?? false,
    files: files.map(({ path, state }) => ({ path, state })),
    objects: plan.items.map(({ object, name, isManaged }) => ({
      kind: entryOf(object.kind).plural,
      id: object.id,
      name,
      title: object.titles[0] ?? null,
      import: !isManaged,
    })),
    managed: plan.managed,
    skipped: plan.skipped,
    left: plan.left,
    exposed: plan.exposed,
    outside: outside.all(),
  };
}
