import type { Context } from "hono";
import type { z } from "zod";
import { firstIssue, parseJson } from "../values/json";
import { invalid, unsupportedMedia } from "./envelope";

export const FORM = "application/x-www-form-urlencoded";
export const JSON_TYPE = "application/json";

/** The media type of a `Content-Type` header, without its parameters. */
export const mediaType = (header: string | undefined): string =>
  (header ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** Checks a body. Like the API, ignores fields that the schema does not know. */
function check<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const unknown = parsed.error.issues.filter((issue) => issue.code === "unrecognized_keys");
  if (unknown.length === 0) throw invalid(firstIssue(parsed.error));
  const known = unknown.reduce((rest: unknown, { path, keys }) => without(rest, path, new Set(keys)), value);
  return check(known, schema);
}

/** Returns a copy in which the object at the path has no member named in `keys`. */
function without(value: unknown, [step, ...rest]: readonly PropertyKey[], keys: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item, at) => (at === step ? without(item, rest, keys) : item));
  const entries = Object.entries(value ?? {});
  if (step === undefined) return Object.fromEntries(entries.filter(([name]) => !keys.has(name)));
  return Object.fromEntries(entries.map(([name, one]) => [name, name === step ? without(one, rest, keys) : one]));
}

/** Reads the form of a v2 write. The last value of a repeated field applies. Throws 415 for another media type, 400 for an invalid field. */
export async function readForm<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const body = await c.req.text();
  if (body !== "" && mediaType(c.req.header("content-type")) !== FORM) {
    throw unsupportedMedia(`The body of a v2 request must be ${FORM}`);
  }
  return check(Object.fromEntries(new URLSearchParams(body)), schema);
}

/** Reads the body of a JSON write. Throws 415 for another media type, 400 for invalid JSON or an invalid field. */
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
