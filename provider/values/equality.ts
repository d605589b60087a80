import { isDeepStrictEqual } from "node:util";
import { isObject, memberOf } from "./json";
import { hasUnknown } from "./unknown";

/** Equality of normal forms, blind to the order of keys. What is unknown equals nothing: it may change. */
export const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b) && !hasUnknown(a);

/** Equality in which the order of keys counts, at every depth. */
export const sameInOrder = (a: unknown, b: unknown): boolean => same(a, b) && !isReordered(a, b);

/** Whether two equal values have their keys in another order, at any depth. */
function isReordered(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return a.some((item, at) => isReordered(item, memberOf(b, at)));
  if (!isObject(a) || !isObject(b)) return false;
  const [left, right] = [Object.keys(a), Object.keys(b)];
  return left.some((key, at) => key !== right[at]) || left.some((key) => isReordered(a[key], b[key]));
}

/** A value with its keys in the order of another one, at every depth; keys that the other one lacks come last. */
export function inOrderOf(like: unknown, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, at) => inOrderOf(memberOf(like, at), item));
  if (!isObject(value)) return value;
  const own = isObject(like) ? Object.keys(like).filter((key) => Object.hasOwn(value, key)) : [];
  const keys = [...new Set([...own, ...Object.keys(value)])];
  return Object.fromEntries(keys.map((key) => [key, inOrderOf(memberOf(like, key), value[key])]));
}
