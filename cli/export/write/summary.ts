import { visible } from "../../../api/messageText";
import { entryOf, kindNames } from "../../../provider/catalogue";
import type { Remark } from "../plan/exportPlan";
import type { FileState } from "./folder";
import type { Outsider } from "./outside";

/** What `--json` prints. */
export interface Summary {
  out: string;
  accountSid: string | null;
  /** The stack whose objects were left out, as `project/stack`. */
  stack: string | null;
  dryRun: boolean;
  files: { path: string; state: FileState }[];
  /** What the program declares. `kind`: as `--kind` names it. `import`: whether `import.json` has it, because no stack manages it yet. */
  objects: { kind: string; id: string; name: string; title: string | null; import: boolean }[];
  /** How many more a stack manages that this project does not declare. */
  managed: number;
  skipped: Remark[];
  left: Remark[];
  exposed: Remark[];
  outside: Outsider[];
}

/** Most lines of one sort that a person is shown. */
const SHOWN = 10;

/** For a person on a terminal. */
export function summaryText(summary: Summary): string {
  const { out, accountSid, dryRun, files, objects, managed, skipped, left, exposed } = summary;
  const fresh = objects.filter((one) => one.import);
  const edited = files.filter(({ state }) => state === "edited");
  const lines = [
    `${dryRun ? "Would write" : "Wrote"} ${plural(objects.length, "object")} of ${accountSid ?? "the account"} to ${out}${dryRun ? "; nothing was written" : ""}.`,
    ...kindNames
      .map((kind) => entryOf(kind).plural)
      .flatMap((kind) => row(kind, objects.filter((one) => one.kind === kind).length)),
    ...(managed > 0
      ? [`${plural(managed, "object")} more ${managed === 1 ? "is" : "are"} managed by ${summary.stack}.`]
      : []),
    ...remarkLines("No program can declare these; they stay in the account:", skipped),
    ...remarkLines("No program can declare these properties; they stay as they are:", left),
    ...remarkLines("Written as they are, and better kept as a secret:", exposed),
    ...(dryRun ? ["Files:", ...files.map(({ path, state }) => `  ${path.padEnd(32)}${STATES[state]}`)] : []),
    ...(dryRun && edited.length > 0 ? ["Without --force, the edited files would stop it."] : []),
    ...(dryRun ? [] : next(out, fresh.length)),
  ];
  return lines.join("\n");
}

const STATES: Record<FileState, string> = {
  new: "new",
  changed: "changed since the last export",
  unchanged: "as it is",
  edited: "edited by somebody, or not of an export",
};

const row = (kind: string, count: number): string[] => (count === 0 ? [] : [`  ${kind.padEnd(28)}${count}`]);

function remarkLines(head: string, all: readonly Remark[]): string[] {
  if (all.length === 0) return [];
  const shown = all
    .slice(0, SHOWN)
    .map(({ id, title, text }) => `  ${id}${title && ` ${visible(JSON.stringify(title))}`}: ${text}`);
  return [head, ...shown, ...(all.length > SHOWN ? [`  and ${all.length - SHOWN} more; README.md has them all`] : [])];
}

function next(out: string, count: number): string[] {
  if (count === 0) return ["Nothing is left to import."];
  return [
    `Next, to take ${plural(count, "object")} over:`,
    `  cd ${/^[\w./-]+$/.test(out) ? out : JSON.stringify(out)} && npm install && pulumi stack init dev`,
    "  pulumi import --file import.json --generate-code=false --protect=false --yes",
    "  pulumi preview --expect-no-changes",
  ];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
