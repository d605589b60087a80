import { TRIGGER_COUNT_DEFAULT } from "../api/wire/v3/defaults";
import { isUnknown } from "./unknown";

/** The content of a rule in normal form: what it does, without what tells it apart (name, id) and without defaults left open. */
export interface NormalRule {
  operators: NormalOperator[];
  triggers: unknown[];
  actions: unknown[];
  context: unknown;
}

export interface NormalOperator {
  id?: unknown;
  version?: unknown;
  parameters?: unknown;
}

/** Of anything: a value that is no rule has no content, and one that is not known yet stays so. */
export function normalRule(rule: unknown): NormalRule {
  const { operators, triggers, actions, context } = members(rule);
  return {
    operators: list(isUnknown(rule) ? rule : operators).map(normalOperator),
    triggers: list(triggers).map(normalTrigger),
    actions: list(actions).map(normalAction),
    context: normalContext(context),
  };
}

const normalOperator = (operator: unknown): NormalOperator => {
  if (isUnknown(operator)) return { id: operator };
  const { id, version, parameters } = members(operator);
  return present({ id, version, parameters: isEmpty(parameters) ? undefined : parameters });
};

function normalTrigger(trigger: unknown): unknown {
  const { on, parameters } = members(trigger);
  if (on !== "COMMUNICATION") return isUnknown(trigger) ? trigger : { on };
  const count = isUnknown(parameters) ? parameters : members(parameters).count;
  return { on, count: count ?? TRIGGER_COUNT_DEFAULT };
}

const normalAction = (action: unknown): unknown => {
  const { type, method, url } = members(action);
  return isUnknown(action) ? action : { type: type ?? "WEBHOOK", method: method ?? "POST", url };
};

/** Memory that is off is memory that is not there. */
function normalContext(context: unknown): unknown {
  if (isUnknown(context)) return context;
  const { memory, knowledge } = members(context);
  const enabled = isUnknown(memory) ? memory : members(memory).enabled;
  const bases = isUnknown(knowledge) ? knowledge : members(knowledge).bases;
  return present({ memory: enabled === false ? undefined : enabled, knowledge: isEmpty(bases) ? undefined : bases });
}

/** The members of an object; none of anything else. */
export const members = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** The items of a list; none of anything else. An unknown list is one of an unknown item. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : isUnknown(value) ? [value] : []);

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);

const present = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null));
