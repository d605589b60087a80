import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isUpdate } from "../../golden/isUpdate";
import type { Cell } from "../cell";
import { NAMES, RESOURCES } from "./program";
import { type Results, ROWS, type Row, resultsOf } from "./rows";

const PAGE = join(__dirname, "..", "..", "..", "docs", "engine-options.md");
const HEAD = `| | ${NAMES.map((name) => `\`${RESOURCES[name]}\``).join(" | ")} |`;

const lineOf = ({ title }: Row, results: Results): string =>
  `| ${title} | ${NAMES.map((name) => results[name] ?? "").join(" | ")} |`;

/** Results that no option and no command may have, whatever the page says. */
const LOST = /two objects|gone, and in the state/;

/** Compares a result with the page, or writes it there with `UPDATE_GOLDEN=1`. */
function compare(row: Row, line: string): string[] {
  const lines = readFileSync(PAGE, "utf8").split("\n");
  if (lines.includes(line)) return [];
  if (!isUpdate) return [`docs/engine-options.md has no line: ${line}`];
  const at = lines.findIndex((one) => one.startsWith(`| ${row.title} |`));
  const end = lines.findIndex((one, number) => number > lines.indexOf(HEAD) && !one.startsWith("|"));
  lines.splice(at === -1 ? end : at, at === -1 ? 0 : 1, line);
  writeFileSync(PAGE, lines.join("\n"));
  return [];
}

/** Rows that `npm test` runs too. */
const SHARED = new Set(["`protect`, then `pulumi destroy`", "another name, with `import` of the id"]);

/** Every option and command of the table in `docs/engine-options.md`, on every class, on the real engine. */
export const cells: Cell[] = ROWS.map((row) => ({
  group: "options and commands, on the real engine",
  name: row.title,
  share: SHARED.has(row.title),
  load: "engine",
  isOfSources: true,
  async run(run) {
    const results = await resultsOf(row, run);
    const lost = NAMES.filter((name) => LOST.test(results[name] ?? "")).map((name) => `${name}: ${results[name]}`);
    return { broken: [...lost, ...compare(row, lineOf(row, results))] };
  },
}));
