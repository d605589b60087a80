/** A value that a preview cannot know yet. `reason` is what @pulumi/policy throws for it, which it reports as a policy that waits for the update. */
export class Unknown {
  constructor(readonly reason: unknown) {}
}

/**
 * Properties as plain JSON, in which each value that is not known yet is an {@link Unknown}: @pulumi/policy throws as soon as one
 * is touched, and what is known beside it would go unchecked.
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
 * As in the provider's core, which a policy pack does not load; but for what is not known yet, which each has in its own form.
 */

/** The members of an object; none of anything else. */
export const members = (value: unknown): Members =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown)
    ? Object.fromEntries(Object.entries(value))
    : {};

/** The items of a list; what is not known yet is a list of that. */
export function list(value: unknown): unknown[] {
  if (value instanceof Unknown) return [value];
  return Array.isArray(value) ? value : [];
}
