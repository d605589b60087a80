import { type KindName, kindNames } from "../provider/catalogue";
import type { Field, Shape } from "./shape";
import { description, inputFields, outputFields } from "./tree";

const PACKAGE = "twilio-intelligence";
type Spec = Record<string, unknown>;
/** Types that the schema defines, by token. */
type Types = Record<string, Spec>;

/** The schema of the Pulumi package, from which the SDKs of other languages can be made. */
export function packageSchema(): Spec {
  const types: Types = {};
  const resources = kindNames.map((kind) => [`${PACKAGE}:index:${kind}`, resourceSpec(kind, types)] as const);
  return { name: PACKAGE, types, resources: Object.fromEntries(resources) };
}

function resourceSpec(kind: KindName, types: Types): Spec {
  const [inputs, outputs] = [inputFields(kind), outputFields(kind)];
  return {
    aliases: [{ type: `pulumi-nodejs:dynamic/${PACKAGE}:${kind}` }],
    inputProperties: propertiesOf(inputs, types, "Args"),
    requiredInputs: requiredOf(inputs),
    properties: propertiesOf(outputs, types, ""),
    required: requiredOf(outputs),
  };
}

const requiredOf = (fields: readonly Field[]): string[] =>
  fields.flatMap(({ name, required }) => (required ? [name] : []));

/**
 * A default is said in words alone. A `default` of the schema would be sent by every generated SDK: it would declare a property that
 * the program leaves open, and put into the state what no program wrote.
 */
function propertiesOf(fields: readonly Field[], types: Types, suffix: string): Record<string, Spec> {
  const specs = fields.map((field) => {
    const { replaces, secret } = field.property?.options ?? {};
    const facts = { ...(replaces && { willReplaceOnChanges: true }), ...(secret && { secret: true }) };
    const text = suffix === "" ? field.text : description(field);
    return [field.name, { ...typeSpec(field.shape, types, suffix), description: text, ...facts }] as const;
  });
  return Object.fromEntries(specs);
}

/** `suffix`: what the names of nested types end with, because those of inputs and outputs differ. */
function typeSpec(shape: Shape, types: Types, suffix: string): Spec {
  const define = (name: string, spec: Spec): Spec => {
    types[`${PACKAGE}:index:${name}`] = spec;
    return { $ref: `#/types/${PACKAGE}:index:${name}` };
  };
  switch (shape.is) {
    case "plain":
      if (shape.type === "unknown") return { $ref: "pulumi.json#/Any" };
      return { type: shape.type };
    case "json":
      return { $ref: "pulumi.json#/Any" };
    case "constant":
      return { type: "string", const: shape.value };
    case "enum":
      return define(shape.name, { type: "string", enum: shape.values.map((value) => ({ name: value, value })) });
    case "list":
      return { type: "array", items: typeSpec(shape.item, types, suffix) };
    case "map":
      return { type: "object", additionalProperties: typeSpec(shape.item, types, suffix) };
    case "object":
      return define(`${shape.name}${suffix}`, {
        type: "object",
        description: shape.text,
        properties: propertiesOf(shape.fields, types, suffix),
        required: requiredOf(shape.fields),
      });
    case "variants": {
      const options = shape.options.map(({ value, object }) => [value, typeSpec(object, types, suffix)] as const);
      const mapping = Object.fromEntries(options.map(([value, { $ref }]) => [value, $ref]));
      return { oneOf: options.map(([, spec]) => spec), discriminator: { propertyName: shape.tag, mapping } };
    }
    case "union":
      return { oneOf: shape.options.map((option) => typeSpec(option, types, suffix)) };
    case "reference":
      return { oneOf: [{ type: "string" }, typeSpec(shape.object, types, suffix)] };
  }
}
