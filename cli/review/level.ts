/** Levels of risk, highest first. */
export const LEVELS = ["high", "medium", "low"] as const;
export type Level = (typeof LEVELS)[number];

export interface Risk {
  level: Level;
  title: string;
  /** Why it matters, and what to check before the change is merged. */
  reason: string;
}

export const risk = (level: Level, title: string, reason: string): Risk => ({ level, title, reason });

/** Returns the rank of a level; 0 is the highest level. */
export const severity = (level: Level): number => LEVELS.indexOf(level);

/** Whether a level is at least as high as a limit. Without a limit, none is. */
export const isAsHigh = (level: Level, limit: Level | undefined): boolean =>
  limit !== undefined && severity(level) <= severity(limit);
