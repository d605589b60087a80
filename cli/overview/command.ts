import { Command, Option } from "commander";
import { visible } from "../../api/messageText";
import { isAsHigh } from "../review/level";
import { overview } from "./overview";
import { readReview, type StackReview } from "./reviews";

interface Flags {
  expect: string[];
  project?: string;
  failOn?: "high" | "medium";
}

const EXAMPLES = `
Examples:
  $ twilio-intelligence overview dev/review.json prod/review.json > comment.md
  $ twilio-intelligence overview --expect dev --expect prod reviews/*.json

The comment has a table of the stacks and each risk once, with the stacks that have it. Its first line names the project, and is the same
in every overview of it. A stack of --expect that none of the reviews is about is shown as one without a review.

Exit code: 0 written, 1 a review failed, is missing or cannot be read, 2 a risk is as high as --fail-on.
`;

/** `twilio-intelligence overview`: one comment about the reviews of several stacks. */
export function overviewCommand(): Command {
  return new Command("overview")
    .summary("put the reviews of several stacks into one comment")
    .description("Reads the JSON of reviews (`review --save-json`) and writes one Markdown comment about all of them.")
    .usage("[options] <review.json...>")
    .argument("[reviews...]", "JSON of the reviews, one for each stack")
    .option("--expect <stack>", "name of a stack that must have a review; repeatable", collect, [])
    .option("--project <name>", "name of the project in the first line (default: that of the reviews)")
    .addOption(new Option("--fail-on <level>", "exit with 2 if a risk is this high").choices(["high", "medium"]))
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(files: readonly string[], { expect, project, failOn }: Flags): Promise<void> {
  if (files.length + expect.length === 0)
    throw new Error("There is no review. Name the JSON of at least one, or stacks with --expect.");
  const read = await Promise.allSettled(files.map(readReview));
  const reviews = read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const errors = read.flatMap((one) => (one.status === "rejected" ? [String(one.reason?.message ?? one.reason)] : []));
  if (reviews.length + expect.length === 0) throw new Error(errors.join("\n"));
  for (const error of errors) console.error(visible(error));
  const missing = expect.filter((stack) => !reviews.some((one) => one.stack === stack));
  process.stdout.write(overview(reviews, missing, project));
  process.exitCode = errors.length + missing.length > 0 ? 1 : exitCode(reviews, failOn);
}

function exitCode(reviews: readonly StackReview[], failOn: Flags["failOn"]): number {
  if (reviews.some(({ status }) => status === "failed")) return 1;
  return reviews.some(({ risk }) => risk !== "none" && isAsHigh(risk, failOn)) ? 2 : 0;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];
