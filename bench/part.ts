/** Results of a part of `npm run bench`: as printed, and as written to `bench/results.json`. */
export interface Part {
  lines: string[];
  results: unknown;
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

/** Prints a spread as `1.2 / 1.3 / 1.9 s`: minimum, median and maximum. */
export const secondsText = ({ min, median, max }: Spread): string =>
  `${[min, median, max].map((one) => one.toFixed(1)).join(" / ")} s`;

/** Says whether a target is met. Of times the median counts, because the machine may be busy, and of memory the maximum. */
export const targetText = (value: number, most: number, unit: string): string =>
  `target ≤ ${most} ${unit}: ${value <= most ? "met" : "NOT MET"}`;
