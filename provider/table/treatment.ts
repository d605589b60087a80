import { same } from "../values/equality";
import { isObject, list, mapLeaves, members, type Values } from "../values/json";
import { below, type Path } from "../values/paths";
import { redact } from "../values/secrets";
import { isUnknown } from "../values/unknown";
import { type Change, changesBetween } from "./changes";

/** How the values of one property are compared and merged. */
export interface Treatment {
  /** The value without what makes no difference. It keeps the program's shape, so that paths and secrets stay right. */
  normal(value: unknown): unknown;
  /** Equality of normal forms. Default: by value, blind to the order of keys. */
  equal?(a: unknown, b: unknown): boolean;
  /** The account's value in the program's words where both say the same, with what only the program knows. Default: whole. */
  record?(observed: unknown, like: unknown): unknown;
  /** The recorded value as a program would declare it. Default: as recorded. */
  input?(recorded: unknown): unknown;
  /** An answer without what the server filled in or moved by itself. Only for one that nobody else wrote since. */
  withoutFilled?(observed: unknown, like: unknown): unknown;
  /** Differences, named as a person would name them. Default: by member and place. */
  changes?(from: unknown, to: unknown, name: string, secrets: SidePaths): Change[];
  /** The secret places of `prior`, where the same items stand in `observed`. Default: the same places. */
  follow?(secrets: readonly Path[], prior: unknown, observed: unknown): Path[];
  /** Desired, with the ids under which the account knows its items. Default: as it is. */
  identify?(desired: unknown, prior: unknown): unknown;
  /** Both sides' changes together. Default: the side that changed; a conflict where both did. */
  merge?(prior: unknown, observed: unknown, desired: unknown): Merged;
}

/** Secret places of the two sides of a comparison, seen from the property. */
export interface SidePaths {
  from: readonly Path[];
  to: readonly Path[];
}

export interface Merged {
  value: unknown;
  /** Where both sides changed the same, by the path below the property; empty for the property itself. */
  conflicts: string[];
  /** For a list whose items moved: the desired item that each merged item comes from. Secrets follow it. */
  sources?: (number | undefined)[];
}

/** Order of items that has nothing to do with the program's. Items of which something is unknown come as they are. */
export const byText = (a: unknown, b: unknown): number => {
  const [one, other] = [a, b].map((item) => JSON.stringify(mapLeaves(item, (leaf) => (isUnknown(leaf) ? "" : leaf))));
  return one === other ? 0 : String(one) < String(other) ? -1 : 1;
};

/** A list whose order makes no difference. What either side added or removed is kept; a conflict where that is more than `max` items. */
export const unordered = (normalItem: (item: unknown) => unknown, max = Number.POSITIVE_INFINITY): Treatment => {
  const normal = (value: unknown) => (isUnknown(value) ? value : list(value).map(normalItem).sort(byText));
  const has = (items: unknown, item: unknown) => list(items).some((other) => same(normalItem(other), normalItem(item)));
  return {
    normal,
    changes: (from, to, name, secrets) => {
      if (isUnknown(from) || isUnknown(to)) return changesBetween(normal(from), normal(to), name, secrets);
      const onlyIn = (items: unknown, others: unknown, hidden: readonly Path[]) =>
        list(items).flatMap((item, at) =>
          has(others, item) ? [] : [{ path: `${name}[${at}]`, item: redact(item, below(hidden, at)) }],
        );
      return [
        ...onlyIn(from, to, secrets.from).map(({ path, item }) => ({ path, from: item, to: undefined })),
        ...onlyIn(to, from, secrets.to).map(({ path, item }) => ({ path, from: undefined, to: item })),
      ];
    },
    merge: (prior, observed, desired) => {
      const added = list(observed).filter((item) => !has(prior, item) && !has(desired, item));
      const kept = list(desired).filter((item) => has(observed, item) || !has(prior, item));
      const value = [...kept, ...added];
      return value.length > max ? { value: desired, conflicts: [""] } : { value, conflicts: [] };
    },
  };
};

/** An object whose members are independent: a member that only one side changed is as that side has it. */
export const byMember = (normalMember: (value: unknown) => unknown): Treatment => {
  const normal = (value: unknown): Values =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, normalMember(member)]))
      : {};
  return {
    normal: (value) => (value === undefined || value === null || isObject(value) ? normal(value) : value),
    merge: (prior, observed, desired) => {
      const [was, theirs, ours] = [normal(prior), normal(observed), normal(desired)];
      const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
      const changed = (side: Values, name: string) => !same(side[name], was[name]);
      const conflicts = names.filter(
        (name) => changed(theirs, name) && changed(ours, name) && !same(theirs[name], ours[name]),
      );
      const merged = names.map((name) => {
        const side = changed(ours, name) ? desired : observed;
        return [name, members(side)[name]] as const;
      });
      return { value: Object.fromEntries(merged.filter(([, value]) => value !== undefined)), conflicts };
    },
  };
};
