import { inShort } from "../values/inShort";
import { list, members, type Values } from "../values/json";
import { hasUnknown } from "../values/unknown";
import { leadsOutside } from "./jsonSchema";
import { allowsNull, memberPath, type Place, placesIn } from "./schemaPlaces";

/** Keywords that Twilio's pages list, or that constrain nothing. Others may be ignored, or fail the run. */
const LISTED = new Set([
  ...["type", "properties", "items", "enum", "const", "anyOf", "required", "additionalProperties", "nullable"],
  ...["$ref", "$defs", "definitions", "$schema", "$id", "id", "$anchor", "$comment", "title", "description"],
  ...["default", "example", "examples", "deprecated", "readOnly", "writeOnly"],
  // Limits of values, which one of the two APIs names as not supported and refuses, and the other does not.
  ...["pattern", "format", "minimum", "maximum", "multipleOf", "minItems", "maxItems"],
]);

/**
 * Remarks on a valid schema that cannot do all that it says, each a short sentence with paths seen from `path`. The API makes
 * every property required and takes no others; Twilio's pages list the keywords that it supports.
 */
export function schemaRemarks(root: unknown, path: string): string[] {
  if (hasUnknown(root)) return [];
  const places = [...placesIn(root, path)];
  const among = (found: (place: Place) => string[]) => places.flatMap(found).map((one) => one.slice(path.length + 1));
  const remark = (text: string, found: readonly string[]): string[] =>
    found.length === 0 ? [] : [`${path}: ${text}: ${inShort(found)}.`];
  return [
    ...remark(
      "the API requires every property, and a run that cannot fill one fails. Allow null, or list under required",
      among((place) => unfillable(place, root)),
    ),
    ...remark("overwritten with false, because results have the listed properties and no others", among(unclosed)),
    ...remark(
      "objects that list no properties can only be {}",
      among(empty).map((one) => one || "the root"),
    ),
    ...remark("not among the keywords that Twilio lists, so that the model may not keep to it", among(unlisted)),
    ...remark(
      "refers to another document, which nobody fetches",
      among((place) => (leadsOutside(root, place.schema) ? [`${place.path}.$ref`] : [])),
    ),
  ];
}

/** Properties that the schema lets be missing, and the API does not: a model that cannot fill one fails the run. */
const unfillable = ({ schema, path }: Place, root: unknown): string[] =>
  Object.entries(members(schema.properties))
    .filter(([name, one]) => !list(schema.required).includes(name) && !allowsNull(one, root))
    .map(([name]) => memberPath(`${path}.properties`, name));

const unclosed = ({ schema, path }: Place): string[] =>
  (schema.additionalProperties ?? false) === false ? [] : [`${path}.additionalProperties`];

/** Objects that list no properties. One that is put together from others is left alone. */
function empty({ schema, path }: Place): string[] {
  const isObject = schema.type === "object" || list(schema.type).includes("object");
  const isComposed = ["$ref", "anyOf", "oneOf", "allOf", "enum", "const"].some((keyword) => keyword in schema);
  return isObject && !isComposed && isNone(schema.properties) ? [path] : [];
}

const isNone = (properties: unknown): boolean => Object.keys(members(properties)).length === 0;

const unlisted = ({ schema, path }: Place): string[] =>
  Object.keys(schema)
    .filter((keyword) => !LISTED.has(keyword))
    .map((keyword) => memberPath(path, keyword));

/** The remarks on an `outputSchema`. */
export const outputSchemaRemarks = ({ outputSchema }: Values): string[] =>
  outputSchema === undefined ? [] : schemaRemarks(outputSchema, "outputSchema");
