import { isRecord, type Json } from "./json";

/** Returns a value that matches a JSON schema, in place of a model's answer: the first allowed value, or an empty one. */
export function exampleOf(schema: Json | undefined): Json {
  if (!isRecord(schema)) return {};
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  if (schema.const !== undefined) return schema.const;
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return exampleOf(choices[0]);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "string":
      return "example";
    case "integer":
    case "number":
      return typeof schema.minimum === "number" ? schema.minimum : 1;
    case "boolean":
      return true;
    case "array":
      return [exampleOf(schema.items)];
    case "null":
      return null;
    default: {
      const properties = isRecord(schema.properties) ? Object.entries(schema.properties) : [];
      return Object.fromEntries(properties.map(([name, inner]) => [name, exampleOf(inner)]));
    }
  }
}
