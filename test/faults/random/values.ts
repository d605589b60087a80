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

/** Lines of an output that show a secret of the stack. */
export const leaksIn = (said: readonly string[], stack: number): string[] =>
  said.flatMap((text) => text.split("\n")).filter((line) => line.includes(`-of-${stack}`) && line.search(HUSHED) >= 0);

const SECRET = "$secret";
const ID = "$id";
const UNKNOWN = "$unknown";

export const secretOf = (value: unknown): Bag => ({ [SECRET]: value });
export const idOf = (name: Name): Bag => ({ [ID]: name });

/** Returns the marker's content in a list; an empty list if `value` has not this marker. */
function marked(value: unknown, marker: string): [unknown] | [] {
  return typeof value === "object" && value !== null && marker in value ? [Object(value)[marker]] : [];
}

/** Maps a value from its root. `by` returns the replacement in a list, or an empty list to descend. */
function mapped(value: unknown, by: (value: unknown, path: Path) => [unknown] | [], path: Path = []): unknown {
  const [replacement, ...rest] = by(value, path);
  if (replacement !== undefined || rest.length > 0) return replacement;
  if (Array.isArray(value)) return value.map((item, at) => mapped(item, by, [...path, at]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, by, [...path, key])]));
}

/** Returns the names of the resources whose ids a value contains. */
export function namesIn(value: unknown): Name[] {
  const names: Name[] = [];
  mapped(value, (one) => {
    const [name] = marked(one, ID);
    if (name === undefined) return [];
    names.push(name as Name);
    return [name];
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
  const secrets: string[] = [];
  let isComplete = true;
  const resolve = (value: unknown, path: Path): unknown =>
    mapped(
      value,
      (one, at) => {
        const [content, ...isSecret] = [...marked(one, SECRET), ...marked(one, SECRET)];
        if (isSecret.length > 0) {
          secrets.push(pathText(at));
          return [resolve(content, at)];
        }
        if (marked(one, UNKNOWN).length > 0) return [UNKNOWN_TEXT];
        const [name] = marked(one, ID);
        if (name === undefined) return [];
        const known = id(name as Name);
        isComplete &&= known !== undefined;
        return [known ?? ""];
      },
      path,
    );
  const resolved = Object(resolve(args, []));
  return isComplete ? { args: resolved, secrets } : undefined;
}

/** Returns the source text of a value. A resource is the variable of its name. */
export const sourceOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const [name] = marked(value, ID);
  if (name !== undefined) return `${name}.id`;
  if (marked(value, UNKNOWN).length > 0) return "pulumi.unknown";
  if (SECRET in value) return `pulumi.secret(${sourceOf(value[SECRET])})`;
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}: ${sourceOf(one)}`)
    .join(", ")} }`;
};

/** Returns the values with one leaf unknown: the n-th, counted round. */
export function withUnknown(args: Bag, nth: number): Bag {
  const places: Path[] = [];
  const each = (by: (path: Path) => [unknown] | []) =>
    mapped(args, (value, path) =>
      typeof value === "object" && value !== null && marked(value, ID).length === 0 ? [] : by(path),
    );
  each((path) => {
    places.push(path);
    return [null];
  });
  const chosen = places[nth % Math.max(1, places.length)];
  if (chosen === undefined) return args;
  return Object(each((path) => (pathText(path) === pathText(chosen) ? [{ [UNKNOWN]: true }] : [])));
}
