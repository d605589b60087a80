import { isObject, memberOf, type Values } from "./json";

/** A value with its keys in the order of another one, at every depth; keys that the other one lacks come last. */
export function inOrderOf(value: unknown, like: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, at) => inOrderOf(item, memberOf(like, at)));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, inOrderOf(member, memberOf(like, key))] as const);
  return withKeysFirst(Object.fromEntries(members), isObject(like) ? Object.keys(like) : []);
}

/** Values with each of these properties in the order of the same property of `like`; other properties stay as they are. */
export const propertiesInOrderOf = (values: Values, like: Values, names: readonly string[]): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, names.includes(name) ? inOrderOf(value, like[name]) : value]),
  );

/** An object with these keys first, where it has them. */
export const withKeysFirst = (value: Values, keys: readonly string[]): Values => {
  const known = keys.filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries([...new Set([...known, ...Object.keys(value)])].map((key) => [key, value[key]]));
};
