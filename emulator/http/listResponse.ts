import { z } from "zod";
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, type PageMeta } from "../../api/wire/v2/page";
import type { TokenMeta } from "../../api/wire/v3/page";
import type { Cursor, Page } from "../store/collection";
import { invalid } from "./envelope";

const seq = z.int().min(0);
const cursor = z.union([z.strictObject({ after: seq }), z.strictObject({ before: seq })]);

/** A page token holds a position in the order of creation, so objects that are created or deleted between pages neither repeat nor hide others. */
const encode = (value: Cursor): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function decode(token: string, parameter: string): Cursor {
  try {
    return cursor.parse(JSON.parse(Buffer.from(token, "base64url").toString("utf8")));
  } catch {
    throw invalid(`${parameter} is not a token of this list`);
  }
}

function number(query: URLSearchParams, name: string, fallback: number, min: number, max: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw invalid(`${name} must be a whole number from ${min} to ${max}`);
}

/** Pages of items that are stored together in one object, such as the sentences of a transcript. */
export const pagesOf =
  <T>(items: readonly T[]) =>
  (from: Cursor, size: number): Page<T> => {
    const end = "before" in from ? Math.min(from.before, items.length) : undefined;
    const start = end === undefined ? Math.min(startOf(from), items.length) : Math.max(0, end - size);
    const page = items.slice(start, end ?? start + size);
    return {
      items: page,
      ...(start + page.length < items.length && page.length > 0 && { next: { after: start + page.length - 1 } }),
      ...(start > 0 && page.length > 0 && { previous: { before: start } }),
    };
  };

const startOf = (from: Cursor): number => ("after" in from ? from.after + 1 : "skip" in from ? from.skip : 0);

/** Answers a v2 list request: reads `PageSize`, `Page` and `PageToken`, and returns page URLs that repeat all other parameters. */
export function listV2<T>(
  requestUrl: string,
  key: string,
  read: (from: Cursor, size: number) => Page<T>,
  view: (item: T) => unknown,
  sizeMax = PAGE_SIZE_MAX,
): { meta: PageMeta; [key: string]: unknown } {
  const { origin, pathname, searchParams: query } = new URL(requestUrl);
  const size = number(query, "PageSize", PAGE_SIZE_DEFAULT, 1, sizeMax);
  const pageNumber = number(query, "Page", 0, 0, 999_999_999);
  const token = query.get("PageToken");
  const page = read(token === null ? { skip: pageNumber * size } : decode(token, "PageToken"), size);

  const address = (at: number, from?: Cursor): string => {
    const params = new URLSearchParams(query);
    params.set("PageSize", String(size));
    params.set("Page", String(at));
    params.delete("PageToken");
    if (from !== undefined) params.set("PageToken", encode(from));
    return `${origin}${pathname}?${params}`;
  };
  return {
    [key]: page.items.map(view),
    meta: {
      key,
      page: pageNumber,
      page_size: size,
      url: address(pageNumber, token === null ? undefined : decode(token, "PageToken")),
      first_page_url: address(0),
      next_page_url: page.next === undefined ? null : address(pageNumber + 1, page.next),
      previous_page_url: page.previous === undefined ? null : address(Math.max(0, pageNumber - 1), page.previous),
    },
  };
}

/** Answers a v3 list request: reads `pageSize` and `pageToken`, and returns page tokens and the number of items. */
export function listV3<T>(
  requestUrl: string,
  read: (from: Cursor, size: number) => Page<T>,
  view: (item: T) => unknown,
  key = "items",
  sizeMax = PAGE_SIZE_MAX,
): { meta: TokenMeta; [key: string]: unknown } {
  const { searchParams: query } = new URL(requestUrl);
  const size = number(query, "pageSize", PAGE_SIZE_DEFAULT, 1, sizeMax);
  const token = query.get("pageToken");
  const page = read(token === null ? { skip: 0 } : decode(token, "pageToken"), size);
  return {
    [key]: page.items.map(view),
    meta: {
      key,
      pageSize: page.items.length,
      ...(page.next !== undefined && { nextToken: encode(page.next) }),
      ...(page.previous !== undefined && { previousToken: encode(page.previous) }),
    },
  };
}
