import type { ConflictPolicy } from "../../settings";
import type { Change } from "../../table/changes";
import { isWithin, propertyOf } from "../../values/paths";
import { REDACTED } from "../../values/secrets";
import { inFull, show } from "../../values/show";

/** Longest table in a message, in rows. */
const MAX_ROWS = 12;
const NOT_DECLARED = "(not declared)";

export interface Conflict {
  noun: string;
  id: string;
  recordedVersion: unknown;
  liveVersion: unknown;
  /** From prior to observed: what somebody else changed. */
  theirs: readonly Change[];
  /** From prior to desired: what the program changes. */
  ours: readonly Change[];
  /** Whether the program leaves a property to the account. */
  isLeft(property: string): boolean;
  /** Paths that both sides changed in different ways. */
  conflicts: readonly string[];
  policy: ConflictPolicy;
}

/** An update that was refused because the account holds a change that this stack has not seen. */
export class UnseenChangeError extends Error {
  readonly code = "conflict";
}

export function conflictError(conflict: Conflict): UnseenChangeError {
  const { theirs } = conflict;
  const lines = [
    `${changedInAccount(conflict)} Nothing was overwritten.`,
    ...(theirs.length === 0
      ? ["  Nothing that this stack records differs, but the version keeps changing."]
      : [...table("now", theirs, conflict), ...wayOut(conflict)]),
    "Next: `pulumi refresh` takes the account's values into the state, `pulumi preview` shows what the program would then change, `pulumi up` changes it.",
  ];
  return new UnseenChangeError(lines.join("\n"));
}

/** Message about an update that kept both sides. */
export const mergedNote = (conflict: Conflict): string =>
  [
    `${changedInAccount(conflict)} Both sides are kept, as onConflict says:`,
    ...table("kept", conflict.theirs, conflict),
    "Declare what is to stay: the next preview shows what the program says otherwise, and the next `pulumi up` puts that back.",
  ].join("\n");

/** Message about an update that overwrites somebody else's changes. `undone`: paths that it overwrites. */
export function overwroteNote(conflict: Conflict, undone: readonly string[]): string {
  const properties = new Set(undone.map(propertyOf));
  // What they added may have another name on their side than in the program, as a rule without an id of ours has.
  const found = conflict.theirs.filter(
    ({ path, from }) =>
      undone.some((other) => isWithin(path, other) || isWithin(other, path)) ||
      (from === undefined && properties.has(propertyOf(path))),
  );
  // So may what they changed, where the program gives a rule a name. Too much is told rather than too little.
  const told = new Set(found.map(({ path }) => propertyOf(path)));
  const isUntold = (name: string) => properties.has(name) && !told.has(name);
  const remote = conflict.theirs.filter((change) => found.includes(change) || isUntold(propertyOf(change.path)));
  const lost =
    remote.length === 0
      ? ["  Nothing of that was overwritten."]
      : [...table("overwritten", remote, conflict), ...cutValues(remote)];
  return [`${changedInAccount(conflict)} What is declared is written, as onConflict says:`, ...lost].join("\n");
}

/** A replacement that was refused: the new object is made from the program alone, and the old one is deleted. */
export const replacementError = (conflict: Conflict): UnseenChangeError =>
  new UnseenChangeError(
    [
      `${changedInAccount(conflict)} It was not replaced, because the new object would not have these changes${conflict.policy === "merge" ? ", which onConflict cannot merge into a new object" : ""}:`,
      ...table("now", conflict.theirs, conflict),
      'Next: declare what is to stay, then `pulumi refresh` and `pulumi up`. `onConflict: "overwrite"` replaces it without them.',
    ].join("\n"),
  );

/** Message about what a replacement deletes with the old object. */
export const lostByReplacement = (conflict: Conflict): string =>
  [
    `${changedInAccount(conflict)} The replacement does not have these changes, as onConflict says:`,
    ...table("deleted", conflict.theirs, conflict),
    ...cutValues(conflict.theirs, "deleted"),
  ].join("\n");

/** Values that a table truncated, in full, because they exist nowhere else. */
const cutValues = (remote: readonly Change[], what = "overwritten"): string[] =>
  remote
    .filter(({ to }, at) => to !== undefined && (at >= MAX_ROWS || show(to) !== inFull(to)))
    .map(({ path, to }) => `  ${path}, ${what}: ${to === REDACTED ? to : inFull(to)}`);

/** The first line about an object that somebody else has changed. */
export const changedInAccount = ({
  noun,
  id,
  recordedVersion,
  liveVersion,
}: Pick<Conflict, "noun" | "id" | "recordedVersion" | "liveVersion">): string =>
  `${noun} ${id} was changed in the account: it is at version ${liveVersion}, this stack last saw ${recordedVersion}.`;

/** Ways to resolve the conflict beside a refresh. */
function wayOut({ conflicts, policy }: Conflict): string[] {
  if (conflicts.length > 0) return [`Changed on both sides: ${conflicts.join(", ")}.`];
  if (policy === "fail") {
    return [
      'The two sides changed different things: `onConflict: "merge"`, on the resource or as twilio-intelligence:onConflict, keeps both.',
    ];
  }
  return ["It went on changing while the update was tried again and again."];
}

/** Table of the account's changes beside the desired values, one change per line. `live`: heading of the live values. */
export function table(
  live: string,
  remote: readonly Change[],
  { ours, isLeft }: Pick<Conflict, "ours" | "isLeft">,
): string[] {
  const wanted = new Map(ours.map((change) => [change.path, change.to]));
  const declared = ({ path, from }: Change) => show(wanted.has(path) ? wanted.get(path) : from);
  const rows = remote.map((change) => [
    change.path,
    show(change.from),
    show(change.to),
    isLeft(propertyOf(change.path)) ? NOT_DECLARED : declared(change),
  ]);
  const cells = rows.slice(0, MAX_ROWS);
  const shown = [["changed in the account", "last seen", live, "declared"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  const lines = shown.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
  return rows.length > MAX_ROWS ? [...lines, `  … and ${rows.length - MAX_ROWS} more`] : lines;
}
