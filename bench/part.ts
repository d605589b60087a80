import type { Target } from "./kit/target";

/** Results of a part of `npm run bench`: as printed, in Markdown, and as written to `bench/results.json`. */
export interface Part {
  lines: string[];
  results: unknown;
  /** Targets that the part measured. */
  targets?: Target[];
}

/** Size of a run of `npm run bench`. */
export interface Settings {
  /** Whether the run has to end within two minutes. */
  isQuick: boolean;
  /** Number of runs of each figure, interleaved. */
  runs: number;
  /** Numbers of objects, instead of those that a part measures by default. */
  sizes: readonly number[] | undefined;
  /** Whether the time of a quick run is used up, so that nothing further may begin. */
  isLate(): boolean;
}

export interface Spread {
  min: number;
  median: number;
  max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return { min: at(0), median: at(Math.floor(sorted.length / 2)), max: at(sorted.length - 1) };
}

/** Prints a number, or a dash for one that was not measured. */
export const numberText = (value: number, digits: number): string =>
  Number.isNaN(value) ? "–" : value.toFixed(digits);

/** Prints a spread as `1.2 / 1.3 / 1.9`: minimum, median and maximum. One value, where all are the same. */
export function spreadText({ min, median, max }: Spread, digits: number): string {
  const [low, middle, high] = [min, median, max].map((one) => numberText(one, digits));
  return low === high ? `${middle}` : `${low} / ${middle} / ${high}`;
}

/** Prints a spread as `1.2 / 1.3 / 1.9 s`: minimum, median and maximum. */
export const secondsText = ({ min, median, max }: Spread): string =>
  `${[min, median, max].map((one) => one.toFixed(1)).join(" / ")} s`;

/** Says whether a target is met. Of times the median counts, because the machine may be busy, and of memory the maximum. */
export const targetText = (value: number, most: number, unit: string): string =>
  `target ≤ ${most} ${unit}: ${value <= most ? "met" : "NOT MET"}`;
