import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Preview, readPreview } from "./preview/preview";
import { runPreview } from "./preview/runPreview";
import { markdown } from "./render/markdown";
import { reviewJson } from "./render/reviewJson";
import { reviewText } from "./render/reviewText";
import { type Review, reviewOf } from "./review";
import { type Level, severity } from "./risks";

interface Flags {
  format: "markdown" | "json" | "text";
  failOn?: "high" | "medium";
  marker?: { project: string; stack: string };
}

const EXAMPLES = `
Examples:
  $ pulumi preview --json --show-sames | twilio-intelligence review
  $ twilio-intelligence review preview.json > comment.md
  $ twilio-intelligence review -- --stack prod          runs the preview itself
  $ twilio-intelligence review --fail-on high --format text preview.json

With --show-sames the preview lists what stays too, so that the review can name every operator. What follows -- is handed to
\`pulumi preview --json --show-sames\`.

The first line of the Markdown names project and stack, and is the same in every review of that stack: a pipeline that looks for it
updates its comment instead of adding another.

Exit code: 0 reviewed, 1 the preview failed or could not be read, 2 a risk as high as --fail-on says.
docs/review.md lists the risks and describes the JSON.
`;

/** `twilio-intelligence review`: what a preview means for live conversations. */
export function reviewCommand(): Command {
  return new Command("review")
    .summary("say what a pulumi preview means for live conversations")
    .description(
      "Reads the output of `pulumi preview --json` and says what it means for live conversations, and what is risky about it.",
    )
    .usage("[options] [file | -- <pulumi args>]")
    .argument("[input...]", "the file to read (default: standard input); after --, what `pulumi preview` is run with")
    .addOption(
      new Option("--format <format>", "how to write it").choices(["markdown", "json", "text"]).default("markdown"),
    )
    .addOption(new Option("--fail-on <level>", "end with 2 where a risk is this high").choices(["high", "medium"]))
    .option("--marker <project/stack>", "whose review it is, where the preview fails before it says so", stackName)
    .addHelpText("after", EXAMPLES)
    .action((input: string[], flags: Flags) => run(input, flags));
}

async function run(input: readonly string[], flags: Flags): Promise<void> {
  const preview = await previewFrom(input);
  const review = reviewOf({ ...preview, ...(preview.stack === undefined ? flags.marker : {}) });
  process.stdout.write(`${write(review, flags.format).trimEnd()}\n`);
  process.exitCode = exitCode(review, flags.failOn);
}

/** Commander hands over what stands after `--` together with the arguments: only the command line tells them apart. */
async function previewFrom(input: readonly string[]): Promise<Preview> {
  const dashes = process.argv.indexOf("--");
  if (dashes !== -1) {
    const args = process.argv.slice(dashes + 1);
    if (input.length <= args.length) return fromRun(args);
    throw new Error(`review reads ${input[0]}, or runs a preview with what stands after --: not both.`);
  }
  const [file, ...others] = input;
  if (others.length > 0)
    throw new Error(`review reads one file; it was given ${input.length}. Arguments for pulumi stand after --.`);
  if (file === undefined && process.stdin.isTTY) {
    throw new Error(
      "review reads the output of `pulumi preview --json`: name a file, pipe it in, or put `--` and pulumi's arguments. See --help.",
    );
  }
  return readPreview(file === undefined || file === "-" ? await textOf(process.stdin) : await readFile(file, "utf8"));
}

async function fromRun(args: readonly string[]): Promise<Preview> {
  const { code, stdout, stderr } = await runPreview(args);
  if (code === 0) return readPreview(stdout);
  const why = stderr.trim() || `pulumi ended with ${code ?? "a signal"} and said nothing.`;
  const nothing: Preview = {
    project: undefined,
    stack: undefined,
    steps: [],
    errors: [],
    warnings: [],
    isWhole: false,
    unchanged: 0,
  };
  const preview = stdout.trim().startsWith("{") ? readPreview(stdout) : nothing;
  return { ...preview, errors: preview.errors.length > 0 ? preview.errors : [why] };
}

function write(review: Review, format: Flags["format"]): string {
  if (format === "json") return reviewJson(review);
  return format === "text"
    ? reviewText(review, process.stdout.isTTY === true && process.env.NO_COLOR === undefined)
    : markdown(review);
}

function exitCode({ errors, risks }: Review, failOn: Level | undefined): number {
  if (errors.length > 0) return 1;
  return failOn !== undefined && risks.some(({ level }) => severity(level) <= severity(failOn)) ? 2 : 0;
}

function stackName(value: string): { project: string; stack: string } {
  const [project, stack, ...others] = value.split("/");
  if (project && stack && others.length === 0) return { project, stack };
  throw new InvalidArgumentError("It must be a project and a stack, such as contact-centre/dev.");
}
