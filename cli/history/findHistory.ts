import { reasonOf, visible } from "../../api/messageText";
import { entryOf, type KindName } from "../../provider/catalogue";
import { connect } from "../../provider/client";
import { recordedVersionOf } from "../../provider/table/kind";
import type { Progress } from "../shared/progressOn";
import { accountOf, requireAccount, type Stack, type StackFlags, type StackResource } from "../shared/stack";
import { knownContent, type Likeness, likenessOf } from "./contents";
import { type Origin, probableOrigins, provenOrigins } from "./origins";
import { type AccountObject, type AccountVersion, readConfiguration, readOperator } from "./readVersions";
import { type Recorded, type RecordedVersion, recordedVersions } from "./recorded";
import { readUpdates, stateAfter, type Update, type Updates } from "./updates";

/** A version of an object, with where it comes from and how it relates to earlier ones. */
export interface VersionHistory extends Likeness {
  version: number;
  /** Status in the account. Null for a Configuration. */
  status: string | null;
  /** Whether rules that pin no version run this one: it is the newest active one. */
  active: boolean;
  /** Null for a version of which only the state tells. */
  createdAt: string | null;
  origin: Origin;
}

/** History of one object of the stack. */
export interface ObjectHistory {
  urn: string;
  /** Name in the program. */
  name: string;
  kind: KindName;
  id: string;
  /** Version in the state. */
  recordedVersion: number | null;
  /** Version in the account. Null if the account does not have the object. */
  liveVersion: number | null;
  /** Newest first. */
  versions: VersionHistory[];
  /** Number of older versions that were not read. */
  omitted: number;
}

/** How versions are matched with updates: by the states after the updates, by time, or not at all. */
export type Matching = "states" | "time" | "none";

export interface FoundHistory {
  stack: string;
  matching: Matching;
  /** Notes about the limits of the answer. */
  notes: string[];
  /** Newest first. */
  updates: readonly Update[];
  objects: ObjectHistory[];
}

/** Kinds of objects that have versions in API v3. */
const KINDS: readonly KindName[] = ["LanguageOperator", "IntelligenceConfiguration"];

/** Finds the versions of a stack's operators and Configurations, or only of those that are named. Only reads. */
export async function findHistory(
  stack: Stack,
  { named, limit, flags }: { named: readonly string[]; limit: number; flags: StackFlags },
  progress: Progress,
): Promise<FoundHistory> {
  const chosen = chosenOf(stack, named);
  for (const one of chosen) requireAccount(stack, one);
  progress.say("Reading the updates of the stack…");
  const known = await knownUpdates(flags, limit, new Set(chosen.map(({ id }) => id)), progress);
  // The state is then that of the newest update.
  const isCurrent = flags.state === undefined && !isRunning(known.updates);
  const objects: ObjectHistory[] = [];
  for (const one of chosen) {
    progress.say(`Reading the versions of ${one.name}…`);
    const client = connect(stack.settings(accountOf(one)));
    const read = one.kind === "LanguageOperator" ? readOperator : readConfiguration;
    objects.push(historyOf(one, await read(client, one.id, limit), known, isCurrent));
  }
  const { matching, notes, updates } = known;
  return { stack: stack.name, matching, notes, updates: updates.all, objects };
}

function chosenOf({ name, resources }: Stack, named: readonly string[]): StackResource[] {
  const all = resources.filter(({ kind }) => KINDS.includes(kind));
  const isNamed = (one: StackResource, wanted: string) => [one.name, one.urn, one.id].includes(wanted);
  for (const wanted of named) {
    if (all.some((one) => isNamed(one, wanted))) continue;
    const names = all.map((one) => visible(one.name)).join(", ") || "none";
    throw new Error(
      `${name} has no Language Operator or Intelligence Configuration "${visible(wanted)}" (it has: ${names}).`,
    );
  }
  const chosen = all.filter((one) =>
    named.length === 0 ? !one.external : named.some((wanted) => isNamed(one, wanted)),
  );
  if (chosen.length > 0) return chosen;
  throw new Error(
    `${name} has no Language Operator or Intelligence Configuration. Run \`pulumi up\` first, or name another stack with --stack.`,
  );
}

