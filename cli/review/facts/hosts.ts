import { list, members } from "../../../provider/values/json";
import { REDACTED } from "../../../provider/values/secrets";
import { joined, type Phrase, say, words } from "../phrase";
import type { Item } from "../preview/items";
import type { RiskId } from "../risks";
import type { Directory } from "./directory";
import { type Fact, live } from "./fact";

/** Returns all URLs that an object sends data to in its recorded state. */
function recordedUrls({ kind, before }: Item): unknown[] {
  switch (kind) {
    case "Service":
      return [before.webhookUrl];
    case "IntelligenceConfiguration":
      return before.rules === REDACTED
        ? [REDACTED]
        : list(before.rules).flatMap((rule) => list(members(rule).actions).map((one) => members(one).url));
    case "ConversationsConfiguration":
      return list(before.statusCallbacks).map((one) => members(one).url);
    default:
      return [];
  }
}

/** Returns the host of a URL; `undefined` if it is secret, unknown or absent. */
export const hostOf = (url: unknown): string | undefined =>
  typeof url === "string" && url !== REDACTED && URL.canParse(url) ? new URL(url).host : undefined;

/** Hosts that the objects of a preview send data to in their recorded state. */
export interface RecordedHosts {
  hosts: ReadonlySet<string | undefined>;
  /** Whether some URLs are secret. */
  isPartial: boolean;
}

export function recordedHosts(items: readonly Item[]): RecordedHosts {
  const urls = items.flatMap(recordedUrls);
  return { hosts: new Set(urls.map(hostOf)), isPartial: urls.includes(REDACTED) };
}

/** Whether a webhook in the recorded state of this stack already has this host. */
export const isKnownHost = (host: string, { recorded }: Directory): boolean => recorded.hosts.has(host);

/** Describes whether the stack sends data to a host today, as far as the preview shows. */
export function hostWords(host: string, directory: Directory): Phrase {
  if (isKnownHost(host, directory)) return words("which this stack already sends data to");
  return directory.isWhole && !directory.recorded.isPartial
    ? words("which nothing in this stack sends data to today")
    : words("which no webhook in this preview sends data to today");
}

/** A webhook of something new: which data goes where. */
export interface Sent {
  what: Phrase;
  url: unknown;
}

/** Describes each host that gets data of something new, and that the stack does not use yet. */
export function newHostFacts(all: readonly Sent[], directory: Directory): Fact[] {
  const byHost = Map.groupBy(all, ({ url }) => hostOf(url));
  return [...byHost].flatMap(([host, sent]) => {
    if (host === undefined || isKnownHost(host, directory)) return [];
    const what = joined(sent.map(({ what }) => what));
    return [live(say`${what} go to ${host}, ${hostWords(host, directory)}`, "R039")];
  });
}

/** Risks of a webhook that is added to something that exists. */
export const addedRisks = (url: unknown, directory: Directory): RiskId[] => {
  const host = hostOf(url);
  if (host === undefined) return [];
  return [isKnownHost(host, directory) ? "R052" : "R039"];
};
