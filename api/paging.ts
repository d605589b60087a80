import { z } from "zod";
import type { Client } from "./client";
import { UnexpectedShapeError } from "./errors";
import type { Host } from "./http/transport";
import { actionOf } from "./subject";
import { PAGE_SIZE_MAX } from "./wire/v2/page";

/** Limit of a list. */
export interface Limit {
  /** Maximum number of items. All items by default. */
  limit?: number | undefined;
}

/** Request for a list. */
export interface List extends Limit {
  /** Singular name of an item, for messages. */
  noun: string;
  path: string;
  /** @default "intelligence" */
  host?: Host | undefined;
  /** Query from `queryOf`. */
  query?: string;
  /**
   * Number of items per page.
   *
   * @default 1_000, the API's maximum
   */
  pageSize?: number;
}

type Filter = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Returns a query string that starts with `?`, or an empty string. A list is sent as repeated parameters. */
export function queryOf(filter: Filter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(name, String(one));
  }
  return query.size === 0 ? "" : `?${query}`;
}

/** Returns the path of the first page. The page size does not exceed the limit. */
function firstPath({ path, query = "", pageSize = PAGE_SIZE_MAX, limit }: List, name: string): string {
  const size = Math.max(1, Math.min(pageSize, limit ?? pageSize));
  return `${path}${query}${query === "" ? "?" : "&"}${name}=${size}`;
}

/** Maximum number of pages, as protection against an endless list. At 1,000 items per page, it allows 10 million objects. */
const MAX_PAGES = 10_000;

/** Items of a page, and the reference of the next page. `next` is null on the last page. */
interface Page<T> {
  items: T[];
  next: string | null;
}

/** Iterates over a v2 list. It follows `next_page_url` unchanged, on the same origin only. */
export function listV2<T>(client: Client, key: string, item: z.ZodType<T>, list: List): AsyncGenerator<T> {
  const page = z
    .object({ meta: z.object({ next_page_url: z.string().nullable() }) })
    .and(z.object({ [key]: z.array(item) }))
    .transform((body): Page<T> => ({ items: body[key] ?? [], next: body.meta.next_page_url || null }));
  return pages(client, list, firstPath(list, "PageSize"), page, (url) => onOrigin(client, url, list));
}

/** Returns the list in a page: the one that `meta.key` names, or else the only one. */
function itemsOf(body: Record<string, unknown>, key: string | null | undefined): unknown {
  if (key != null) return body[key];
  const lists = Object.values(body).filter((one) => Array.isArray(one));
  return lists.length === 1 ? lists[0] : undefined;
}

/** Iterates over a v3 list. It ends with the page that has no `nextToken`. */
export function listV3<T>(client: Client, item: z.ZodType<T>, list: List): AsyncGenerator<T> {
  const page = z
    .looseObject({ meta: z.object({ key: z.string().nullish(), nextToken: z.string().nullish() }) })
    .transform((body) => ({
      items: itemsOf(body, body.meta.key),
      next: body.meta.nextToken || null,
    }))
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
    const { noun, host } = list;
    const { value } = await client.call({ verb: "list", noun, method: "GET", host, path }, schema);
    yield* value.items.slice(0, wanted);
    wanted -= value.items.length;
    if (value.next === null || wanted <= 0) return;
    path = pathOf(value.next);
    if (seen.has(path))
      throw listError(list, `the list does not end: page ${seen.size} links to a page that was already read`);
    if (seen.size >= MAX_PAGES) throw listError(list, `the list does not end: it has more than ${MAX_PAGES} pages`);
  }
}

/** Returns the path and query of a next-page URL. Throws for a URL with another origin, which would receive the credentials. */
function onOrigin(client: Client, url: string, list: List): string {
  const origin = client.originOf(list.host ?? "intelligence");
  const next = URL.canParse(url, origin) ? new URL(url, origin) : undefined;
  if (next?.origin === origin) return next.pathname + next.search;
  throw listError(list, `the next page is on another host than ${origin}, so it was not requested`);
}

const listError = ({ noun }: List, reason: string) =>
  new UnexpectedShapeError({ action: actionOf({ verb: "list", noun }) }, reason);
