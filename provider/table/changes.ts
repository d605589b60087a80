import { visible } from "../../api/messageText";
import { same } from "../values/equality";
import { isObject, memberOf } from "../values/json";
import { below, isWhole, type Path } from "../values/paths";
import { REDACTED, redact } from "../values/secrets";
import type { SidePaths } from "./treatment";

/** One place where two sides differ. It holds no secret. `undefined`: absent on that side. */
export interface Change {
  /** For people: it names items by their labels, as in `rules.summary.actions[0].url`, and is no `Path`. */
  path: string;
  from: unknown;
  to: unknown;
  /** The item that the change is in, where items have labels, such as a rule. */
  item?: Item;
  /** `from` and `to` are the labels of the items, which are in another order. */
  isOrder?: true;
}

/** An item of a list on both sides, in normal form and without secrets. */
export interface Item {
  label: string;
  from: unknown;
  to: unknown;
}

/** Every place where two values differ, the innermost that can be named. A value that is secret on either side is hidden on both. */
export function changesBetween(from: unknown, to: unknown, path: string, secrets: SidePaths): Change[] {
  if (same(from, to)) return [];
  const all: Path[] = [...secrets.from, ...secrets.to];
  if (all.some(isWhole)) return [{ path, from: hidden(from), to: hidden(to) }];
  const isList = Array.isArray(from) && Array.isArray(to);
  if (!isList && !(isObject(from) && isObject(to))) return [{ path, from: redact(from, all), to: redact(to, all) }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) => {
    const at = isList ? Number(key) : key;
    const within = { from: below(secrets.from, at), to: below(secrets.to, at) };
    return changesBetween(
      memberOf(from, at),
      memberOf(to, at),
      isList ? `${path}[${key}]` : `${path}.${visible(key)}`,
      within,
    );
  });
}

const hidden = (value: unknown): unknown => (value === undefined ? undefined : REDACTED);

const ORDER = " (order of keys)";

/** Whether only the order of keys is another one, which an engine whose maps have none does not see. */
export const isOrderChange = ({ path }: Change): boolean => path.endsWith(ORDER);

/** Places where equal values have their keys in another order, as changes of that order. */
export function orderChanges(from: unknown, to: unknown, path: string): Change[] {
  if (Array.isArray(from)) {
    return from.flatMap((item, at) => orderChanges(item, memberOf(to, at), `${path}[${at}]`));
  }
  if (!isObject(from) || !isObject(to)) return [];
  const [before, now] = [Object.keys(from).map(visible).join(", "), Object.keys(to).map(visible).join(", ")];
  const own = before === now ? [] : [{ path: `${path}${ORDER}`, from: before, to: now }];
  return [...own, ...Object.keys(from).flatMap((key) => orderChanges(from[key], to[key], `${path}.${visible(key)}`))];
}
