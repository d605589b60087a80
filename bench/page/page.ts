import type { MeasuredPart, Results } from "../kit/measured";
import { targetTable } from "../kit/targetTable";

type Parts = Results["parts"];

/** A place of the page that is written from the results: `<!-- measured: NAME -->`, its text, `<!-- end -->`. */
const PLACE = /(<!-- measured: ([a-z]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** Places that are about all parts. */
const OF_ALL: Readonly<Record<string, (shown: readonly MeasuredPart[]) => string>> = {
  machine: machineText,
  plot: () => "![Measured ratios, each with its target](performance.svg)",
  targets: (shown) => targetTable(shown.flatMap(({ targets = [] }) => targets)).trim(),
};

/** Returns the parts that a page shows. */
export const partsOf = (page: string): string[] =>
  [...page.matchAll(PLACE)].flatMap(([, , name = ""]) => (Object.hasOwn(OF_ALL, name) ? [] : [name]));

/** Returns the page with the results in its places. Text outside of them stays. */
export const pageOf = (page: string, parts: Parts): string =>
  page.replace(PLACE, (_, begin: string, name: string, end: string) => {
    const shown = partsOf(page).flatMap((one) => parts[one] ?? []);
    return `${begin}\n${textOf(name, shown, parts)}\n\n${end}`;
  });

function textOf(name: string, shown: readonly MeasuredPart[], parts: Parts): string {
  const ofAll = OF_ALL[name];
  if (ofAll !== undefined) return ofAll(shown);
  return parts[name]?.lines.join("\n").trim() ?? `Not measured yet: \`npm run bench -- ${name}\`.`;
}

function machineText(shown: readonly MeasuredPart[]): string {
  const machines = [
    ...new Set(shown.map(({ machine: { cores, processor, node } }) => `${cores} cores (${processor}), Node ${node}`)),
  ];
  const days = shown.map(({ measuredAt }) => measuredAt.slice(0, 10)).sort();
  const loads = shown.map(({ load }) => load);
  const between = days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`;
  return [
    `Measured on ${machines.join(", and on ")}; ${between}.`,
    `Load of the machine before each part: ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}.`,
  ].join(" ");
}
