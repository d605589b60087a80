import type { Context } from "hono";
import type { z } from "zod";
import { invalid, unsupportedMedia } from "./envelope";
import { firstIssue, parseJson } from "./json";

export const FORM = "application/x-www-form-urlencoded";
export const JSON_TYPE = "application/json";

/** The media type of a `Content-Type` header, without its parameters. */
export const mediaType = (header: string | undefined): string =>
  (header ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** A moment as both APIs write it: UTC, to the second. */
export const iso = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

function check<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(firstIssue(parsed.error));
  return parsed.data;
}

/** The form of a v2 write; of a repeated field the last value counts. Throws 415 for another type, 400 for a bad field. */
export async function readForm<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const body = await c.req.text();
  if (body !== "" && mediaType(c.req.header("content-type")) !== FORM) {
    throw unsupportedMedia(`The body of a v2 request must be ${FORM}`);
  }
  return check(Object.fromEntries(new URLSearchParams(body)), schema);
}

/** The body of a JSON write. Throws 415 for another type, 400 for bad JSON or a bad field. */
export async function readJson<T>(c: Context, schema: z.ZodType<T>): Promise<{ raw: unknown; body: T }> {
  if (mediaType(c.req.header("content-type")) !== JSON_TYPE) {
    throw unsupportedMedia(`The body of this request must be ${JSON_TYPE}`);
  }
  const text = await c.req.text();
  let raw: unknown;
  try {
    raw = parseJson(text);
  } catch {
    throw invalid("The request body is not valid JSON");
  }
  return { raw, body: check(raw, schema) };
}
