import { visible } from "../../../api/messageText";
import { entryOf, kindNames } from "../../../provider/catalogue";
import type { Remark } from "../plan/exportPlan";
import type { FileState } from "./folder";
import type { ExternalObject } from "./outside";

/** Output of `--json`. */
export interface Summary {
  out: string;
  accountSid: string | null;
  /** Stack whose objects were not exported, as `project/stack`. */
  stack: string | null;
  dryRun: boolean;
  files: { path: string; state: FileState }[];
  /** Declared objects. `kind`: as in `--kind`. `import`: whether `import.json` contains it, because no stack manages it yet. */
  objects: { kind: string; id: string; name: string; title: string | null; import: boolean }[];
  /** Number of other objects that the stack manages. */
  managed: number;
  skipped: Remark[];
  left: Remark[];
  exposed: Remark[];
  outside: ExternalObject[];
}

/** Maximum number of lines per list in the text. */
const SHOWN = 10;

/** Returns the summary as text. */
export function summaryText(summary: Summary): string {
  const { out, accountSid, dryRun, files, objects, managed, skipped, left, exposed } = summary;
  const fresh = objects.filter((one) => one.import);
  const edited = files.filter(({ state }) => state === "edited");
  const lines = [
    `${dryRun ? "Would write" : "Wrote"} ${plural(objects.length, "object")} of ${accountSid ?? "the account"} to ${out}${dryRun ? "; nothing was written" : ""}.`,
    ...kindNames
      .map((kind) => entryOf(kind).plural)
      .flatMap((kind) => row(kind, objects.filter((one) => one.kind === kind).length)),
    ...(managed > 0 ? [`${summary.stack} manages ${plural(managed, "other object")}.`] : []),
    ...remarkLines("A program cannot declare these objects. They stay in the account:", skipped),
    ...remarkLines("A program cannot declare these properties. They stay unmanaged:", left),
    ...remarkLines("Written in plain text. Make them secret:", exposed),
    ...(dryRun ? ["Files:", ...files.map(({ path, state }) => `  ${path.padEnd(32)}${STATES[state]}`)] : []),
    ...(dryRun && edited.length > 0 ? ["The edited files would be refused without --force."] : []),
    ...(dryRun ? [] : next(out, fresh.length)),
  ];
  return lines.join("\n");
}

const STATES: Record<FileState, string> = {
  new: "new",
  changed: "changed since the last export",
  unchanged: "unchanged",
  edited: "edited, or not written by an export",
};

const row = (kind: string, count: number): string[] => (count === 0 ? [] : [`  ${kind.padEnd(28)}${count}`]);

function remarkLines(head: string, all: readonly Remark[]): string[] {
  if (all.length === 0) return [];
  const shown = all
    .slice(0, SHOWN)
    .map(({ id, title, text }) => `  ${id}${title && ` ${visible(JSON.stringify(title))}`}: ${text}`);
  return [head, ...shown, ...(all.length > SHOWN ? [`  and ${all.length - SHOWN} more; README.md lists all`] : [])];
}

function next(out: string, count: number): string[] {
  if (count === 0) return ["There is nothing to import."];
  return [
    `Next, to import ${plural(count, "object")}:`,
    `  cd ${/^[\w./-]+$/.test(out) ? out : JSON.stringify(out)} && npm install && pulumi stack init dev`,
    "  pulumi import --file import.json --generate-code=false --protect=false --yes",
    "  pulumi preview --expect-no-changes",
  ];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
