import { visible } from "../../api/messageText";
import { inShort } from "../values/inShort";
import { members, type Values } from "../values/json";
import { pathText } from "../values/paths";
import type { Refusal } from "../values/refusals";
import { hasUnknown, isUnknown } from "../values/unknown";

/** A parameter's place in a prompt. The API states no rule for names. */
const PLACE = /\{\{\s*parameters\.([^{}]+?)\s*\}\}/g;

const pathOf = (name: string): string => pathText(["parameters", name]);

/** Refusals of parameters: a default has to be of its parameter's type. */
export function parameterFailures({ parameters }: Values): Refusal[] {
  return Object.entries(members(parameters)).flatMap(([name, parameter]) => defaultFailures(name, parameter));
}

/** Remarks on parameters that the prompt has and nobody declares, and the other way round: the API states no rule for either. */
export function promptRemarks({ prompt, parameters }: Values): string[] {
  if (typeof prompt !== "string" || isUnknown(prompt) || hasUnknown(parameters)) return [];
  const declared = members(parameters);
  const used = new Set([...prompt.matchAll(PLACE)].map(([, name]) => name ?? ""));
  const undeclared = [...used]
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => visible(`{{parameters.${name}}}`));
  // Knowledge reaches the operator by its context, not by its prompt.
  const unused = Object.entries(declared)
    .filter(([name, one]) => !used.has(name) && members(one).type !== "KNOWLEDGE_BASE_AND_SOURCE_IDS")
    .map(([name]) => pathOf(name));
  return [
    ...(undeclared.length > 0 ? [`prompt has ${inShort(undeclared)}, which parameters does not declare.`] : []),
    ...(unused.length > 0 ? [`prompt does not use ${inShort(unused)}.`] : []),
  ];
}

function defaultFailures(name: string, parameter: unknown): Refusal[] {
  const { type, default: fallback } = members(parameter);
  if (fallback === undefined) return [];
  const property = pathText(["parameters", name, "default"]);
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
