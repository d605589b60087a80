import { z } from "zod";

/** JSON has no `NaN`. */
const measured = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const spread = z.object({ min: measured, median: measured, max: measured });

/** A measured value with its upper limit. */
export const target = z.object({
  /** Measured quantity, with the number of objects and the setting. */
  measure: z.string(),
  /** Spread over all runs. */
  value: spread,
  /** Value that is compared with the limit. Of times the median counts, because the machine may be busy; of memory and counts the maximum. */
  counts: z.enum(["median", "max"]),
  most: z.number(),
  unit: z.enum(["×", "ms", "requests", "failed", "%"]),
});

export type Target = z.infer<typeof target>;

export const isMet = ({ value, counts, most }: Target): boolean => value[counts] <= most;

/** Number of decimals of a value of a unit. */
export const digitsOf = (unit: Target["unit"]): number => (unit === "×" ? 2 : unit === "%" ? 1 : 0);
