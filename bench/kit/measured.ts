import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { target } from "./target";

const FILE = join(__dirname, "..", "results.json");

const measuredPart = z.object({
  lines: z.array(z.string()),
  results: z.unknown(),
  targets: z.array(target).optional(),
  /** Load of the machine before the part: processes that ran or waited. */
  load: z.number(),
  machine: z.object({ node: z.string(), processor: z.string(), cores: z.number() }),
  measuredAt: z.string(),
  settings: z.object({ isQuick: z.boolean(), runs: z.number(), sizes: z.array(z.number()).optional() }),
});

/** Results of a part, with where, when and how it was measured. */
export type MeasuredPart = z.infer<typeof measuredPart>;

const results = z.object({
  /** Parts in the sizes that the page describes, each from its latest run. */
  parts: z.record(z.string(), measuredPart),
  /** Parts of quick runs, and of runs with sizes of their own. */
  trials: z.record(z.string(), measuredPart),
});

export type Results = z.infer<typeof results>;

/** Reads `bench/results.json`. Parts that are not measured again stay in it. */
export const readMeasured = (): Results =>
  existsSync(FILE) ? results.parse(JSON.parse(readFileSync(FILE, "utf8"))) : { parts: {}, trials: {} };

/** Writes the results of a part into `bench/results.json`. */
export function saveMeasured(
  name: string,
  part: Omit<MeasuredPart, "settings"> & { settings: Readonly<object> },
): void {
  const all = readMeasured();
  const checked = measuredPart.parse(JSON.parse(JSON.stringify(part)));
  const { isQuick, sizes } = checked.settings;
  const place = isQuick || sizes !== undefined ? "trials" : "parts";
  const written = { ...all, [place]: { ...all[place], [name]: checked } };
  writeFileSync(FILE, `${JSON.stringify(written, undefined, 2)}\n`);
}
