import { z } from "zod";
import { isEmpty, members, type Values } from "../values/json";
import { treatmentOf } from "./compare";
import type { Kind, Live } from "./kind";
import { fieldOf } from "./outputs";
import { overlay, without } from "./overlay";
import type { Property } from "./property";
import { readName, writeName } from "./wireNames";

/** The schema of what a program may write. */
export const inputsSchema = schemaOf(({ type }) => type);

/** The schema of what the SDK hands over: a program's values with what the class adds to them. */
export const handedSchema = schemaOf(({ type, options }) => options.resolved ?? type);

/** One schema for each kind, built once: building takes a hundred times as long as parsing. */
function schemaOf(typeOf: (property: Property) => z.ZodType): (kind: Kind) => z.ZodObject {
  const built = new WeakMap<Kind, z.ZodObject>();
  return (kind) => {
    const lines = Object.entries(kind.properties).map(([name, property]) => [name, typeOf(property)]);
    const schema = built.get(kind) ?? z.strictObject(Object.fromEntries(lines));
    built.set(kind, schema);
    return schema;
  };
}

/** Desired values with every default filled in. A value that a merge took from the account need not be one that a program may write. */
export function resolve(kind: Kind, values: Values): Values {
  const { shape } = handedSchema(kind);
  const entries = Object.entries(values).map(([name, value]) => {
    const parsed = shape[name]?.safeParse(value);
    return [name, parsed?.success ? parsed.data : value] as const;
  });
  const defaults = Object.entries(kind.properties).flatMap(([name, { management, absent }]) =>
    management === "always" && values[name] === undefined && absent !== undefined ? [[name, absent] as const] : [],
  );
  return Object.fromEntries([...entries, ...defaults]);
}

/** The names of the properties that a create or a full replacement sends. */
export const sentNames = (kind: Kind, values: Values): Set<string> =>
  new Set(
    Object.entries(kind.properties).flatMap(([name, { management }]) =>
      management !== "local" && values[name] !== undefined ? [name] : [],
    ),
  );

/** Parts of a request body. */
interface Parts {
  /** Desired values, with the ids under which the account knows list items. */
  desired: Values;
  /** The properties to send, for an API whose updates are partial. */
  names: ReadonlySet<string>;
  /** Values that the account has, as this stack last saw them. */
  prior?: Values;
  /** The object as it is now: what the request replaces as a whole keeps the members that this release does not know. */
  live?: Live | undefined;
}

/** The body of a write. */
export function requestBody(kind: Kind, { desired, names, prior = {}, live }: Parts): Values {
  const groups = new Set([...names].flatMap((name) => kind.properties[name]?.options.sentWith ?? []));
  const fields = Object.entries(kind.properties)
    .filter(
      ([name, { options }]) => names.has(name) || (options.sentWith !== undefined && groups.has(options.sentWith)),
    )
    .map(([name, property]) => {
      const field = writeName(kind.style, name, property.options.wire?.write);
      const value = wireValue(kind, property, desired[name], prior[name]);
      return [field, isCleared(kind, desired[name], live?.value[field]) ? "" : value] as const;
    });
  const own = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  if (live === undefined || kind.request === undefined) return own;
  if (kind.updates !== "whole") return members(overlay(kind.request, own, pick(live.value, Object.keys(own))));
  const body = { ...pick(live.value, unmanagedFields(kind, desired)), ...own };
  return members(overlay(kind.request, body, without(live.value, readOnlyFields(kind))));
}

/** Fields that the program does not declare: a full replacement sends them as they are. */
const unmanagedFields = (kind: Kind, desired: Values): string[] =>
  Object.entries(kind.properties).flatMap(([name, { management, options }]) =>
    management === "whileDeclared" && desired[name] === undefined
      ? [readName(kind.style, name, options.wire?.read)]
      : [],
  );

/** Fields that the server assigns. A body must not contain them. */
const readOnlyFields = (kind: Kind): Set<string> =>
  new Set([...kind.id, ...Object.entries(kind.computed).flatMap(([name, line]) => fieldOf(kind, name, line) ?? [])]);

const pick = (value: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]])));

/** No source says that a full replacement clears the text that it leaves out: one that the account has is sent empty. */
const isCleared = ({ style, updates }: Kind, desired: unknown, live: unknown): boolean =>
  style === "json" && updates === "whole" && desired === "" && typeof live === "string" && live !== "";

/** An empty text clears a field: a form and a patch send it empty, a full replacement leaves out one that the account does not have. */
function wireValue({ style, updates }: Kind, { options }: Property, value: unknown, prior: unknown): unknown {
  if (options.toWire) return options.toWire(value, prior);
  if (options.omitEmpty && isEmpty(value)) return undefined;
  if (value !== "") return value;
  return style === "form" ? null : updates === "whole" ? undefined : value;
}

/** Desired values with the ids under which the account knows their items. */
export const identified = (kind: Kind, desired: Values, prior: Values): Values =>
  Object.fromEntries(
    Object.entries(desired).map(([name, value]) => {
      const property = kind.properties[name];
      return [name, (property && treatmentOf(property).identify?.(value, prior[name])) ?? value];
    }),
  );
