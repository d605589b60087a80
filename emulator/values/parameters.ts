import { invalid } from "../http/envelope";
import type { Json } from "./json";
import type { LanguageOperator } from "./responses";

type Declarations = NonNullable<LanguageOperator["parameters"]>;

const PAIR_OF_IDS = /^[^:\s]+:[^:\s]+$/;

const fits: Record<string, (value: unknown) => boolean> = {
  STRING: (value) => typeof value === "string",
  INTEGER: (value) => Number.isInteger(value),
  NUMBER: (value) => typeof value === "number",
  BOOLEAN: (value) => typeof value === "boolean",
  KNOWLEDGE_BASE_AND_SOURCE_IDS: (value) => typeof value === "string" && PAIR_OF_IDS.test(value),
};
const isOf = (type: string, value: unknown): boolean => fits[type]?.(value) ?? true;

/** Throws 400 for a default that does not match the type of its parameter. */
export function requireDeclarations(declared: Declarations): void {
  for (const [name, { type, default: fallback }] of Object.entries(declared)) {
    if (fallback == null) continue;
    if (type === "KNOWLEDGE_BASE_AND_SOURCE_IDS") {
      throw invalid(`parameters.${name}.default: a parameter of type ${type} cannot have a default`);
    }
    if (!isOf(type, fallback)) throw invalid(`parameters.${name}.default: must be of type ${type}`);
  }
}

/** Throws 400 for an unknown parameter, a value of the wrong type, or a missing required parameter without default. */
export function requireParameters(given: Record<string, Json>, declared: Declarations, where: string): void {
  for (const [name, value] of Object.entries(given)) {
    const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (declaration === undefined) throw invalid(`${where}.${name}: the operator has no such parameter`);
    if (!isOf(declaration.type, value)) throw invalid(`${where}.${name}: must be of type ${declaration.type}`);
  }
  for (const [name, { required, default: fallback }] of Object.entries(declared)) {
    if (required && fallback == null && !Object.hasOwn(given, name)) {
      throw invalid(`${where}.${name}: the operator requires this parameter`);
    }
  }
}
