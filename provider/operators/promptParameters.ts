import { members, type Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import { hasUnknown, isUnknown } from "../values/unknown";

/** A parameter's place in a prompt. */
const PLACE = /\{\{\s*parameters\.(\w+)\s*\}\}/g;

/** Refusals of a prompt and its parameters: each parameter must be both declared and used. */
export function promptFailures({ prompt, parameters }: Values): Refusal[] {
  const declared = members(parameters);
  const failures = Object.entries(declared).flatMap(([name, parameter]) => defaultFailures(name, parameter));
  if (typeof prompt !== "string" || isUnknown(prompt) || hasUnknown(parameters)) return failures;
  const used = new Set([...prompt.matchAll(PLACE)].map(([, name]) => name ?? ""));
  for (const name of used) {
    if (!Object.hasOwn(declared, name)) {
      failures.push({
        property: `parameters.${name}`,
        reason: `is not declared, and the prompt has {{parameters.${name}}}`,
      });
    }
  }
  for (const [name, parameter] of Object.entries(declared)) {
    // Knowledge reaches the operator by its context, not by its prompt.
    if (used.has(name) || members(parameter).type === "KNOWLEDGE_BASE_AND_SOURCE_IDS") continue;
    failures.push({
      property: "prompt",
      reason: `does not have {{parameters.${name}}}, and parameters.${name} is declared`,
    });
  }
  return failures;
}

function defaultFailures(name: string, parameter: unknown): Refusal[] {
  const { type, default: fallback } = members(parameter);
  if (fallback === undefined) return [];
  const property = `parameters.${name}.default`;
  if (type === "KNOWLEDGE_BASE_AND_SOURCE_IDS")
    return [{ property, reason: "is not for knowledge: the API takes none" }];
  return fitsType(type, fallback) ? [] : [{ property, reason: `must be ${typeWords(type)}, as its type says` }];
}

/** Whether a value is of a parameter's type. What is not known yet may be. */
export function fitsType(type: unknown, value: unknown): boolean {
  if (isUnknown(value)) return true;
  switch (type) {
    case "STRING":
      return typeof value === "string";
    case "INTEGER":
      return Number.isInteger(value);
    case "NUMBER":
      return typeof value === "number";
    case "BOOLEAN":
      return typeof value === "boolean";
    case "KNOWLEDGE_BASE_AND_SOURCE_IDS":
      return [value].flat().every((one) => isUnknown(one) || (typeof one === "string" && /^[^:]+:[^:]+$/.test(one)));
    default:
      return true;
  }
}

const TYPE_WORDS: Record<string, string> = {
  STRING: "a string",
  INTEGER: "a whole number",
  NUMBER: "a number",
  BOOLEAN: "true or false",
  KNOWLEDGE_BASE_AND_SOURCE_IDS: "baseId:sourceId values",
};

export const typeWords = (type: unknown): string => TYPE_WORDS[String(type)] ?? `a value of type ${type}`;
