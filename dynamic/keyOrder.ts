import { withKeysFirst } from "../provider/values/inOrder";
import { isObject, type Values } from "../provider/values/json";
import { type Path, pathOf, pathText } from "../provider/values/paths";

/** Objects by path, each with its keys in order. */
export type KeyOrder = readonly (readonly [path: string, ...keys: string[]])[];

/**
 * The order of keys in these properties. The engine's maps have none: they arrive in alphabetical order, so that only objects whose keys
 * are in another order are listed.
 */
export const orderOf = (values: Values, names: readonly string[]): KeyOrder =>
  names.flatMap((name) => entriesIn(values[name], [name]));

function entriesIn(value: unknown, path: Path): KeyOrder {
  if (Array.isArray(value)) return value.flatMap((item, at) => entriesIn(item, [...path, at]));
  if (!isObject(value)) return [];
  const keys = Object.keys(value);
  const own: KeyOrder = isAlphabetical(keys) ? [] : [[pathText(path), ...keys]];
  return [...own, ...keys.flatMap((key) => entriesIn(value[key], [...path, key]))];
}

/** Whether an object with these keys comes back from the engine as it is. JavaScript itself puts keys such as `10` first. */
function isAlphabetical(keys: readonly string[]): boolean {
  const sorted = Object.keys(Object.fromEntries(keys.toSorted().map((key) => [key, undefined])));
  return sorted.every((key, at) => key === keys[at]);
}

/** Values with their keys in the order that was recorded. A key that the order does not know comes last. */
export function inRecordedOrder(values: Values, order: KeyOrder): Values {
  let ordered = values;
  for (const [path, ...keys] of order) ordered = withKeys(ordered, pathOf(path), keys);
  return ordered;
}

function withKeys<T>(value: T, path: Path, keys: readonly string[]): T;
function withKeys(value: unknown, [first, ...rest]: Path, keys: readonly string[]): unknown {
  if (first === undefined) return isObject(value) ? withKeysFirst(value, keys) : value;
  if (Array.isArray(value)) return value.map((item, at) => (at === first ? withKeys(item, rest, keys) : item));
  if (!isObject(value) || typeof first !== "string" || !Object.hasOwn(value, first)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === first ? withKeys(member, rest, keys) : member]),
  );
}
