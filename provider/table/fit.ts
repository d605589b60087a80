import type { z } from "zod";
import type { ComputedTable, Properties, Property } from "./property";
import type { ReadName, Style, WriteName } from "./wireNames";

/** Never fits; the compiler prints the text. */
interface Mistake<Text extends string> {
  mistake: Text;
}

/** The value that goes into a request. */
type Sent<T extends z.ZodType, O> = O extends { toWire(value: never, prior: never): infer Own }
  ? Own
  : NonNullable<z.output<T>>;

/** A table whose lines fit the API's own schemas: each name is a field there, and each value fits its field. */
export type FittingTable<P extends Properties, S extends Style, Answer, Request> = {
  [Name in keyof P]: P[Name] extends Property<infer T, infer M, infer O>
    ? M extends "local"
      ? P[Name]
      : ReadName<S, Name, O> extends keyof Answer
        ? WriteName<S, Name, O> extends keyof Request
          ? Sent<T, O> extends Request[WriteName<S, Name, O>]
            ? P[Name]
            : Mistake<`the value does not fit the request's field ${WriteName<S, Name, O> & string}`>
          : Mistake<`the request has no field ${WriteName<S, Name, O> & string}`>
        : Mistake<`the answer has no field ${ReadName<S, Name, O> & string}`>
    : never;
};

/** The same for a kind that has no request body of its own. */
export type ReadableTable<P extends Properties, S extends Style, Answer> = {
  [Name in keyof P]: P[Name] extends Property<z.ZodType, infer M, infer O>
    ? M extends "local"
      ? P[Name]
      : ReadName<S, Name, O> extends keyof Answer
        ? P[Name]
        : Mistake<`the answer has no field ${ReadName<S, Name, O> & string}`>
    : never;
};

export type FittingOutputs<C extends ComputedTable, S extends Style, Answer> = {
  [Name in keyof C]: C[Name]["options"] extends { wire: { header: string } }
    ? C[Name]
    : ReadName<S, Name, C[Name]["options"]> extends keyof Answer
      ? C[Name]
      : Mistake<`the answer has no field ${ReadName<S, Name, C[Name]["options"]> & string}`>;
};

type ReadNames<P, S extends Style> = {
  [Name in keyof P]: P[Name] extends { options: infer O } ? ReadName<S, Name, O> : never;
}[keyof P];
type WriteNames<P, S extends Style> = {
  [Name in keyof P]: P[Name] extends { options: infer O } ? WriteName<S, Name, O> : never;
}[keyof P];

/** Every field of the API has a line, or is left out by name: a field that was forgotten does not compile. */
export type Complete<P, C, S extends Style, Answer, Request, LeftOut> =
  Exclude<keyof Request, WriteNames<P, S> | LeftOut> extends infer Forgotten extends string
    ? [Forgotten] extends [never]
      ? Exclude<keyof Answer, ReadNames<P, S> | ReadNames<C, S> | LeftOut> extends infer Unread extends string
        ? [Unread] extends [never]
          ? unknown
          : Mistake<`no property or output reads the answer's field ${Unread}`>
        : never
      : Mistake<`no property writes the request's field ${Forgotten}`>
    : never;
