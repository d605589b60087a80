import { z } from "zod";
import type { Client, Versioned } from "../../api/client";
import { hasCode } from "../../api/errors";
import { connect } from "../client";
import { type ReadConfig, readSettings } from "../settings";
import { isObject } from "../values/json";
import { refusals } from "../values/refusals";
import { line } from "../values/textTypes";
import { inlineSettings } from "./inlineSettings";
import { type Plain, toPlain } from "./plainResult";

/**
 * A read that gives no answer. Tell errors apart by `code`, as those of the client:
 * - `not_found`: the account has no such object.
 * - `ambiguous`: several objects go by the name.
 * - `invalid_request`: the arguments cannot be meant.
 */
export class ReadError extends Error {
  constructor(
    readonly code: "not_found" | "ambiguous" | "invalid_request",
    message: string,
  ) {
    super(message);
    this.name = "ReadError";
  }
}

const everyRead = z.strictObject({
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account: line(64).optional(),
});

const everyList = z.strictObject({
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit: z.int().min(1).optional(),
});

/** Options of every read. */
export const common = everyRead.shape;

/** Options of every list. */
export const list = { ...common, ...everyList.shape };

/*
 * The arguments as a program writes them. What every read takes is repeated here, because the compiler drops the docstring of a
 * member that is spread from another file: an editor would show none.
 */
export type Args<S extends z.ZodType> = z.infer<S> & z.infer<typeof everyRead>;
export type ListArgs<S extends z.ZodType> = Args<S> & z.infer<typeof everyList>;

/** Requires that exactly one of these arguments says which object is meant. */
export const oneOf = <S extends z.ZodObject>(schema: S, ...names: (string & keyof z.infer<S>)[]): S =>
  schema.refine(
    (args) => names.filter((name) => args[name] !== undefined).length === 1,
    `takes exactly one of ${names.join(" and ")}`,
  );

/** Dependencies of a read on its process. */
export interface ReadContext {
  config: ReadConfig;
  /** Whether the environment of the process is not that of the engine, as in an inline program of the Automation API. */
  isInline: boolean;
  /** Ends requests and waits. */
  signal: AbortSignal | undefined;
}

/** One read. The arguments may come from a program that no compiler has seen. */
export interface Read<Result> {
  (args: unknown, access: ReadContext): Promise<Result>;
  /** Name, as a program calls it. */
  readonly readName: string;
  /** Whether the result is a list. */
  readonly isList: boolean;
}

/** Makes a read that checks its arguments and connects to the account that they name. `name`: as a program calls it. */
export const read = <Given extends z.infer<typeof everyRead>, Result>(
  name: string,
  schema: z.ZodType<Given>,
  run: (client: Client, args: Omit<Given, "account">) => Promise<Result>,
): Read<Result> => {
  const ask = async (given: unknown = {}, { config, isInline, signal }: ReadContext): Promise<Result> => {
    const parsed = schema.safeParse(given);
    if (!parsed.success) throw new ReadError("invalid_request", `${name}: ${reasons(schema, given)}`);
    const { account: at, ...args } = parsed.data;
    const client = connect((isInline ? inlineSettings : readSettings)(config, process.env, at));
    return run(signal === undefined ? client : client.with(signal), args);
  };
  return Object.assign(ask, { readName: name, isList: schema instanceof z.ZodObject && "limit" in schema.shape });
};

function reasons(schema: z.ZodType, given: unknown): string {
  if (!isObject(given)) return "its arguments must be an object";
  return refusals(schema, given)
    .map(({ property, reason }) => `${property} ${reason}`.trim())
    .join("; ");
}

/** Requested object, for messages: `Service`, `GA0123…`. */
interface Wanted {
  noun: string;
  id: string;
}

const notFound = ({ noun, id }: Wanted): ReadError =>
  new ReadError(
    "not_found",
    `Could not read ${noun} ${id}: the account has none (not_found). Correct the id, or name the account that it is in.`,
  );

/** The object that an id led to. */
export function requireFound<T>(schema: z.ZodType<T>, answer: Versioned<T> | undefined, wanted: Wanted): Plain<T> {
  if (answer === undefined) throw notFound(wanted);
  return toPlain(schema, answer.value);
}

/** A whole list. `of`: the object that it belongs to, where it belongs to one. */
export async function collectPlain<T>(schema: z.ZodType<T>, items: AsyncIterable<T>, of?: Wanted): Promise<Plain<T>[]> {
  const all: Plain<T>[] = [];
  try {
    for await (const item of items) all.push(toPlain(schema, item));
  } catch (error) {
    throw of !== undefined && hasCode(error, "not_found") ? notFound(of) : error;
  }
  return all;
}
