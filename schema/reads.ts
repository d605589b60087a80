import ts from "typescript";
import { ARGS, OUTPUTS } from "./declarations";
import { Documented, exportedTypes } from "./docs";
import { type Named, printInterface } from "./print";
import type { Field, Shape } from "./shape";

/**
 * The types of reads, written out like those of classes: arguments, the same with outputs, and results. They come from the compiler,
 * because a result is the API's own type under the names that a program uses.
 */
export function readDeclarations(): string {
  const named: Named = { types: new Map(), classes: new Set() };
  for (const [name, type] of exportedTypes("provider/reads/index.ts")) {
    const [, read, part] = /^Get(\w+)(Args|Result)$/.exec(name) ?? [];
    if (read === undefined) continue;
    const fields = fieldsOf(type, `Get${read}`, name);
    if (part === "Result") printInterface(name, `Result of \`get${read}\`.`, fields, OUTPUTS, named);
    else {
      requireDocstrings(name, fields);
      printInterface(name, `Arguments of \`get${read}\`.`, fields, OUTPUTS, named);
      printInterface(`Get${read}OutputArgs`, `Arguments of \`get${read}Output\`.`, fields, ARGS, named);
    }
  }
  return [
    "// Written by `npm run generate` from the reads.",
    'import type { Input } from "@pulumi/pulumi";\nimport type { Json } from "./types.generated";',
    ...named.types.values(),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function requireDocstrings(owner: string, fields: readonly Field[]): void {
  const bare = fields.find(({ text }) => text === "");
  if (bare !== undefined) throw new Error(`${owner}.${bare.name} has no docstring. Write one above its line.`);
}

/** `name`: what the names of nested types begin with. `path`: where the object is, for a message. */
const fieldsOf = (owner: Documented, name: string, path: string): Field[] =>
  owner.type.getProperties().map((symbol) => {
    const member = owner.member(symbol.name);
    if (member === undefined) throw new Error(`${path}.${symbol.name} cannot be read.`);
    const own = `${name}${symbol.name.charAt(0).toUpperCase()}${symbol.name.slice(1)}`;
    return {
      name: symbol.name,
      required: !(symbol.flags & ts.SymbolFlags.Optional),
      text: member.text,
      shape: shapeOf(member, own, `${path}.${symbol.name}`),
    };
  });

function shapeOf(doc: Documented, name: string, path: string): Shape {
  const { checker } = doc;
  if (isJson(doc.type, checker)) return { is: "json" };
  if (doc.type.flags & ts.TypeFlags.Unknown) return { is: "plain", type: "unknown" };
  const type = checker.getNonNullableType(doc.type);
  const { flags } = type;
  if (flags & ts.TypeFlags.String) return { is: "plain", type: "string" };
  if (flags & ts.TypeFlags.Number) return { is: "plain", type: "number" };
  if (flags & ts.TypeFlags.BooleanLike) return { is: "plain", type: "boolean" };
  const of = (other: ts.Type, own: string) => shapeOf(new Documented(other, checker), own, path);
  if (type.isUnion()) {
    const values = type.types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    // The compiler's order depends on which other files name the same texts.
    if (values.length === type.types.length) return { is: "enum", name, values: values.toSorted() };
    return { is: "union", options: type.types.map((one) => of(one, name)) };
  }
  if (checker.isArrayType(type)) {
    const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (item !== undefined) return { is: "list", item: of(item, name.replace(/s$/, "")) };
  }
  const value = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (value !== undefined) return { is: "map", item: of(value, name.replace(/s$/, "")) };
  const text = `Value of \`${path}\`.`;
  return { is: "object", name, text, fields: fieldsOf(new Documented(type, checker), name, path) };
}

/** Any JSON is a union with lists of itself. */
const isJson = (type: ts.Type, checker: ts.TypeChecker): boolean =>
  type.aliasSymbol?.name === "JSONType" ||
  (type.isUnion() &&
    type.types.some((one) => {
      const item = checker.isArrayType(one) ? checker.getIndexTypeOfType(one, ts.IndexKind.Number) : undefined;
      return item?.aliasSymbol?.name === "JSONType";
    }));
