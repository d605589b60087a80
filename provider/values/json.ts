import { isUnknown } from "./unknown";

/** Properties of one object, by name. */
export type Values = Record<string, unknown>;

export const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);

/** The members of an object; none of anything else. */
export const members = (value: unknown): Values => (isObject(value) ? value : {});

/** The items of a list; none of anything else. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** One member of its own: a name that a person chose may be one that every object inherits. */
export const memberOf = (value: unknown, name: string | number): unknown => {
  if (Array.isArray(value)) return value[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
};

/** An object without absent members: `undefined` and `null`. Members of members stay as they are. */
export const present = (value: Values): Values =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null));

/** Whether a value holds nothing: absent, or an empty list or object. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "object" && !isUnknown(value) && Object.keys(value).length === 0);

/** Every item of a list, mapped; anything else as it is. */
export const mapItems = (value: unknown, map: (item: unknown, at: number) => unknown): unknown =>
  Array.isArray(value) ? value.map(map) : value;

/** Every leaf of a value, at any depth, mapped. Lists and objects keep their order. */
export function mapLeaves(value: unknown, map: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, map));
  if (!isObject(value)) return map(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapLeaves(member, map)]));
}

/** A value without `undefined` members, at every depth: no JSON holds them. */
export function defined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(defined);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, defined(member)]));
}
