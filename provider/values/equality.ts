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
