import type { z } from "zod";
import type { ConfigurationBody } from "../../api/wire/v3/configuration";
import { list, mapItems, members, present } from "../values/json";
import { PLACE } from "./answeredRules";
import type { handedRule } from "./ruleSchema";
import { exhaustive, readAction, readTrigger } from "./variant";

/** Live rules in the words of a program: what this release knows of them, and what it does not recognise as it is. */
export const readRules = (rules: unknown): unknown => list(rules).map(readRule);

function readRule(raw: unknown): unknown {
  const { id, operators, triggers, actions, context } = members(raw);
  const { memory, knowledge } = members(context);
  return present({
    id,
    operators: list(operators).map(readOperator),
    triggers: list(triggers).map(triggerInputs),
    actions: list(actions).map(actionInputs),
    context: context && present({ memory: known(memory, "enabled"), knowledge: known(knowledge, "bases") }),
  });
}

function readOperator(raw: unknown): unknown {
  const { id, version, parameters } = members(raw);
  return present({ id, version, parameters });
}

function triggerInputs(raw: unknown): unknown {
  const trigger = readTrigger(raw);
  switch (trigger.variant) {
    case "COMMUNICATION": {
      const { count } = members(trigger.value.parameters);
      return present({
        on: trigger.value.on,
        parameters: count === undefined || count === null ? undefined : { count },
      });
    }
    case "CONVERSATION_END":
    case "CONVERSATION_INACTIVE":
      return { on: trigger.value.on };
    case "unrecognized":
      return trigger.raw;
    default:
      return exhaustive(trigger);
  }
}

function actionInputs(raw: unknown): unknown {
  const action = readAction(raw);
  switch (action.variant) {
    case "WEBHOOK":
      return { url: action.value.url };
    case "unrecognized":
      return action.raw;
    default:
      return exhaustive(action);
  }
}

const known = (value: unknown, name: string): unknown =>
  value === undefined || value === null ? undefined : { [name]: members(value)[name] };

/** Rules as a request has them: without what lives in the program alone. An action that is not recognised stays as it is. */
export function ruleBodies(rules: readonly z.output<typeof handedRule>[]): ConfigurationBody["rules"];
export function ruleBodies(rules: readonly unknown[]): unknown {
  return rules.map((rule) => {
    const { name: _name, __key: _key, [PLACE]: _place, ...body } = members(rule);
    return { ...body, operators: list(body.operators).map(spelledOut), actions: list(body.actions).map(actionBody) };
  });
}

function actionBody(raw: unknown): unknown {
  const action = readAction(raw);
  switch (action.variant) {
    case "WEBHOOK":
      return { ...members(raw), type: action.value.type, method: action.value.method ?? "POST" };
    case "unrecognized":
      return action.raw;
    default:
      return exhaustive(action);
  }
}

/** Rules with each operator in its long form. */
export const withLongOperators = (rules: unknown): unknown =>
  mapItems(rules, (rule) => {
    const { operators } = members(rule);
    return Array.isArray(operators) ? { ...members(rule), operators: operators.map(spelledOut) } : rule;
  });

const spelledOut = (operator: unknown): unknown => (typeof operator === "string" ? { id: operator } : operator);
