import { z } from "zod";

/** Schema of `lag`, the field of an object whose newest write appears late. Until `until` (ms) the API shows `before`, or nothing if it is null. */
export const lagSchema = <T extends z.ZodType>(content: T) =>
  z.object({ until: z.number(), before: content.nullable() }).nullable();

interface Lagging<T> {
  lag: { until: number; before: T | null } | null;
}

/** Returns the object as the API shows it at `now`, or undefined if it does not appear yet. */
export function visibleAt<T>(stored: T & Lagging<T>, now: Date): (T & { lag: null }) | undefined {
  if (stored.lag === null || now.getTime() >= stored.lag.until) return { ...stored, lag: null };
  return stored.lag.before === null ? undefined : { ...stored.lag.before, lag: null };
}

/** Returns the `lag` of a write at `now` that appears after `ms`. `before` is the object before the write; null for a create. */
export const lagFrom = <T>(now: Date, ms: number, before: T | null): { until: number; before: T | null } | null =>
  ms === 0 ? null : { until: now.getTime() + ms, before };
