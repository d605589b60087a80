import { z } from "zod";

/** Field of a stored object that is visibleAt late: until `until` (ms) the API shows `before`, or nothing where that is null. */
export const lagSchema = <T extends z.ZodType>(content: T) =>
  z.object({ until: z.number(), before: content.nullable() }).nullable();

interface Lagging<T> {
  lag: { until: number; before: T | null } | null;
}

/** What the API shows of `stored` at `now`; undefined where it shows nothing yet. */
export function visibleAt<T>(stored: T & Lagging<T>, now: Date): (T & { lag: null }) | undefined {
  if (stored.lag === null || now.getTime() >= stored.lag.until) return { ...stored, lag: null };
  return stored.lag.before === null ? undefined : { ...stored.lag.before, lag: null };
}

/** The `lag` of a write at `now` over `before` (null for a create) that shows after `ms`. */
export const lagFrom = <T>(now: Date, ms: number, before: T | null): { until: number; before: T | null } | null =>
  ms === 0 ? null : { until: now.getTime() + ms, before };
