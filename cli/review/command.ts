import { readFile, writeFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import { Command, InvalidArgumentError, Option } from "commander";
import { isAsHigh, type Level } from "./level";
import { policyErrors } from "./policyRisks";
import { violationsIn } from "./preview/policies";
import { noPreview, type Preview, readPreview } from "./preview/preview";
import { runPreview } from "./preview/runPreview";
import { HOSTS, type Host, LAYOUTS } from "./render/layout";
import { markdown } from "./render/markdown";
import { reviewJson } from "./render/reviewJson";
import { reviewText } from "./render/reviewText";
import { type Review, reviewOf } from "./review";

interface Flags {
  format: "markdown" | "json" | "text";
  for: Host;
  failOn?: "high" | "medium";
  marker?: { project: string; stack: string };
  eventLog?: string;
  saveJson?: string;
  savePreview?: string;
}

const EXAMPLES = `
Examples:
  $ pulumi preview --json --show-sames | twilio-intelligence review
  $ twilio-intelligence review preview.json > comment.md
  $ twilio-intelligence review -- --stack prod          runs the preview itself
  $ twilio-intelligence review --fail-on high --format text preview.json

With --show-sames the preview includes unchanged resources, so that the review can name every operator. Arguments after -- are
passed to \`pulumi preview --json --show-sames\`.

The engine prints violations of policies only into its event log. A preview that the review runs itself has one; for another one, create
it with \`PULUMI_DEBUG_COMMANDS=1 pulumi preview --json --event-log FILE\` and pass it with --event-log.

The first line of the Markdown names project and stack, and is the same in every review of that stack. A pipeline can search for
it, to update its comment instead of adding another.

Exit code: 0 reviewed, 1 the preview failed or could not be read, 2 a risk is as high as --fail-on.
docs/review.md lists the risks and describes the JSON.
`;

/** `twilio-intelligence review`: describes the effect of a preview on live conversations. */
export function reviewCommand(): Command {
  return new Command("review")
    .summary("describe what a pulumi preview means for live conversations")
    .description(
      "Reads the output of `pulumi preview --json` and describes its effect on live conversations and its risks.",
    )
    .usage("[options] [file | -- <pulumi args>]")
    .argument("[input...]", "the file to read (default: standard input); after --, arguments for `pulumi preview`")
    .addOption(
      new Option("--format <format>", "output format").choices(["markdown", "json", "text"]).default("markdown"),
    )
    .addOption(
      new Option("--for <host>", "host that shows the Markdown: size, pictures and HTML differ")
        .choices(HOSTS)
        .default("github"),
    )
    .addOption(new Option("--fail-on <level>", "exit with 2 if a risk is this high").choices(["high", "medium"]))
    .option(
      "--marker <project/stack>",
      "the stack of the review; with it, a failure of the review itself is a comment too",
      stackName,
    )
    .option("--save-json <file>", "also write the review as JSON to a file")
    .option("--save-preview <file>", "also write the output of the preview that the review runs to a file")
    .option("--event-log <file>", "the engine's event log of the preview, which has the violations of policies")
    .addHelpText("after", EXAMPLES)
    .action((input: string[], flags: Flags) => run(input, flags));
}

async function run(input: readonly string[], flags: Flags): Promise<void> {
  const preview = await previewFrom(input, flags).catch((error: unknown) => unreadable(error, flags));
  const review = reviewOf({ ...preview, ...flags.marker }, LAYOUTS[flags.for].max);
  if (flags.saveJson !== undefined) await writeFile(flags.saveJson, `${reviewJson(review)}\n`);
  process.stdout.write(`${write(review, flags).trimEnd()}\n`);
  process.exitCode = exitCode(review, flags.failOn);
}

/** A comment of an earlier run must not stand for a change that could not be reviewed: with a marker, the reason becomes the comment. */
function unreadable(error: unknown, { marker }: Flags): Preview {
  if (marker === undefined) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  console.error(reason);
  return noPreview([reason], true);
}

async function previewFrom(input: readonly string[], { eventLog, savePreview }: Flags): Promise<Preview> {
  const { preview, events, failure } = await sourceFrom(input, savePreview);
  const violations = violationsIn(eventLog === undefined ? events : await readFile(eventLog, "utf8"));
  const errors = [...policyErrors(violations), ...preview.errors];
  return { ...preview, violations, errors: errors.length > 0 || failure === undefined ? errors : [failure] };
}

interface Source {
  preview: Preview;
  events: string;
  /** Error of a run that failed, for the case that nothing else says why. */
  failure?: string;
}

/** Reads or runs the preview. Commander merges the arguments before and after `--`, so they are separated with `process.argv`. */
async function sourceFrom(input: readonly string[], savePreview: string | undefined): Promise<Source> {
  const dashes = process.argv.indexOf("--");
  if (dashes !== -1) {
    const args = process.argv.slice(dashes + 1);
    if (input.length <= args.length) return fromRun(args, savePreview);
    throw new Error(
      `review cannot read ${input[0]} and also run a preview. Remove the file, or the arguments after --.`,
    );
  }
  if (savePreview !== undefined)
    throw new Error("--save-preview needs a preview that the review runs itself: add -- and arguments for pulumi.");
  const [file, ...others] = input;
  if (others.length > 0)
    throw new Error(`review reads one file, but got ${input.length}. Put arguments for pulumi after --.`);
  if (file === undefined && process.stdin.isTTY) {
    throw new Error(
      "There is no preview to read. Name a file, pipe in the output of `pulumi preview --json`, or add `--` and arguments for pulumi. See --help.",
    );
  }
  const text = file === undefined || file === "-" ? await textOf(process.stdin) : await readFile(file, "utf8");
  return { preview: readPreview(text), events: "" };
}

async function fromRun(args: readonly string[], savePreview: string | undefined): Promise<Source> {
  const { code, stdout, stderr, events } = await runPreview(args);
  if (savePreview !== undefined) await writeFile(savePreview, stdout);
  if (code === 0) return { preview: readPreview(stdout), events };
  const failure = stderr.trim() || `pulumi exited with ${code ?? "a signal"} and printed no error.`;
  return { preview: partOf(stdout), events, failure };
}

/** Reads the output of a failed preview. Returns an empty preview if it cannot be read. */
function partOf(stdout: string): Preview {
  try {
    return readPreview(stdout);
  } catch {
    return noPreview([], false);
  }
}

function write(review: Review, { format, for: host }: Flags): string {
  if (format === "json") return reviewJson(review);
  return format === "text"
    ? reviewText(review, process.stdout.isTTY === true && process.env.NO_COLOR === undefined)
    : markdown(review, host);
}

function exitCode({ errors, risks }: Review, failOn: Level | undefined): number {
  if (errors.length > 0) return 1;
  return risks.some(({ level }) => isAsHigh(level, failOn)) ? 2 : 0;
}

function stackName(value: string): { project: string; stack: string } {
  const [project, stack, ...others] = value.split("/");
  if (project && stack && others.length === 0) return { project, stack };
  throw new InvalidArgumentError("It must be a project and a stack, such as contact-centre/dev.");
}
