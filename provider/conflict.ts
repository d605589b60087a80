import type { ConflictPolicy } from "./configure";
import { type Change, HIDDEN, show, written } from "./json";

/** Longest table in a message, in rows. */
const MAX_ROWS = 12;

export interface Conflict {
  noun: string;
  id: string;
  recordedVersion: unknown;
  liveVersion: unknown;
  /** What the account changed: from what this stack last saw to what is there now. */
  remote: readonly Change[];
  /** What the program changes: from what this stack last saw to what is declared. */
  declared: readonly Change[];
  /** Where both sides changed the same. */
  clashes: readonly string[];
  policy: ConflictPolicy;
}

/** An update that was refused because the account holds a change that this stack has not seen. */
export class UnseenChangeError extends Error {
  readonly code = "conflict";
}

export function conflictError(conflict: Conflict): UnseenChangeError {
  const { remote, declared } = conflict;
  const lines = [
    `${changedInAccount(conflict)} Nothing was overwritten.`,
    ...(remote.length === 0
      ? ["  Nothing that this stack records differs, but the version does not stand still."]
      : [...table("now", remote, declared), ...wayOut(conflict)]),
    "Next: `pulumi refresh` takes the account's values into the state, `pulumi preview` shows what the program would then change, `pulumi up` changes it.",
  ];
  return new UnseenChangeError(lines.join("\n"));
}

/** What is said of an update that kept both sides. */
export const mergedNote = (conflict: Conflict): string =>
  [
    `${changedInAccount(conflict)} Both sides are kept, as onConflict says:`,
    ...table("kept", conflict.remote, conflict.declared),
    "Declare what is to stay: the next preview shows what the program says otherwise, and the next `pulumi up` puts that back.",
  ].join("\n");

/** What is said of an update that wrote over what somebody else had changed; `undone`: the paths that it wrote over. */
export function overwroteNote(conflict: Conflict, undone: ReadonlySet<string>): string {
  const remote = conflict.remote.filter(({ path }) => undone.has(path));
  const lost =
    remote.length === 0
      ? ["  Nothing of that was overwritten."]
      : [...table("overwritten", remote, conflict.declared), ...inFull(remote)];
  return [`${changedInAccount(conflict)} What is declared was written, as onConflict says:`, ...lost].join("\n");
}

/** What a table cut: nobody else has it any more. */
const inFull = (remote: readonly Change[]): string[] =>
  remote
    .filter(({ to }, at) => to !== undefined && (at >= MAX_ROWS || show(to) !== written(to)))
    .map(({ path, to }) => `  ${path}, overwritten: ${to === HIDDEN ? to : written(to)}`);

/** The first line about an object that somebody else has changed. */
export const changedInAccount = ({
  noun,
  id,
  recordedVersion,
  liveVersion,
}: Pick<Conflict, "noun" | "id" | "recordedVersion" | "liveVersion">): string =>
  `${noun} ${id} was changed in the account: it is at version ${liveVersion}, this stack last saw ${recordedVersion}.`;

/** What else could be done about it than to look and decide. */
function wayOut({ clashes, policy }: Conflict): string[] {
  if (clashes.length > 0) return [`Changed on both sides: ${clashes.join(", ")}.`];
  if (policy === "fail") {
    return [
      'The two sides changed different things: `onConflict: "merge"`, on the resource or as twilio-intelligence:onConflict, keeps both.',
    ];
  }
  return ["It went on changing while the update was tried again and again."];
}

/** What the account changed next to what is declared, one change a line; `live`: what to call what the account has. */
export function table(live: string, remote: readonly Change[], declared: readonly Change[]): string[] {
  const wanted = new Map(declared.map((change) => [change.path, change.to]));
  const rows = remote.map(({ path, from, to }) => [path, from, to, wanted.has(path) ? wanted.get(path) : from]);
  const cells = rows.slice(0, MAX_ROWS).map(([path, ...values]) => [String(path), ...values.map(show)]);
  const shown = [["changed in the account", "last seen", live, "declared"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  const lines = shown.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
  return rows.length > MAX_ROWS ? [...lines, `  … and ${rows.length - MAX_ROWS} more`] : lines;
}
