/** Value of a v2 form field. `null` clears the field, `undefined` omits it, and an object is sent as JSON. */
export type FormValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly FormValue[]
  | { [key: string]: unknown };

/** Encodes a v2 form. Names are sent unchanged, booleans as `true` and `false`, and a list as repeated fields. */
export function encodeForm(fields: Record<string, FormValue>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) form.append(name, encodeValue(one));
    }
  }
  return form.toString();
}

function encodeValue(value: unknown): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
