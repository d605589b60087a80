import type { RecordedVersion } from "./recorded";
import type { Update, Updates } from "./updates";

/**
 * Where a version comes from.
 * - `update`: this update of the stack recorded it first.
 * - `probably-update`: this update of the stack was running when it was created.
 * - `other`: not made by this stack. `update` is the one that took it into the state later, if one did.
 * - `probably-other`: no update of this stack was running when it was created.
 * - `unknown`: the updates that are known do not tell.
 */
export interface Origin {
  from: "update" | "probably-update" | "other" | "probably-other" | "unknown";
  update: Update | null;
}

/** A version of an object and the time of its creation. */
export interface Dated {
  version: number;
  createdAt: string | null;
}

/** Maximum difference between the clocks of the API and of the machine that ran an update, in ms. */
const SKEW_MS = 60_000;
/** The same where the time is the only thing that tells. */
const NARROW_SKEW_MS = 5_000;
/** Times of updates are in whole seconds. */
const SECOND_MS = 1_000;

const unknown: Origin = { from: "unknown", update: null };

/** Returns the origin of each version by the states of the updates. */
export function provenOrigins(
  versions: readonly Dated[],
  recorded: readonly RecordedVersion[],
  updates: Updates,
): Map<number, Origin> {
  return new Map(
    versions.map((one) => {
      const update = recorded.find(({ version }) => version === one.version)?.update;
      return [one.version, provenOrigin(one, update, updates)];
    }),
  );
}

function provenOrigin(one: Dated, update: Update | undefined, updates: Updates): Origin {
  if (update !== undefined && makesVersions(update) && !isOlder(one, update)) return { from: "update", update };
  if (isBefore(one, updates, SKEW_MS)) return unknown;
  // The state of a running update is not known.
  if (update === undefined && updates.all.some((running) => running.endedAt === null && !isOlder(one, running)))
    return unknown;
  return other(update ?? null);
}

const other = (update: Update | null): Origin => ({ from: "other", update });

/** A refresh only records what is there. */
const makesVersions = ({ kind, changed }: Update): boolean => kind === "update" && changed;

const isOlder = ({ createdAt }: Dated, { startedAt }: Update): boolean =>
  createdAt !== null && Date.parse(createdAt) < Date.parse(startedAt) - SKEW_MS;

/** Whether a version is older than the oldest known update, and can be of an update before it. */
function isBefore({ createdAt }: Dated, { all, truncated }: Updates, skew: number): boolean {
  if (!truncated) return false;
  const oldest = all.at(-1);
  return oldest === undefined || createdAt === null || Date.parse(createdAt) < Date.parse(oldest.startedAt) - skew;
}

/**
 * Returns the origin of each version by the times of the updates alone. An update makes at most one version of an object, and a later update a
 * later version: as many of them as possible belong to an update, those that are nearest to the middle of it.
 *
 * @param recordedVersion Version in the state: the stack has made none after it.
 */
export function probableOrigins(
  versions: readonly Dated[],
  recordedVersion: number,
  updates: Updates,
): Map<number, Origin> {
  const origins = new Map<number, Origin>();
  const own = versions.filter(({ version }) => version <= recordedVersion).toSorted((a, b) => a.version - b.version);
  for (const { one, update } of pairInOrder(own, updates.all.filter(makesVersions).toReversed())) {
    origins.set(one.version, { from: "probably-update", update });
  }
  for (const one of versions) {
    if (!origins.has(one.version)) origins.set(one.version, unmatched(one, recordedVersion, updates));
  }
  return origins;
}

/** Pairs, and how good they are together: the lower score is better, by its first part that differs. */
interface Pairing {
  last: { one: Dated; update: Update; before: Pairing } | null;
  score: readonly [minusPairs: number, outside: number, fromMiddle: number];
}

/** Pairs versions with updates, both from the oldest to the newest, so that no pair crosses another. */
function pairInOrder(versions: readonly Dated[], updates: readonly Update[]): { one: Dated; update: Update }[] {
  // For each number of updates from the oldest on, the best pairing of them with the versions seen so far.
  let best: Pairing[] = Array.from({ length: updates.length + 1 }, () => ({ last: null, score: [0, 0, 0] }));
  for (const one of versions) {
    const next: Pairing[] = [];
    for (const [place, without] of best.entries()) {
      const update = updates[place - 1];
      const before = best[place - 1];
      const left = next[place - 1];
      const paired = update && before && pair(one, update, before);
      next.push([left, paired].reduce<Pairing>((a, b) => (b && isBetter(b, a) ? b : a), without));
    }
    best = next;
  }
  const pairs = [];
  for (let { last } = best.at(-1) ?? { last: null }; last; { last } = last.before) pairs.push(last);
  return pairs;
}

function pair(one: Dated, update: Update, before: Pairing): Pairing | undefined {
  const { outside, fromMiddle } = distance(one, update);
  if (outside > NARROW_SKEW_MS) return undefined;
  const [minusPairs, sum, sumFromMiddle] = before.score;
  return { last: { one, update, before }, score: [minusPairs - 1, sum + outside, sumFromMiddle + fromMiddle] };
}

const isBetter = ({ score: a }: Pairing, { score: b }: Pairing): boolean =>
  (a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) < 0;

function unmatched(one: Dated, recordedVersion: number, updates: Updates): Origin {
  if (one.version > recordedVersion) return other(null);
  if (one.createdAt === null || isBefore(one, updates, NARROW_SKEW_MS)) return unknown;
  return { from: "probably-other", update: null };
}

/** How far a version is outside of the time of an update, and from the middle of it, in ms. */
function distance({ createdAt }: Dated, { startedAt, endedAt }: Update): { outside: number; fromMiddle: number } {
  const time = Date.parse(createdAt ?? "");
  const start = Date.parse(startedAt);
  const end = endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(endedAt) + SECOND_MS;
  const outside = Math.max(start - time, time - end, 0);
  return {
    outside: Number.isNaN(outside) ? Number.POSITIVE_INFINITY : outside,
    fromMiddle: Math.abs(time - (start + Math.min(end, Date.now())) / 2),
  };
}
