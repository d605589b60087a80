import { isObject, memberOf } from "../values/json";
import { belowAny, isWhole, type Path } from "../values/paths";
import { isUnknown } from "../values/unknown";
import type { Property } from "./property";
import type { Treatment } from "./treatment";

/**
 * Returns a property's value with its ignored places as the account has them. `ignored`: paths within the value. A place of a list that
 * only one of the two has stays as it is.
 */
export function adopted(
  { management, absent }: Property,
  { input }: Treatment,
  ignored: readonly Path[],
  [value, account]: [value: unknown, account: unknown],
): unknown {
  if (ignored.length === 0) return value;
  const theirs = input?.(account) ?? account;
  const whole = theirs ?? (management === "whileDeclared" ? absent : undefined);
  return ignored.some(isWhole) ? whole : adoptedWithin(value, ignored, theirs);
}

function adoptedWithin(value: unknown, ignored: readonly Path[], account: unknown): unknown {
  if (ignored.some(isWhole)) return account;
  if (ignored.length === 0 || isUnknown(value)) return value;
  if (Array.isArray(value) && Array.isArray(account)) {
    return value.map((item, at) =>
      at < account.length ? adoptedWithin(item, belowAny(ignored, at), account[at]) : item,
    );
  }
  if (!isObject(value) || !isObject(account)) return value;
  const keys = [...new Set([...Object.keys(value), ...Object.keys(account)])];
  const members = keys.map((key) => [
    key,
    adoptedWithin(memberOf(value, key), belowAny(ignored, key), memberOf(account, key)),
  ]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
