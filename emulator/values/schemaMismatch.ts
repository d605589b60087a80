import { isRecord, type Json } from "./json";

/** Returns the first mismatch between `value` and a JSON schema, in one line that begins with its path; undefined if it matches. */
export function firstMismatch(schema: Json, value: Json, where: string): string | undefined {
  if (!isRecord(schema)) return undefined;
  const { type } = schema;
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
  if (types.length > 0 && !types.some((name) => isOfType(value, name)))
    return `${where}: must be ${types.join(" or ")}`;
  if (Array.isArray(schema.enum) && !schema.enum.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value))) {
    return `${where}: must be one of ${JSON.stringify(schema.enum)}`;
  }
  if (typeof value === "string" && value.length < Number(schema.minLength ?? 0)) return `${where}: is too short`;
  if (typeof value === "string" && [...value].length > Number(schema.maxLength ?? Number.POSITIVE_INFINITY)) {
    return `${where}: must have at most ${schema.maxLength} characters`;
  }
  if (Array.isArray(value)) return firstItemMismatch(schema, value, where);
  return isRecord(value) ? firstPropertyMismatch(schema, value, where) : undefined;
}

function firstItemMismatch(schema: { [name: string]: Json }, value: Json[], where: string): string | undefined {
  if (value.length < Number(schema.minItems ?? 0)) return `${where}: must have at least ${schema.minItems} items`;
  return first(value, (item, at) => firstMismatch(schema.items ?? null, item, `${where}[${at}]`));
}

function firstPropertyMismatch(
  schema: { [name: string]: Json },
  value: { [name: string]: Json },
  where: string,
): string | undefined {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = required.find((name) => typeof name === "string" && !Object.hasOwn(value, name));
  if (missing !== undefined) return `${where}.${missing}: is required`;
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(properties, name));
  if (schema.additionalProperties === false && unknown !== undefined) return `${where}.${unknown}: is unknown`;
  return first(Object.entries(value), ([name, inner]) =>
    Object.hasOwn(properties, name) ? firstMismatch(properties[name] ?? null, inner, `${where}.${name}`) : undefined,
  );
}

function first<T>(items: T[], look: (item: T, at: number) => string | undefined): string | undefined {
  for (const [at, item] of items.entries()) {
    const found = look(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOfType(value: Json, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
