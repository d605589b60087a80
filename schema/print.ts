import type { Field, Shape } from "./shape";

/** How the types of one side are written. */
export interface Side {
  /** Name of a nested type. */
  nameOf(name: string): string;
  /** A value that may also be an output of another resource. */
  wrap(text: string): string;
  /** Name of the type of any JSON. */
  json: string;
  /** Limits and defaults are of arguments alone. */
  hasLimits: boolean;
}

/** Text that has been written so far. */
export interface Named {
  /** Types by name, in the order in which they were met. */
  types: Map<string, string>;
  /** Classes that they name. */
  classes: Set<string>;
}

/** Writes an interface, and before it the types that it names. */
export function printInterface(name: string, text: string, fields: readonly Field[], side: Side, named: Named): void {
  const members = fields.map((field) => {
    const type = `${printType(field.shape, side, named)}${field.required ? "" : " | undefined"}`;
    // A tag stays plain, so that the compiler can tell variants apart.
    const value = field.shape.is === "constant" ? type : side.wrap(type);
    return `${docOf(field, side)}  ${field.name}${field.required ? "" : "?"}: ${value};\n`;
  });
  named.types.set(name, `/** ${text} */\nexport interface ${name} {\n${members.join("")}}`);
}

function printType(shape: Shape, side: Side, named: Named): string {
  switch (shape.is) {
    case "plain":
      return shape.type === "integer" ? "number" : shape.type;
    case "json":
      return side.json;
    case "constant":
      return JSON.stringify(shape.value);
    case "enum":
      return union(shape.values);
    case "list": {
      const item = side.wrap(printType(shape.item, side, named));
      return item.includes(" | ") ? `Array<${item}>` : `${item}[]`;
    }
    case "map":
      return `{ [key: string]: ${side.wrap(printType(shape.item, side, named))} }`;
    case "object":
      printInterface(side.nameOf(shape.name), shape.text, shape.fields, side, named);
      return side.nameOf(shape.name);
    case "variants": {
      const options = shape.options.map(({ object }) => printType(object, side, named));
      return printAlias(side.nameOf(shape.name), shape.text, options, named);
    }
    case "union":
      return shape.options.map((option) => printType(option, side, named)).join(" | ");
    case "reference": {
      named.classes.add(shape.to);
      return printAlias(shape.name, shape.text, ["string", shape.to, printType(shape.object, side, named)], named);
    }
  }
}

function printAlias(name: string, text: string, options: readonly string[], named: Named): string {
  named.types.set(
    name,
    `/** ${text} */\nexport type ${name} =\n${options.map((option) => `  | ${option}`).join("\n")};`,
  );
  return name;
}

const union = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(" | ");

function docOf({ text, limits, absence, default: value }: Field, { hasLimits }: Side): string {
  const more = hasLimits ? [limits, absence].filter((one) => one !== undefined) : [];
  const lines = [
    ...text.split("\n"),
    ...(more.length === 0 ? [] : ["", more.join(" ")]),
    ...(hasLimits && value !== undefined ? [`@default ${value}`] : []),
  ];
  if (text === "") return "";
  if (lines.length === 1) return `  /** ${lines[0]} */\n`;
  return `  /**\n${lines.map((line) => `   * ${line}`.trimEnd()).join("\n")}\n   */\n`;
}
