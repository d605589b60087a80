import type { Bag } from "./definition";
import { IMPORT, PROVIDER, SECRET } from "./handler";
import { compact } from "./json";
import { isUnknown } from "./unknown";

/** The output that lists the properties which a merge left as somebody else had them. */
export const KEPT = "__kept";

/** The input that keeps the id of the `import` option of a resource that the stack has already. */
export const IMPORTED = "__imported";

/** What the program declares, or what is recorded of it: without what the class and this provider add for themselves. */
export function withoutInternals(properties: Bag): Bag {
  const { [PROVIDER]: _provider, [SECRET]: _secret, [IMPORT]: _import, [IMPORTED]: _imported, ...rest } = properties;
  return bag(rest);
}

/** Without absent members, which the engine's wire format cannot hold. */
export const bag = (properties: Bag): Bag =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, compact(value)]),
  );

/** The properties whose values no message may show. */
export const secretIn = (properties: Bag): ReadonlySet<string> => new Set(namesIn(properties[SECRET]));

/** A list of names that was kept; none where there is no list. */
export const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];

/** The id of the `import` option, where one is to be followed. */
export const importIn = (properties: Bag): string | undefined => textIn(properties[IMPORT]);

export const importedIn = (properties: Bag): string | undefined => textIn(properties[IMPORTED]);

const textIn = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** How a message begins that the engine does not print next to the resource: with its name in the account, unless that is secret. */
export function titleOf(news: Bag): string {
  const secret = secretIn(news);
  const property = ["displayName", "friendlyName"].find((name) => typeof news[name] === "string" && !secret.has(name));
  return property === undefined || isUnknown(news[property]) ? "" : `${news[property]}: `;
}
