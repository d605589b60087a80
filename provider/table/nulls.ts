import { z } from "zod";
import { isObject, mapItems } from "../values/json";

/**
 * A value without the `null` members that mean "not declared": optional members of the objects that the schema spells out. JSON of
 * the program's own, such as a schema for results, keeps its nulls.
 */
export function withoutNulls(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return withoutNulls(schema.def.innerType, value);
  if (schema instanceof z.ZodArray) return mapItems(value, (item) => withoutNulls(schema.def.element, item));
  if (schema instanceof z.ZodUnion)
    return schema.options.reduce((rest: unknown, one) => withoutNulls(one, rest), value);
  if (!(schema instanceof z.ZodObject) || !isObject(value)) return value;
  const { shape } = schema;
  const kept = Object.entries(value).filter(([name, member]) => member !== null || !isOptional(shape[name]));
  return Object.fromEntries(kept.map(([name, member]) => [name, inMember(shape[name], member)]));
}

const inMember = (schema: z.core.$ZodType | undefined, value: unknown): unknown =>
  schema === undefined ? value : withoutNulls(schema, value);

/** Whether a member may be left out and `null` is no value of its own. */
const isOptional = (schema: z.core.$ZodType | undefined): boolean =>
  schema !== undefined && z.safeParse(schema, undefined).success && !z.safeParse(schema, null).success;
