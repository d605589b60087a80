/** A value that is unknown in a preview. `reason` is the exception of @pulumi/policy for it, which is reported as a check that the update does. */
export class Unknown {
  constructor(readonly reason: unknown) {}
}

/**
 * Returns properties as plain JSON, with an {@link Unknown} for each unknown value. Otherwise @pulumi/policy throws on the first access to
 * an unknown value, and known values would not be checked.
 */
export function plainProperties(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const read = (key: string | number) => {
    try {
      return plainProperties(Reflect.get(value, key));
    } catch (reason) {
      return new Unknown(reason);
    }
  };
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, at) => read(at));
  return Object.fromEntries(Object.keys(value).map((key) => [key, read(key)]));
}

export type Members = Record<string, unknown>;

/*
 * The same functions as in the provider, which a policy pack does not load. Only unknown values have another form.
 */

/** Returns the members of an object, or no members for any other value. */
export const members = (value: unknown): Members =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown)
    ? Object.fromEntries(Object.entries(value))
    : {};

/** Returns the items of a list. An unknown list is a list with one unknown item. */
export function list(value: unknown): unknown[] {
  if (value instanceof Unknown) return [value];
  return Array.isArray(value) ? value : [];
}
