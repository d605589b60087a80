import { z } from "zod";
import { identity } from "../../api/wire/itemIdentity";
import { same } from "../values/equality";
import { isObject, list, memberOf, members, type Values } from "../values/json";

/**
 * Our value, with what the live value has beyond the schema, at every depth: members that this release does not know survive a
 * full replacement, also of an object that we do not send. Items of a list are the same by their registered identity.
 */
export function overlay(schema: z.core.$ZodType | undefined, own: unknown, live: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return overlay(schema.unwrap(), own, live);
  if (schema instanceof z.ZodUnion) return overlay(variantOf(schema, own), own, live);
  if (schema instanceof z.ZodArray) return Array.isArray(own) ? overlayItems(schema.element, own, list(live)) : own;
  if (schema instanceof z.ZodRecord) return overlayValues(schema, own, live);
  if (!(schema instanceof z.ZodObject)) return own;
  if (own !== undefined && !isObject(own)) return own;
  const names = new Set([...Object.keys(members(live)), ...Object.keys(members(own))]);
  const kept = [...names].flatMap((name) => {
    const isKnown = Object.hasOwn(schema.shape, name);
    const value = isKnown
      ? overlay(schema.shape[name], memberOf(own, name), memberOf(live, name))
      : (memberOf(own, name) ?? memberOf(live, name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return own === undefined && kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A map whose values are objects: what is known of one is ours, and a value that we do not have is gone. */
function overlayValues(schema: z.ZodRecord, own: unknown, live: unknown): unknown {
  if (!isObject(own)) return own;
  const entries = Object.entries(own).map(([name, value]) => {
    return [name, overlay(schema.valueType, value, memberOf(live, name))] as const;
  });
  return Object.fromEntries(entries);
}

function overlayItems(element: z.core.$ZodType, own: readonly unknown[], live: readonly unknown[]): unknown[] {
  const free = new Set(live.keys());
  const take = (at: number) => (free.delete(at) ? live[at] : undefined);
  const find = (fits: (item: unknown, other: unknown) => boolean) => (item: unknown) =>
    take(live.findIndex((other, at) => free.has(at) && isSame(element, item, other) && fits(item, other)));
  // Items of one identity are told apart by what else they hold, before any is taken for another.
  const alike = own.map(find(holds));
  const byIdentity = own.map((item, at) => alike[at] ?? find(() => true)(item));
  return own.map((item, at) => {
    const other = byIdentity[at] ?? (registered(element, item)?.elsePlace === true ? take(at) : undefined);
    return overlay(element, item, other);
  });
}

/** Whether the live item holds every member of ours. */
const holds = (item: unknown, other: unknown): boolean =>
  Object.entries(members(item)).every(([name, value]) => same(value, memberOf(other, name)));

function isSame(element: z.core.$ZodType, item: unknown, other: unknown): boolean {
  const by = [registered(element, item)?.by ?? []].flat();
  return (
    by.length > 0 &&
    by.every((name) => memberOf(item, name) !== undefined && memberOf(item, name) === memberOf(other, name))
  );
}

const registered = (element: z.core.$ZodType, item: unknown) => {
  const variant = variantOf(element, item);
  return variant instanceof z.ZodType ? identity.get(variant) : undefined;
};

const variantOf = (schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined =>
  schema instanceof z.ZodUnion ? schema.options.find((option) => z.safeParse(option, value).success) : schema;

/** The fields of an object that a body must not hold. */
export const without = (value: Values, names: ReadonlySet<string>): Values =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
