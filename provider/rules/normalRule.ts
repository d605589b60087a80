import { TRIGGER_COUNT_DEFAULT } from "../../api/wire/v3/defaults";
import { isEmpty, isObject, list, members, present } from "../values/json";
import { hasUnknown, isUnknown } from "../values/unknown";
import { exhaustive, readAction, readTrigger } from "./variant";

/** The content of a rule in normal form. */
export interface NormalRule {
  operators: unknown;
  triggers: unknown;
  actions: unknown;
  context: unknown;
}

/**
 * A rule without what makes no difference: its name and id, defaults, empty members, members of a newer API. Paths are those of
 * the rule. A value that is no rule has no content.
 */
export function normalRule(rule: unknown): NormalRule {
  const { operators, triggers, actions, context } = members(rule);
  return {
    operators: isUnknown(rule) ? rule : items(operators, normalOperator),
    triggers: items(triggers, normalTrigger),
    actions: items(actions, normalAction),
    context: normalContext(context),
  };
}

const items = (value: unknown, normal: (item: unknown) => unknown) =>
  isUnknown(value) ? value : list(value).map(normal);

function normalOperator(operator: unknown): unknown {
  if (isUnknown(operator)) return operator;
  if (typeof operator === "string") return { id: operator };
  const { id, version, parameters } = members(operator);
  return present({ id, version, parameters: isEmpty(parameters) ? undefined : parameters });
}

function normalTrigger(raw: unknown): unknown {
  const trigger = readTrigger(raw);
  switch (trigger.variant) {
    case "COMMUNICATION": {
      const { on, parameters } = trigger.value;
      const count = members(parameters).count ?? TRIGGER_COUNT_DEFAULT;
      return { on, parameters: isUnknown(parameters) ? parameters : { count } };
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

function normalAction(raw: unknown): unknown {
  const action = readAction(raw);
  switch (action.variant) {
    case "WEBHOOK":
      return { type: action.value.type, method: action.value.method ?? "POST", url: action.value.url };
    case "unrecognized":
      return action.raw;
    default:
      return exhaustive(action);
  }
}

/** Memory that is off is memory that is not there. */
function normalContext(context: unknown): unknown {
  if (isUnknown(context)) return context;
  const { memory, knowledge } = members(context);
  const isOff = isObject(memory) && memory.enabled === false;
  const hasNone = isObject(knowledge) && !hasUnknown(knowledge) && isEmpty(knowledge.bases);
  return present({
    memory: isOff ? undefined : isObject(memory) ? { enabled: memory.enabled } : memory,
    knowledge: hasNone ? undefined : isObject(knowledge) ? { bases: knowledge.bases } : knowledge,
  });
}
