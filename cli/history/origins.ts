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
 * Returns the origin of each version by the times of the updates alone. An update makes at most one version of an object: of several in its
 * time, the one nearest to the middle of it.
 *
 * @param recordedVersion Version in the state: the stack has made none after it.
 */
export function probableOrigins(
  versions: readonly Dated[],
  recordedVersion: number,
  updates: Updates,
): Map<number, Origin> {
  const origins = new Map<number, Origin>();
  const taken = new Set<Update>();
  const pairs = versions
    .filter(({ version }) => version <= recordedVersion)
    .flatMap((one) => updates.all.filter(makesVersions).map((update) => ({ one, update, ...distance(one, update) })))
    .filter(({ outside }) => outside <= NARROW_SKEW_MS)
    .toSorted((a, b) => a.outside - b.outside || a.fromMiddle - b.fromMiddle);
  for (const { one, update } of pairs) {
    if (origins.has(one.version) || taken.has(update)) continue;
    origins.set(one.version, { from: "probably-update", update });
    taken.add(update);
  }
  for (const one of versions) {
    if (!origins.has(one.version)) origins.set(one.version, unmatched(one, recordedVersion, updates));
  }
  return origins;
}

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
