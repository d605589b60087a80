import { UNKNOWN_TEXT } from "../../../dynamic/host";
import { type Path, pathText } from "../../../provider/values/paths";
import type { Bag } from "../matrix/kind";
import type { Name } from "./objects";

/*
 * A value of a program that is no plain JSON is an object with one member: a secret, the id of another resource, or a value that a
 * preview does not know yet.
 */

/** Texts that are secret wherever a program has them. */
export const HUSHED = /hush-hush-[\w-]+/g;

/** Gives the secrets of one program other texts than those of the other one, which may print what it finds in the account. */
export const withSecretsOf = <T>(stack: number, value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(HUSHED, (text) => `${text}-of-${stack}`));

/**
 * Lines of an output that show a secret of the stack. An import that is refused shows what the account has: nobody can know there what
 * another resource called a secret before.
 */
export const leaksIn = (said: readonly string[], stack: number): string[] =>
  said
    .filter((text) => !/import.*cannot be followed/.test(text))
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.includes(`-of-${stack}`) && line.search(HUSHED) >= 0);

/** Whether a value contains a text that is secret. */
export const hasSecret = (value: unknown): boolean => JSON.stringify(value).search(HUSHED) >= 0;

const SECRET = "$secret";
const ID = "$id";
const UNKNOWN = "$unknown";

export const secretOf = (value: unknown): Bag => ({ [SECRET]: value });
export const idOf = (name: Name): Bag => ({ [ID]: name });

/** Something that was found, even if it is `undefined` or `null`. */
interface Found {
  value: unknown;
}

/** Returns the content of a marker. */
const marked = (value: unknown, marker: string): Found | undefined =>
  typeof value === "object" && value !== null && marker in value ? { value: Object(value)[marker] } : undefined;

/** The name of the resource whose id a value stands for. */
const nameAt = (value: unknown): Name | undefined => marked(value, ID)?.value as Name | undefined;

/** Maps a value from its root. `by` returns the replacement, or nothing to descend. */
function mapped(value: unknown, by: (value: unknown, path: Path) => Found | undefined, path: Path = []): unknown {
  const replacement = by(value, path);
  if (replacement !== undefined) return replacement.value;
  if (Array.isArray(value)) return value.map((item, at) => mapped(item, by, [...path, at]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, by, [...path, key])]));
}

/** Returns the names of the resources whose ids a value contains. */
export function namesIn(value: unknown): Name[] {
  const names: Name[] = [];
  mapped(value, (one) => {
    const name = nameAt(one);
    if (name !== undefined) names.push(name);
    return undefined;
  });
  return names;
}

/** Arguments as the class hands them over, and the places of secrets in them. */
export interface Handed {
  args: Bag;
  secrets: string[];
}

/** Resolves the markers. Returns `undefined` if a resource has no id. */
export function handed(args: Bag, id: (name: Name) => string | undefined): Handed | undefined {
  if (namesIn(args).some((name) => id(name) === undefined)) return undefined;
  const secrets: string[] = [];
  const resolve = (value: unknown, path: Path = []): unknown =>
    mapped(
      value,
      (one, at) => {
        const secret = marked(one, SECRET);
        if (secret !== undefined) {
          secrets.push(pathText(at));
          return { value: resolve(secret.value, at) };
        }
        if (marked(one, UNKNOWN)) return { value: UNKNOWN_TEXT };
        const name = nameAt(one);
        return name && { value: id(name) };
      },
      path,
    );
  return { args: Object(resolve(args)), secrets };
}

/** Puts the ids of objects in the place of the resources that stand for them. */
export const withGiven = (args: Bag, given: ReadonlyMap<Name, string>): Bag =>
  Object(
    mapped(args, (one) => {
      const name = nameAt(one);
      const id = name && given.get(name);
      return id === undefined ? undefined : { value: id };
    }),
  );

/** Returns the source text of a value. A resource is the variable of its name. */
export const sourceOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const name = nameAt(value);
  if (name !== undefined) return `${name}.id`;
  if (marked(value, UNKNOWN)) return "pulumi.unknown";
  if (SECRET in value) return `pulumi.secret(${sourceOf(value[SECRET])})`;
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}: ${sourceOf(one)}`)
    .join(", ")} }`;
};

/** Returns the values with one leaf unknown: the n-th, counted round. */
export function withUnknown(args: Bag, nth: number): Bag {
  const places: Path[] = [];
  const each = (by: (path: Path) => Found | undefined) =>
    mapped(args, (value, path) => {
      const isLeaf = typeof value !== "object" || value === null || nameAt(value) !== undefined;
      return isLeaf ? by(path) : undefined;
    });
  each((path) => {
    places.push(path);
    return { value: null };
  });
  const chosen = places[nth % Math.max(1, places.length)];
  if (chosen === undefined) return args;
  return Object(each((path) => (pathText(path) === pathText(chosen) ? { value: { [UNKNOWN]: true } } : undefined)));
}
