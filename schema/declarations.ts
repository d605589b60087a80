import { kindNames } from "../provider/catalogue";
import { type Named, printInterface, type Side } from "./print";
import { inputFields, outputFields } from "./tree";

/** Arguments of classes, and of reads that may take outputs. */
export const ARGS: Side = {
  nameOf: (name) => `${name}Args`,
  wrap: (text) => `Input<${text}>`,
  json: "JsonInput",
  hasLimits: true,
};
/** Plain values. */
export const OUTPUTS: Side = { nameOf: (name) => name, wrap: (text) => text, json: "Json", hasLimits: false };

const JSON_TYPES = `/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Any JSON value, of which any part may be an output of another resource. */
export type JsonInput = string | number | boolean | null | Input<JsonInput>[] | { [key: string]: Input<JsonInput> };`;

/**
 * The types of the SDK, written out: a program's compiler needs neither zod nor the tables, an editor shows docstrings with limits and
 * defaults, and every nested type has a name.
 */
export function declarations(): string {
  const named: Named = { types: new Map(), classes: new Set() };
  for (const kind of kindNames) {
    printInterface(`${kind}Args`, `Arguments of \`${kind}\`.`, inputFields(kind), ARGS, named);
    printInterface(`${kind}Outputs`, `Outputs of \`${kind}\`.`, outputFields(kind), OUTPUTS, named);
  }
  const imports = [...named.classes].sort().map((name) => `import type { ${name} } from "./${fileOf(name)}";`);
  const byKind = (suffix: string) => `{\n${kindNames.map((kind) => `  ${kind}: ${kind}${suffix};\n`).join("")}}`;
  return [
    "// Written by `npm run generate` from the resource tables.",
    ['import type { Input } from "@pulumi/pulumi";', ...imports].join("\n"),
    JSON_TYPES,
    ...named.types.values(),
    `/** Arguments of every class. */\nexport interface ArgsByKind ${byKind("Args")}`,
    `/** Outputs of every class. */\nexport interface OutputsByKind ${byKind("Outputs")}\n`,
  ].join("\n\n");
}

/** The SDK's file of a class. */
const fileOf = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
