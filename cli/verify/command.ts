import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { conversationId } from "../../api/wire/ids";
import { matching, secondsUpTo } from "../shared/flags";
import { progressOn } from "../shared/progressOn";
import { type StackFlags, withStackOptions } from "../shared/stack";
import { checkResults } from "./checkResults";
import { readExpectations } from "./expectations";
import { junitOf } from "./junit";
import { outcomesOf } from "./outcomes";
import { readSubjects, type Subject } from "./readSubjects";
import { type VerifyPlan, verifyPlan } from "./verifyPlan";
import { reportOf } from "./verifyReport";
import { planText, textOf } from "./verifyText";

interface Flags extends StackFlags {
  configuration?: string;
  conversation?: string;
  expect?: string;
  timeout: number;
  dryRun?: true;
  format: "text" | "json" | "junit";
  json?: true;
}

/** File that is read by default, if it exists. */
const DEFAULT_FILE = "verify.yaml";

const HELP = `
Each rule is executed once on a sample conversation. This costs what its operators cost, and leaves their results in the account.
Nothing else is written. --dry-run shows what would be executed.

Examples:
  After an update, all Configurations of the selected stack, each on its newest conversation:
  $ twilio-intelligence verify

  In a pipeline, one Configuration on a known conversation:
  $ twilio-intelligence verify --stack prod --configuration support \\
      --conversation conv_conversation_01… --format junit > verify.xml

  Without a stack, with TWILIO_API_KEY and TWILIO_API_SECRET from the environment:
  $ twilio-intelligence verify --configuration intelligence_configuration_01… --conversation conv_conversation_01…

Expectations, in verify.yaml:
  expectations:
    - name: A late order makes a customer unhappy
      configuration: support
      rule: sentiment
      conversation: conv_conversation_01…
      label: negative

Exit code: 0 as expected, 2 not as expected, 1 failed.
`;

/** `twilio-intelligence verify`: executes the rules of Configurations, and checks that results arrive and are as expected. */
export function verifyCommand(): Command {
  return withStackOptions(new Command("verify"))
    .summary("execute the rules of a stack, and check the results")
    .description(
      "Executes the rules of Intelligence Configurations, and checks that results arrive and are as expected.",
    )
    .option("--configuration <name>", "one Configuration, by name in the program or id (default: all of the stack)")
    .option(
      "--conversation <id>",
      "the conversation to run on (default: the newest conversation of the Configuration)",
      matching(conversationId),
    )
    .option("--expect <file>", `YAML file with expectations (default: ${DEFAULT_FILE}, if it exists)`)
    .option("--timeout <seconds>", "time to wait for all results", secondsUpTo(3600), 60)
    .option("--dry-run", "only show what would be executed")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json", "junit"]).default("text"))
    .option("--json", "the same as --format json")
    .addHelpText("after", HELP)
    .action(run);
}

async function run({ timeout, dryRun, json, ...flags }: Flags): Promise<void> {
  const format = json ? "json" : flags.format;
  if (dryRun && format === "junit") throw new Error("--dry-run has no results for --format junit. Use text or json.");
  const progress = progressOn();
  try {
    progress.say("Reading the Configurations");
    const { stack, plans } = await plan(flags);
    if (dryRun) {
      progress.done();
      console.log(format === "json" ? JSON.stringify(plannedOf(stack, plans)) : planText(plans));
      return;
    }
    const timeoutMs = timeout * 1000;
    const outcomes = await outcomesOf(plans, { timeoutMs, progress });
    progress.say("Checking the results");
    const report = reportOf(stack, await Promise.all(outcomes.map((one) => checkResults(one, timeoutMs))));
    progress.done();
    console.log(FORMATS[format](report));
    if (!report.ok) process.exitCode = 2;
  } finally {
    progress.done();
  }
}

const FORMATS = { text: textOf, json: JSON.stringify, junit: junitOf };

async function plan({
  configuration,
  conversation,
  expect,
  stack,
  cwd,
  state,
}: Omit<Flags, "timeout" | "dryRun" | "json">) {
  const file = expect ?? join(cwd ?? ".", DEFAULT_FILE);
  const expectations = expect !== undefined || existsSync(file) ? readExpectations(file) : [];
  const subjects = await readSubjects(configuration, {
    ...(stack !== undefined && { stack }),
    ...(cwd !== undefined && { cwd }),
    ...(state !== undefined && { state }),
  });
  const isMeant = (wanted: string | undefined) =>
    configuration === undefined || wanted === undefined || namesOf(subjects.subjects).has(wanted);
  const meant = expectations.filter((one) => isMeant(one.configuration));
  const plans = await verifyPlan(subjects.subjects, meant, conversation);
  if (plans.every(({ runs, problems }) => runs.length === 0 && problems.length === 0)) {
    throw new Error("There is nothing to execute, because no Configuration has rules.");
  }
  return { stack: subjects.stack, plans };
}

const namesOf = (subjects: readonly Subject[]): ReadonlySet<string | null> =>
  new Set(subjects.flatMap(({ id, name, title }) => [id, name, title]));

/** Returns the plan of a dry run for JSON. */
const plannedOf = (stack: string | null, plans: readonly VerifyPlan[]) => ({
  stack,
  dryRun: true,
  configurations: plans.map(({ subject, problems, warnings, runs }) => ({
    id: subject.id,
    name: subject.name,
    displayName: subject.live?.displayName ?? null,
    version: subject.live?.version ?? null,
    problems,
    warnings,
    runs: runs.map(({ rule, conversation, expected }) => ({
      conversation,
      rule: { id: rule.id, name: rule.name },
      operators: rule.operators.map(({ id, name }) => ({ id, name })),
      expectations: expected.length,
    })),
  })),
});
