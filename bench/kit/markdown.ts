/** A column of a table: its title, and the cell of a row. */
export type Column<Row> = [title: string, cell: (row: Row) => string];

/** Returns rows as a Markdown table that is also aligned on a terminal. The first column is aligned to the left, the others to the right. */
export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (row: readonly string[]) => `| ${row.map(padded).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(cells[0] ?? []), line(rule), ...cells.slice(1).map(line)].join("\n");
}
