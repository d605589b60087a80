import { existsSync, readFileSync } from "node:fs";
import { type RecoveryPath, recoveryPaths } from "../../api/recovery";

const names = Object.keys(recoveryPaths) as RecoveryPath[];
const counts = new Map<RecoveryPath, number>(names.map((path) => [path, 0]));

/** Counts a recovery path that was taken on virtual time. */
export function taken(path: RecoveryPath, times = 1): void {
  counts.set(path, (counts.get(path) ?? 0) + times);
}

/** What has been counted so far in this process. */
export const takenHere = (): [RecoveryPath, number][] => [...counts];

/** Counts all recovery paths that were taken on virtual time, and those in a debug log, which every other provider of a run writes. */
export function recoveries(logFile: string): Map<RecoveryPath, number> {
  const all = new Map(counts);
  const log = existsSync(logFile) ? readFileSync(logFile, "utf8") : "";
  for (const line of log.split("\n")) {
    const text = / recovery: (.*)$/.exec(line)?.[1];
    const path = names.find((one) => recoveryPaths[one] === text);
    if (path !== undefined) all.set(path, (all.get(path) ?? 0) + 1);
  }
  return all;
}
