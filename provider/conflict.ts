import { type Change, show } from "./json";

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
}

/** An update that was refused because the account holds a change that this stack has not seen. */
export class UnseenChangeError extends Error {
  readonly code = "conflict";
}

export function conflictError({
  noun,
  id,
  recordedVersion,
  liveVersion,
  remote,
  declared,
}: Conflict): UnseenChangeError {
  const lines = [
    `${noun} ${id} was changed in the account: it is at version ${liveVersion}, this stack last saw ${recordedVersion}. Nothing was overwritten.`,
    ...(remote.length === 0
      ? ["  Nothing that this stack records differs, but the version does not stand still."]
      : table(remote, declared)),
    "Next: `pulumi refresh` takes the account's values into the state, `pulumi preview` shows what the program would then change, `pulumi up` changes it.",
  ];
  return new UnseenChangeError(lines.join("\n"));
}

function table(remote: readonly Change[], declared: readonly Change[]): string[] {
  const wanted = new Map(declared.map((change) => [change.path, change.to]));
  const rows = remote.map(({ path, from, to }) => [path, from, to, wanted.has(path) ? wanted.get(path) : from]);
  const cells = rows.slice(0, MAX_ROWS).map(([path, ...values]) => [String(path), ...values.map(show)]);
  const shown = [["changed in the account", "last seen", "now", "declared"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  const lines = shown.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
  return rows.length > MAX_ROWS ? [...lines, `  … and ${rows.length - MAX_ROWS} more`] : lines;
}
