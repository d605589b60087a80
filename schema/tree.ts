import type { z } from "zod";
import { entryOf, type KindName } from "../provider/catalogue";
import type { Property } from "../provider/table/property";
import { type Documented, exportedTypes } from "./docs";
import { type Field, propertyField } from "./shape";

/** The inputs of a kind. Throws where a property has no docstring. */
export function inputFields(kind: KindName): Field[] {
  const types = tableTypes("TableInputs", kind);
  return Object.entries(entryOf(kind).resource.properties).map(([name, property]) => {
    const field = propertyField(kind, name, property.type, types);
    return { ...field, property, absence: absenceOf(property) };
  });
}

/** The outputs of a kind: its inputs as the account has them, and what the API computes. */
export function outputFields(kind: KindName): Field[] {
  const { properties, computed } = entryOf(kind).resource;
  const types = tableTypes("TableOutputs", kind);
  const lines: [string, z.ZodType][] = [
    ...Object.entries(properties).map(([name, { type, options }]): [string, z.ZodType] => [
      name,
      options.output ?? type,
    ]),
    ...Object.entries(computed).map(([name, { type }]): [string, z.ZodType] => [name, type]),
  ];
  return lines.map(([name, type]) => ({ ...propertyField(kind, name, type, types), property: properties[name] }));
}

const tableTypes = (name: "TableInputs" | "TableOutputs", kind: KindName): Documented | undefined =>
  exportedTypes("schema/types.ts").get(name)?.member(kind);

function absenceOf({ management, absent }: Property): string | undefined {
  if (management !== "whileDeclared") return undefined;
  if (absent === undefined)
    return "Managed only while declared. Once declared, it cannot be removed: the API cannot clear it.";
  return `Managed only while declared. Removing it resets it to \`${JSON.stringify(absent)}\`.`;
}

/** All that a reader is told, in one text. */
export const description = ({ text, limits, default: value, absence }: Field): string =>
  [text, limits, value && `Defaults to \`${value}\`.`, absence].filter(Boolean).join(" ");
