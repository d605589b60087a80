import { list, members } from "../values/json";
import { REDACTED } from "../values/secrets";
import { show, showItem, withoutPasswords } from "../values/show";
import { hasUnknown } from "../values/unknown";
import { triggerText } from "./triggerText";
import { exhaustive, readAction } from "./variant";

/** Describes a rule in normal form: when it runs, which operators, with what, and where its results go. */
export function ruleText(rule: unknown): string {
  if (rule === REDACTED) return REDACTED;
  if (hasUnknown(rule) && Object.keys(members(rule)).length === 0) return "(not known yet)";
  const { operators, triggers, actions, context } = members(rule);
  const { memory, knowledge } = members(context);
  const parts = [
    triggersText(triggers),
    each(operators, "operator", operatorText),
    members(memory).enabled === true ? "with the customer's profile" : "",
    knowledge === undefined ? "" : each(members(knowledge).bases, "knowledge base", show),
    actionsText(actions),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Describes triggers in normal form, to follow "runs …". */
export function triggersText(triggers: unknown): string {
  if (triggers === REDACTED) return `on ${REDACTED}`;
  if (hasUnknown(triggers)) return "on a trigger that is not known yet";
  const all = list(triggers).map((one) => triggerText(one) ?? `on ${show(members(one).on ?? one)}`);
  return all.length === 0 ? "on demand only" : all.join(" and ");
}

function actionsText(actions: unknown): string {
  if (actions === REDACTED) return `to ${REDACTED}`;
  if (!hasUnknown(actions) && list(actions).length === 0) return "without a webhook";
  return `to ${hasUnknown(actions) ? "(not known yet)" : list(actions).map(actionText).join(" and ")}`;
}

/** Describes an action: the address of a webhook, without its password. */
export function actionText(raw: unknown): string {
  const action = readAction(raw);
  switch (action.variant) {
    case "WEBHOOK": {
      const { url } = action.value;
      return typeof url === "string" ? String(withoutPasswords(url)) : showItem(raw);
    }
    case "unrecognized":
      return showItem(raw);
    default:
      return exhaustive(action);
  }
}

/** Describes an operator: its id, and its version if the rule pins one. */
export function operatorText(raw: unknown): string {
  const { id, version, parameters } = members(raw);
  if (typeof id !== "string") return show(raw);
  const pinned = version === undefined ? "" : ` version ${show(version)}`;
  return parameters === undefined ? `${id}${pinned}` : `${id}${pinned} (${show(parameters)})`;
}

/** A list in words, under the name of its items. */
function each(items: unknown, noun: string, text: (item: unknown) => string): string {
  if (!Array.isArray(items)) return `${noun}s ${show(items)}`;
  return `${noun}${items.length === 1 ? "" : "s"} ${items.map(text).join(", ")}`;
}
