import type { Spread } from "../part";

/** Whether a bar meets the target of its panel. Not every bar has one. */
export type Verdict = "met" | "not met" | "no target";

export interface Bar {
  label: string;
  value: Spread;
  verdict: Verdict;
}

/** Bars with one scale, and a line at the target. */
export interface Panel {
  title: string;
  bars: readonly Bar[];
  target: number;
}

const WIDTH = 1100;
const MARGIN = 24;
/** Space for the labels, left of the bars, and for the values, right of them. */
const [LABELS, VALUES] = [520, 60];
const [ROW, BAR, HEAD, GAP] = [22, 14, 54, 26];
const PLOT = WIDTH - 2 * MARGIN - LABELS - VALUES;
const LEFT = MARGIN + LABELS;
const FILLS: Readonly<Record<Verdict, string>> = { met: "#2a7f62", "not met": "#c2571a", "no target": "#8d99a6" };
const [INK, FAINT, PAPER] = ["#1f2933", "#d5dae0", "#ffffff"];
/** Longest bar, in multiples of the target: a longer one is cut, and its value says how long it is. */
const LONGEST = 3;
const MAX_LABEL = 78;

/** Returns a picture of horizontal bars as SVG. A thin line on a bar goes from its minimum to its maximum. */
export function chartOf(title: string, panels: readonly Panel[]): string {
  const shown = panels.filter(({ bars }) => bars.length > 0);
  let top = MARGIN + 24;
  const parts = shown.map((panel) => {
    const text = panelOf(panel, top);
    top += HEAD + panel.bars.length * ROW + GAP;
    return text;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="12" fill="${INK}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    `<text x="${MARGIN}" y="${MARGIN + 8}" font-size="16" font-weight="600">${escaped(title)}</text>`,
    ...legend(),
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function legend(): string[] {
  return Object.entries(FILLS).map(([verdict, colour], at) => {
    const x = WIDTH - MARGIN - 240 + at * 85;
    return `<rect x="${x}" y="${MARGIN - 3}" width="12" height="12" fill="${colour}"/><text x="${x + 17}" y="${MARGIN + 8}">${verdict}</text>`;
  });
}

function panelOf({ title, bars, target }: Panel, top: number): string {
  const largest = Math.max(target, ...bars.map(({ value }) => value.max || 0));
  const end = Math.min(largest, LONGEST * target) * 1.05;
  const x = (value: number) => xOf(value, end);
  const [first, last] = [top + HEAD, top + HEAD + bars.length * ROW];
  const ticks = ticksOf(end).map(
    (tick) =>
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="${first}" y2="${last}" stroke="${FAINT}"/><text x="${x(tick)}" y="${first - 6}" text-anchor="middle" font-size="10">${tick}</text>`,
  );
  return [
    `<text x="${MARGIN}" y="${top + 18}" font-size="14" font-weight="600">${escaped(title)}</text>`,
    ...ticks,
    ...bars.map((bar, at) => barOf(bar, first + at * ROW, end)),
    `<line x1="${x(target)}" x2="${x(target)}" y1="${first - 2}" y2="${last}" stroke="${INK}" stroke-width="2" stroke-dasharray="5 3"/>`,
    `<text x="${x(target)}" y="${first - 20}" text-anchor="middle" font-size="11" font-weight="600">target ${target}</text>`,
  ].join("\n");
}

function barOf({ label, value, verdict }: Bar, top: number, end: number): string {
  const middle = top + ROW / 2;
  const x = (one: number) => xOf(one, end);
  const short = label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
  return [
    `<text x="${LEFT - 8}" y="${middle + 4}" text-anchor="end">${escaped(short)}</text>`,
    `<rect x="${LEFT}" y="${middle - BAR / 2}" width="${(x(value.median) - LEFT).toFixed(1)}" height="${BAR}" fill="${FILLS[verdict]}"/>`,
    value.median > end ? cutAt(x(end), middle) : "",
    `<line x1="${x(value.min).toFixed(1)}" x2="${x(value.max).toFixed(1)}" y1="${middle}" y2="${middle}" stroke="${INK}"/>`,
    `<text x="${WIDTH - MARGIN}" y="${middle + 4}" text-anchor="end">${value.median.toFixed(2)}</text>`,
  ].join("");
}

const xOf = (value: number, end: number): number => LEFT + (PLOT * Math.min(Math.max(value, 0), end)) / end;

/** Two gaps in a bar that is longer than its panel. */
const cutAt = (end: number, middle: number): string =>
  [18, 10]
    .map(
      (left) =>
        `<line x1="${end - left}" x2="${end - left + 5}" y1="${middle + BAR / 2}" y2="${middle - BAR / 2}" stroke="${PAPER}" stroke-width="3"/>`,
    )
    .join("");

/** Returns round numbers from 0 to the end of a scale, at most eight. */
function ticksOf(end: number): number[] {
  const step = [0.1, 0.2, 0.25, 0.5, 1, 2, 5].find((one) => end / one <= 8) ?? end;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => Number((at * step).toFixed(2)));
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
