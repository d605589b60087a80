import { type RecoveryPath, recoveryPaths } from "../../api/recovery";
import type { Outcome } from "./cell";

const HEAD = ["group", "cells", "passed", "strikes", "duplicates", "orphans", "lost updates"];

/** One row for each group, and one for all of them. Empty: none of the cells measures it. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const groups = [...new Set(outcomes.map(({ cell }) => cell.group))].sort();
  const rows = groups.map((group) =>
    rowOf(
      group,
      outcomes.filter(({ cell }) => cell.group === group),
    ),
  );
  const table = [HEAD, ...rows, rowOf("all", outcomes)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join("\n");
}

/** One row for each recovery path, with how often it was taken. */
export function recoveryTableOf(taken: ReadonlyMap<RecoveryPath, number>): string {
  const rows = [...taken].map(([path, count]) => [String(count), recoveryPaths[path]] as const);
  const width = Math.max(...rows.map(([count]) => count.length));
  return ["recovery paths taken", ...rows.map(([count, text]) => `${count.padStart(width)}  ${text}`)].join("\n");
}

function rowOf(name: string, outcomes: readonly Outcome[]): string[] {
  const sum = (of: (outcome: Outcome) => number | undefined) => {
    const measured = outcomes.flatMap((one) => of(one) ?? []);
    return measured.length === 0 ? "" : String(measured.reduce((total, one) => total + one, 0));
  };
  return [
    name,
    String(outcomes.length),
    sum(({ broken }) => (broken.length === 0 ? 1 : 0)),
    sum(({ struck }) => struck),
    sum(({ duplicates }) => duplicates),
    sum(({ orphans }) => orphans),
    sum(({ lostUpdates }) => lostUpdates),
  ];
}
