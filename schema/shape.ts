import { z } from "zod";
import { entryOf, isKindName, type KindName } from "../provider/catalogue";
import type { Property } from "../provider/table/property";
import type { Documented } from "./docs";
import { limitsOf } from "./limits";

/** One property with everything that a reader is told about it. */
export interface Field {
  name: string;
  required: boolean;
  /** Its docstring. */
  text: string;
  /** Its limits, in words. */
  limits?: string | undefined;
  /** Its default, as JSON. */
  default?: string | undefined;
  /** Value in the account if the program omits it, in words. */
  absence?: string | undefined;
  shape: Shape;
  /** Its line of the table. */
  property?: Property | undefined;
}

export interface ObjectShape {
  is: "object";
  name: string;
  /** Description, for a reader of its type. */
  text: string;
  fields: Field[];
}

export type Shape =
  | { is: "plain"; type: "string" | "number" | "integer" | "boolean" | "unknown" }
  | { is: "json" }
  | { is: "constant"; value: string }
  | { is: "enum"; name: string; values: readonly string[] }
  | { is: "list"; item: Shape }
  | { is: "map"; item: Shape }
  | ObjectShape
  | { is: "variants"; name: string; text: string; tag: string; options: { value: string; object: ObjectShape }[] }
  | { is: "union"; options: Shape[] }
  /** An object that refers to another resource, or its id alone. */
  | { is: "reference"; name: string; text: string; to: KindName; object: ObjectShape };

/** Where a walk is. */
interface Place {
  kind: KindName;
  /** As in the catalogue's references: `rules[].operators[]`. */
  path: string;
  /** Name of the type that stands here: `IntelligenceConfigurationRule`. */
  name: string;
  doc: Documented | undefined;
}

/** One property of a kind. Throws where it has no docstring. */
export const propertyField = (kind: KindName, name: string, type: z.ZodType, doc: Documented | undefined): Field =>
  fieldOf(name, type, { kind, path: "", name: kind, doc });

function fieldOf(name: string, type: z.ZodType, owner: Place, of?: z.ZodObject): Field {
  const doc = owner.doc?.member(name, (one) => of === undefined || isVariant(one, of));
  const path = owner.path === "" ? name : `${owner.path}.${name}`;
  if (!doc?.text) throw new Error(`${owner.kind}: ${path} has no docstring. Write one above its line.`);
  const parsed = type.safeParse(undefined);
  const inner = withoutWrappers(type);
  return {
    name,
    required: !parsed.success,
    text: doc.text,
    limits: limitsOf(inner),
    default: parsed.success ? JSON.stringify(parsed.data) : undefined,
    shape: shapeOf(inner, { ...owner, path, name: `${owner.name}${capital(name)}`, doc }),
  };
}

/** Whether a type is the one of an object whose tags have the values of this schema. */
const isVariant = (one: Documented, { shape }: z.ZodObject): boolean =>
  Object.entries(shape).every(([name, type]) => {
    const inner = withoutWrappers(type);
    return !(inner instanceof z.ZodLiteral) || one.hasLiteral(name, inner.value);
  });

function withoutWrappers(type: z.core.$ZodType): z.ZodType {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodNullable) {
    return withoutWrappers(type.unwrap());
  }
  if (type instanceof z.ZodType) return type;
  throw new Error("A table has a type of another zod than the one that is installed.");
}

function shapeOf(type: z.ZodType, place: Place): Shape {
  if (type instanceof z.ZodString || type instanceof z.ZodISODateTime) return { is: "plain", type: "string" };
  if (type instanceof z.ZodNumber) return { is: "plain", type: type.format?.includes("int") ? "integer" : "number" };
  if (type instanceof z.ZodBoolean) return { is: "plain", type: "boolean" };
  if (type instanceof z.ZodLiteral) return { is: "constant", value: String(type.value) };
  if (type instanceof z.ZodEnum) return { is: "enum", name: place.name, values: type.options.map(String) };
  if (type instanceof z.ZodArray)
    return { is: "list", item: shapeOf(withoutWrappers(type.element), itemOf(place, "[]")) };
  if (type instanceof z.ZodRecord) return mapShape(type, place);
  if (type instanceof z.ZodObject) return objectShape(type, place);
  if (type instanceof z.ZodDiscriminatedUnion) return variantsShape(type, place);
  if (type instanceof z.ZodUnion) return referenceShape(type, place);
  // Any JSON is a type that refers to itself.
  if (type instanceof z.ZodLazy) return { is: "json" };
  throw new Error(`${place.kind}: ${place.path} has a type that the generator does not know. Teach it to \`shapeOf\`.`);
}

/** An item goes by the singular of its list's name. */
const itemOf = (place: Place, index: string): Place => ({
  ...place,
  path: `${place.path}${index}`,
  name: place.name.replace(/s$/, ""),
});

/** An object by name. Where the names are given, each is a member. */
function mapShape({ keyType, valueType }: z.ZodRecord, place: Place): Shape {
  const item = { ...itemOf(place, "{}"), doc: place.doc?.values() };
  const shape = shapeOf(withoutWrappers(valueType), item);
  if (!(keyType instanceof z.ZodEnum)) return { is: "map", item: shape };
  const fields = keyType.options.map((key) => {
    return { name: String(key), required: false, text: `Value for \`${key}\`.`, shape };
  });
  return { is: "object", name: place.name, text: textOf(place), fields };
}

const objectShape = (type: z.ZodObject, place: Place): ObjectShape => ({
  is: "object",
  name: place.name,
  text: textOf(place),
  fields: Object.entries(type.shape).map(([name, member]) => fieldOf(name, withType(member), place, type)),
});

function withType(type: z.core.$ZodType): z.ZodType {
  if (type instanceof z.ZodType) return type;
  throw new Error("A table has a type of another zod than the one that is installed.");
}

function variantsShape(type: z.ZodDiscriminatedUnion, place: Place): Shape {
  const tag = type.def.discriminator;
  const options = type.options.map((option) => {
    if (!(option instanceof z.ZodObject))
      throw new Error(`${place.kind}: ${place.path} has a variant that is no object.`);
    const literal = withoutWrappers(option.shape[tag]);
    const value = literal instanceof z.ZodLiteral ? String(literal.value) : "";
    // Named after its tag even where there is one variant: a second one must not rename the first.
    return { value, object: objectShape(option, { ...place, name: `${place.name}${camel(value)}` }) };
  });
  return { is: "variants", name: place.name, text: textOf(place), tag, options };
}

function referenceShape(type: z.ZodUnion, place: Place): Shape {
  const to = entryOf(place.kind).references[`${place.path}.id`];
  const object = type.options.find((option) => option instanceof z.ZodObject);
  if (to === undefined || !isKindName(to) || object === undefined) {
    throw new Error(`${place.kind}: ${place.path} is a union. The catalogue has to say what its id refers to.`);
  }
  const text = textOf(place);
  return { is: "reference", name: `${place.name}Reference`, text, to, object: objectShape(object, place) };
}

const textOf = ({ kind, path }: Place): string => `Value of \`${path}\` of \`${kind}\`.`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `CONVERSATION_END` as `ConversationEnd`. */
const camel = (text: string): string =>
  text
    .split("_")
    .map((word) => capital(word.toLowerCase()))
    .join("");
