import { z } from "zod";
import type { Client } from "./client";
import { UnexpectedShapeError } from "./errors";
import { actionOf } from "./subject";
import { PAGE_SIZE_MAX } from "./wire/v2/page";

/** How much of a list is wanted. */
export interface Limit {
  /** Items at most. Default: all. */
  limit?: number | undefined;
}

/** A list: what it holds, in the singular, its path, and what it is narrowed to. */
export interface List extends Limit {
  noun: string;
  path: string;
  /** As `queryOf` makes it. */
  query?: string;
  /** Items asked for in one page. Default 1,000, the most that the API gives. */
  pageSize?: number;
}

type Filter = Record<string, string | number | boolean | readonly string[] | undefined>;

/** A query with its question mark, or nothing. A list repeats its name, as the API asks. */
export function queryOf(filter: Filter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(name, String(one));
  }
  return query.size === 0 ? "" : `?${query}`;
}

/** The path of the first page. Asks for no more than is wanted. */
function firstPath({ path, query = "", pageSize = PAGE_SIZE_MAX, limit }: List, name: string): string {
  const size = Math.max(1, Math.min(pageSize, limit ?? pageSize));
  return `${path}${query}${query === "" ? "?" : "&"}${name}=${size}`;
}

/** Pages that a list may have before it is taken for one without end: at 1,000 a page, 10 million objects. */
const MAX_PAGES = 10_000;

/** What a page comes to; `next` is null on the last one, and an empty one leads nowhere either. */
interface Page<T> {
  items: T[];
  next: string | null;
}

/** Every item of a v2 list, a page at a time. `next_page_url` is followed as it is, on the same origin only. */
export function listV2<T>(client: Client, key: string, item: z.ZodType<T>, list: List): AsyncGenerator<T> {
  const page = z
    .object({ meta: z.object({ next_page_url: z.string().nullable() }) })
    .and(z.object({ [key]: z.array(item) }))
    .transform((body): Page<T> => ({ items: body[key] ?? [], next: body.meta.next_page_url || null }));
  return pages(client, list, firstPath(list, "PageSize"), page, (url) => onOrigin(client, url, list));
}

/** Every item of a v3 list, a page at a time. Absent `nextToken` ends it. */
export function listV3<T>(client: Client, item: z.ZodType<T>, list: List): AsyncGenerator<T> {
  const page = z
    .looseObject({ meta: z.object({ key: z.string(), nextToken: z.string().nullish() }) })
    .transform((body) => ({ items: body[body.meta.key], next: body.meta.nextToken || null }))
    .pipe(z.object({ items: z.array(item), next: z.string().nullable() }));
  const first = firstPath(list, "pageSize");
  return pages(client, list, first, page, (token) => `${first}&${new URLSearchParams({ pageToken: token })}`);
}

async function* pages<T>(
  client: Client,
  list: List,
  first: string,
  schema: z.ZodType<Page<T>>,
  pathOf: (next: string) => string,
): AsyncGenerator<T> {
  const seen = new Set<string>();
  let wanted = list.limit ?? Number.POSITIVE_INFINITY;
  for (let path = first; wanted > 0; ) {
    seen.add(path);
    const { value } = await client.call({ verb: "list", noun: list.noun, method: "GET", path }, schema);
    yield* value.items.slice(0, wanted);
    wanted -= value.items.length;
    if (value.next === null || wanted <= 0) return;
    path = pathOf(value.next);
    if (seen.has(path))
      throw refused(list, `the list does not end: page ${seen.size} leads to one that was read before`);
    if (seen.size >= MAX_PAGES) throw refused(list, `the list does not end: it has more than ${MAX_PAGES} pages`);
  }
}

/** The path and query of a URL of the server's. */
function onOrigin({ origin }: Client, url: string, list: List): string {
  const next = URL.canParse(url, origin) ? new URL(url, origin) : undefined;
  if (next?.origin === origin) return next.pathname + next.search;
  throw refused(list, `the next page lies on another host than ${origin}; it was not requested`);
}

const refused = ({ noun }: List, why: string) =>
  new UnexpectedShapeError({ action: actionOf({ verb: "list", noun }) }, why);
