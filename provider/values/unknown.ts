/** Stands in place of a value that a preview does not know yet, at any depth. It never reaches the state or the API. */
export class Unknown {
  toJSON(): never {
    throw new Error("An unknown value must not leave the core.");
  }
}

export const UNKNOWN = new Unknown();

export const isUnknown = (value: unknown): value is Unknown => value instanceof Unknown;

/** Whether a value is unknown or holds one that is. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isUnknown(value) || Object.values(value).some(hasUnknown);
}

/** A value of which any part may still be unknown in a preview. */
export type MaybeUnknown<T> =
  | Unknown
  | (T extends readonly (infer Item)[]
      ? MaybeUnknown<Item>[]
      : T extends object
        ? { [Name in keyof T]: MaybeUnknown<T[Name]> }
        : T);
