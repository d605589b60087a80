import { Command, InvalidArgumentError, Option } from "commander";
import { progressOn } from "../shared/progressOn";
import { readStack, type StackFlags, withStackOptions } from "../shared/stack";
import { findHistory } from "./findHistory";
import { historyJson, historyText } from "./historyReport";

interface Flags extends StackFlags {
  limit: number;
  format: "text" | "json";
  json?: true;
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;

const HELP = `
Each version has its status, its time of creation, and the update of the stack that made it, with the git commit that was checked out.
A version that has the content of an earlier one is named, as after a rollback. Contents are compared and not printed.

Examples:
  $ twilio-intelligence history --stack prod
  $ twilio-intelligence history tone support       only these two, by name in the program, URN or id
  $ twilio-intelligence history tone --limit 100   looks further back
  $ twilio-intelligence history --format json | jq '.objects[].versions[0].origin.update.commit'

It only reads. It runs \`pulumi stack history\` once, and \`pulumi stack export --version\` for as few of the updates as possible. A backend
other than Pulumi Cloud does not keep the states of earlier updates: versions are then matched with updates by time, and marked "probably".
Of each operator it reads the list of versions, and each version. The API keeps no versions of Configurations: those that the states of
updates recorded are shown, or only the current one.

It uses the credentials of the stack, or else TWILIO_API_KEY and TWILIO_API_SECRET. With --state but without --stack, the updates are not known.
Exit code: 0 read, 1 failed.
`;

/** `twilio-intelligence history`: shows the versions of a stack's operators and Configurations beside the updates that made them. */
export const historyCommand = (): Command =>
  withStackOptions(new Command("history"))
    .summary("show the versions of a stack's operators beside its updates and commits")
    .description("Shows the versions of language operators and Configurations beside the stack's updates and commits.")
    .argument(
      "[resource...]",
      "language operators and Configurations, by name in the program, URN or id (default: all of the stack)",
    )
    .option(
      "--limit <count>",
      "updates, and versions of each object, to look at, newest first",
      countUpTo(MAX_LIMIT),
      DEFAULT_LIMIT,
    )
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .option("--json", "the same as --format json")
    .addHelpText("after", HELP)
    .action(run);

async function run(named: string[], { limit, format, json, ...flags }: Flags): Promise<void> {
  const progress = progressOn();
  try {
    progress.say("Reading the stack…");
    const found = await findHistory(await readStack(flags), { named, limit, flags }, progress);
    progress.done();
    console.log(json || format === "json" ? historyJson(found) : historyText(found, process.stdout));
  } finally {
    progress.done();
  }
}

/** Returns a parser for a whole number from 1. */
function countUpTo(max: number) {
  return (text: string): number => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${max}.`);
  };
}