const isRunning = ({ all }: Updates): boolean => all.some(({ endedAt }) => endedAt === null);

interface KnownUpdates {
  matching: Matching;
  notes: string[];
  updates: Updates;
  recorded: Recorded;
}

async function knownUpdates(
  flags: StackFlags,
  limit: number,
  ids: ReadonlySet<string>,
  progress: Progress,
): Promise<KnownUpdates> {
  const none: Recorded = new Map();
  if (flags.state !== undefined && flags.stack === undefined) {
    const note = "The updates are not known, because --state alone does not run `pulumi`. Add --stack.";
    return { matching: "none", notes: [note], updates: { all: [], truncated: false }, recorded: none };
  }
  const updates = await readUpdates(flags, limit);
  const { all } = updates;
  const notes = isRunning(updates)
    ? ["An update of the stack is running. Run this command again when it has ended."]
    : [];
  const byTime = (why: string): KnownUpdates => ({
    matching: "time",
    notes: [...notes, `${why} Versions are matched with updates by time.`],
    updates,
    recorded: none,
  });
  if (all.length === 0) return byTime("The backend of this stack knows no update of it.");
  const numbered = all.filter(({ number, endedAt }) => number !== null && endedAt !== null);
  if (numbered.length === 0) return byTime("The backend of this stack does not keep the states of earlier updates.");
  const changing = numbered.filter(({ changed }) => changed).toReversed();
  try {
    const recorded = await recordedVersions(changing, ids, (update) => {
      progress.say(`Reading the state after update ${update.number}…`);
      return stateAfter(flags, update.number ?? 0);
    });
    return { matching: "states", notes, updates, recorded };
  } catch (error) {
    return byTime(`The states of earlier updates could not be read (${reasonOf(error)}).`);
  }
}

function historyOf(
  one: StackResource,
  object: AccountObject | undefined,
  { matching, updates, recorded }: KnownUpdates,
  isCurrent: boolean,
): ObjectHistory {
  const { urn, name, kind, id, outputs } = one;
  const { resource } = entryOf(kind);
  const recordedVersion = recordedVersionOf(resource, outputs.values);
  const own = recorded.get(id) ?? [];
  const versions = kind === "LanguageOperator" ? (object?.versions ?? []) : withRecorded(one, object, own);
  const latest = isCurrent && typeof recordedVersion === "number" ? recordedVersion : Number.POSITIVE_INFINITY;
  const origins =
    matching === "states" ? provenOrigins(versions, own, updates) : probableOrigins(versions, latest, updates);
  const active = versions.findLast(({ status }) => status === "ACTIVE");
  const found = versions.map(
    (version, at): VersionHistory => ({
      version: version.version,
      status: version.status,
      active: version === active,
      createdAt: version.createdAt,
      origin:
        matching === "none"
          ? { from: "unknown", update: null }
          : (origins.get(version.version) ?? { from: "unknown", update: null }),
      ...likenessOf(resource, version, versions.slice(0, at)),
    }),
  );
  return {
    urn,
    name,
    kind,
    id,
    recordedVersion: typeof recordedVersion === "number" ? recordedVersion : null,
    liveVersion: object?.version ?? null,
    versions: found.toReversed(),
    omitted: object?.omitted ?? 0,
  };
}

/** Versions of a Configuration: the current one, and those whose content earlier states recorded. */
function withRecorded(
  { kind }: StackResource,
  object: AccountObject | undefined,
  recorded: readonly RecordedVersion[],
): AccountVersion[] {
  const { resource } = entryOf(kind);
  const current = object?.versions ?? [];
  const earlier = recorded
    .filter(({ version }) => !current.some((one) => one.version === version))
    .map(({ version, outputs }) => {
      const createdAt = typeof outputs.dateUpdated === "string" ? outputs.dateUpdated : null;
      return { version, status: null, createdAt, content: knownContent(resource, outputs) };
    });
  return [...earlier, ...current].toSorted((a, b) => a.version - b.version);
}
