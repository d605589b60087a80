import type { z } from "zod";
import type { Values } from "../values/json";
import type { MaybeUnknown } from "../values/unknown";
import type { Treatment } from "./treatment";

/** Options of a table line beside type and management. `Value`: the property once its default is filled in. */
export interface Options<Value> {
  /** Field names of the API, where case conversion does not give them. */
  wire?: { read?: string; write?: string };
  /** A changed value makes a new object. */
  replaces?: true;
  /** For a `local` property: a changed value reaches the state by an update that makes no request, and never a replacement. */
  recorded?: true;
  /** The value is secret even where the program does not say so. */
  secret?: true;
  /** A change takes effect on live calls or conversations. `review` says so. */
  live?: true;
  /** The order of its keys is content: it is sent, compared and recorded. */
  ordered?: true;
  /** An empty list or object is not sent: the API takes none where there is nothing to say. */
  omitEmpty?: true;
  /** Properties of one group are sent together, because the API judges them together. */
  sentWith?: string;
  /** How values are compared and merged. Default: as a whole, by value. */
  treatment?: Treatment;
  /** The value as the request has it, where the account had `prior`. Default: as it is; an empty text clears the field. */
  toWire?(value: Value, prior: unknown): unknown;
  /** The answer's value as a program would write it. Default: as it is. `answer`: all of its fields. */
  fromWire?(value: unknown, answer: Values): unknown;
  /** Type of the property as an output, where the account adds to it. */
  output?: z.ZodType;
  /** Type of the property as the SDK hands it over and just before it is sent. Default: what a program may write. */
  resolved?: z.ZodType;
}

/**
 * - `always`: compared and sent. Absent means its default.
 * - `whileDeclared`: compared and sent while the program declares it. Once removed, it is set back to `absent`; where that is
 *   `undefined`, the API cannot clear the property, and a removal is refused.
 * - `local`: lives in the program and the state; never sent.
 */
export type Management = "always" | "whileDeclared" | "local";

/** One line of a resource's table. */
export interface Property<T extends z.ZodType = z.ZodType, M extends Management = Management, O = Options<unknown>> {
  type: T;
  management: M;
  /** Value that an absent property has in the account. */
  absent: unknown;
  options: O;
}

export type Properties = Record<string, Property>;

/** Refuses an option that does not exist: the compiler does not, where it infers the type of the options. */
type NoOther<O> = { [Name in Exclude<keyof O, keyof Options<unknown>>]: never };

/** A managed property. An optional one has its default in its zod type: `.default("")`. */
export function always<T extends z.ZodType, const O extends Options<z.output<T>> = object>(
  type: undefined extends z.output<T> ? never : T,
  options?: O & NoOther<O>,
): Property<T, "always", O>;
export function always(type: z.ZodType, options: Options<unknown> = {}): Property {
  return { type, management: "always", absent: type.safeParse(undefined).data, options };
}

/** A property that is left as the account has it unless the program declares it. */
export function whileDeclared<T extends z.ZodType, const O extends Options<z.output<T>> = object>(
  type: T,
  absent: z.output<T> | undefined,
  options?: O & NoOther<O>,
): Property<z.ZodOptional<T>, "whileDeclared", O>;
export function whileDeclared(type: z.ZodType, absent: unknown, options: Options<unknown> = {}): Property {
  return { type: type.optional(), management: "whileDeclared", absent, options };
}

/** A property of the program alone. One that replaces, or is recorded, is compared with the state, never with the account. */
export function local<
  T extends z.ZodType,
  const O extends Pick<Options<z.output<T>>, "replaces" | "recorded"> = object,
>(type: T, options?: O): Property<z.ZodOptional<T>, "local", O>;
export function local(type: z.ZodType, options: Options<unknown> = {}): Property {
  return { type: type.optional(), management: "local", absent: undefined, options };
}

/** One output that is no input. */
export interface Computed<T extends z.ZodType = z.ZodType, O = ComputedOptions> {
  type: T;
  options: O;
}

export interface ComputedOptions {
  /** Field name of the answer, where case conversion does not give it; `header`: the answer's ETag. */
  wire?: { read: string } | { header: "etag" };
  /** An update never changes it, so that a preview knows it. */
  stable?: true;
}

export type ComputedTable = Record<string, Computed>;

export function computed<T extends z.ZodType, const O extends ComputedOptions = object>(
  type: T,
  options?: O,
): Computed<T, O>;
export function computed(type: z.ZodType, options: ComputedOptions = {}): Computed {
  return { type, options };
}

type Shape<P extends Properties> = { [Name in keyof P]: P[Name]["type"] };
type OutputShape<P extends Properties> = {
  [Name in keyof P]: P[Name]["options"] extends { output: infer T extends z.ZodType } ? T : P[Name]["type"];
};
type ResolvedShape<P extends Properties> = {
  [Name in keyof P]: P[Name]["options"] extends { resolved: infer T extends z.ZodType } ? T : P[Name]["type"];
};

/** Values that a program may declare. */
export type Inputs<P extends Properties> = z.input<z.ZodObject<Shape<P>, z.core.$strict>>;

/** The same with every default filled in, as requests are made of it. */
export type Desired<P extends Properties> = z.output<z.ZodObject<ResolvedShape<P>, z.core.$strict>>;

/** Values that a rule between properties gets in a preview: valid, and unknown in any part. */
export type Checked<P extends Properties> = { [Name in keyof Desired<P>]?: MaybeUnknown<Desired<P>[Name]> };

/** Recorded values: inputs as the account has them, where defaults may be absent, and computed outputs. */
export type Outputs<P extends Properties, C extends ComputedTable> = z.input<z.ZodObject<OutputShape<P>>> &
  z.output<z.ZodObject<{ [Name in keyof C]: C[Name]["type"] }>>;
