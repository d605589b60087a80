import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoggedRequest } from "../../../emulator/index";
import { SENTIMENT, SUMMARY } from "../kit/emulator";

const FOLDER = join(__dirname, "../../golden/requests");

/** A request without what differs from run to run. */
export interface Sent {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

const fileOf = (kind: string) => join(FOLDER, `${kind}.json`);

export const goldenOf = (kind: string): Record<string, unknown> => JSON.parse(readFileSync(fileOf(kind), "utf8"));

export const saveGolden = (kind: string, cases: Record<string, unknown>): void =>
  writeFileSync(fileOf(kind), `${JSON.stringify(cases, undefined, 2)}\n`);

/** The headers that say something of the request itself. */
const HEADERS = new Set(["content-type", "if-match", "idempotency-key"]);

/**
 * Requests in which a number stands for each id that the emulator chose: by the order in which it appears in `known`, what the
 * state holds before them, and then in the requests.
 */
export function sentBy(log: readonly LoggedRequest[], known: unknown): Sent[] {
  const [, requests] = JSON.parse(withNumbers(JSON.stringify([known ?? null, ordered(log.map(sent))])));
  return requests;
}

function sent({ method, path, headers, body }: LoggedRequest): Sent {
  const shown = Object.entries(headers).filter(([name]) => HEADERS.has(name));
  return {
    method,
    path,
    ...(shown.length > 0 && { headers: Object.fromEntries(shown.sort()) }),
    ...(body !== null && { body }),
  };
}

/** Reads that follow one another may go out at once, and come in any order. */
function ordered(all: readonly Sent[]): Sent[] {
  const runs: Sent[][] = [];
  for (const one of all) {
    const last = runs.at(-1);
    if (one.method === "GET" && last?.[0]?.method === "GET") last.push(one);
    else runs.push([one]);
  }
  return runs.flatMap((run) => run.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)));
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const ID = /\b(?:([A-Z]{2})[0-9a-f]{32}|([a-z_]+)_[0-9a-z]{26})\b/g;
/** The ETag of a Memory Store, which depends on its id. */
const ETAG = /eyJ[A-Za-z0-9+/=]{20,}/g;
/** The same in every account. */
const FIXED = new Set([SUMMARY, SENTIMENT]);

function withNumbers(text: string): string {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (id: string, prefix: string): string => {
    const known = names.get(id);
    if (known !== undefined || FIXED.has(id)) return known ?? id;
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    names.set(id, `<${prefix} ${count}>`);
    return `<${prefix} ${count}>`;
  };
  return text
    .replace(ETAG, (etag) => nameOf(etag, "etag"))
    .replace(ID, (id, short?: string, long?: string) => nameOf(id, short ?? long ?? ""))
    .replace(UUID, "<uuid>");
}
