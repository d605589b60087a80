import { spreadText } from "../part";
import { type Column, tableOf } from "./markdown";
import { digitsOf, isMet, type Target } from "./target";

const COLUMNS: readonly Column<Target>[] = [
  ["measure", ({ measure }) => measure],
  ["target", ({ most, unit }) => `≤ ${most.toFixed(digitsOf(unit))} ${unit}`],
  ["measured", ({ value, unit }) => spreadText(value, digitsOf(unit))],
  ["", (target) => (isMet(target) ? "met" : "NOT MET")],
];

/** Returns the targets as a table, with what was measured. Empty without targets. */
export const targetTable = (targets: readonly Target[]): string =>
  targets.length === 0 ? "" : `\n${tableOf(COLUMNS, targets)}\n`;
