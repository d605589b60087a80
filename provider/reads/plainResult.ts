import { z } from "zod";

type Json = z.core.util.JSONType;

/** `unique_name` as `uniqueName`. What the API marks as read-only goes by the name that the resources give it. */
type CamelCase<Name extends string> = Name extends `read_only_${infer Rest}`
  ? CamelCase<Rest>
  : Name extends `${infer Head}_${infer Tail}`
    ? `${Head}${Capitalize<CamelCase<Tail>>}`
    : Name;

/** The members that the API documents: a loose schema's type admits any other name too. */
type Documented<T> = { [Name in keyof T as string extends Name ? never : Name]: T[Name] };

type IsAbsentable<T> = null extends T ? true : undefined extends T ? true : false;

type Members<T> = {
  [Name in keyof T as IsAbsentable<T[Name]> extends true
    ? never
    : Name extends string
      ? CamelCase<Name>
      : never]: Plain<T[Name]>;
} & {
  [Name in keyof T as IsAbsentable<T[Name]> extends true ? (Name extends string ? CamelCase<Name> : never) : never]?:
    | Plain<NonNullable<T[Name]>>
    | undefined;
};

type Flat<T> = { [Name in keyof T]: T[Name] };

/**
 * Result of a read for a program: an answer of the API with names in camel case, without null members and members that this release
 * does not know. Free JSON, and names that people chose, stay as they are.
 */
export type Plain<T> = Json extends T
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? keyof Documented<T> extends never
        ? { [Name in keyof T]: Plain<Json extends T[Name] ? T[Name] : NonNullable<T[Name]>> }
        : Flat<Members<Documented<T>>>
      : T;

/** A value of the API as a program gets it. The schema tells what is documented, and so what is not free JSON. */
export function toPlain<T>(schema: z.ZodType<T>, value: T): Plain<T>;
export function toPlain(schema: z.ZodType, value: unknown): unknown {
  return walk(schema, value);
}

function walk(schema: z.core.$ZodType | undefined, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return walk(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) return value.map((item) => walk(schema.element, item));
  if (typeof value !== "object" || value === null) return value;
  if (schema instanceof z.ZodRecord) {
    const { valueType } = schema;
    const entries = Object.entries(value).filter(
      ([, member]) => member !== null || !(valueType instanceof z.ZodNullable),
    );
    return Object.fromEntries(entries.map(([name, member]) => [name, walk(valueType, member)]));
  }
  if (!(schema instanceof z.ZodObject) || Object.keys(schema.shape).length === 0) return value;
  const { shape } = schema;
  const members = Object.entries(value).flatMap(([name, member]) =>
    Object.hasOwn(shape, name) && member !== null && member !== undefined
      ? [[camelCase(name), walk(shape[name], member)]]
      : [],
  );
  return Object.fromEntries(members);
}

const camelCase = (name: string): string =>
  name.replace(/^read_only_/, "").replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
