import { actionText, operatorText, ruleText, triggersText } from "../../rules/ruleText";
import type { Change, Item } from "../../table/changes";
import { members } from "../../values/json";
import { show, showItem } from "../../values/show";

/**
 * The two sides of a comparison: the state and the program, or, in a refresh, the account and the state. A refresh does not run the
 * program: the engine passes the state's values as desired.
 */
export type Between = "state and program" | "account and state";

/** Describes each change of one property, that of a rule in the words of a rule. */
export function sentences(changes: readonly Change[], between: Between): string[] {
  const toldTriggers = new Set<string>();
  return changes.flatMap((change) => {
    const { item, path, isOrder } = change;
    if (isOrder) return [orderSentence(change, between)];
    if (item === undefined) return [SENTENCES[between](change)];
    if (item.from === undefined || item.to === undefined) return [wholeRule(item, between)];
    const rest = path.slice(path.indexOf(".") + item.label.length + 2);
    if (!rest.startsWith("triggers")) return [partSentence(change, item, rest, between)];
    if (toldTriggers.has(item.label)) return [];
    toldTriggers.add(item.label);
    return [triggerSentence(item, between)];
  });
}

/** A change of a value. */
const SENTENCES: Record<Between, (change: Change) => string> = {
  "state and program": ({ path, from, to }) => {
    if (from === undefined) return `${path} will be added: ${showItem(to)}`;
    if (to === undefined) return `${path} will be removed: ${showItem(from)}`;
    return `${path} is ${show(from)}, will be ${show(to)}`;
  },
  "account and state": ({ path, from, to }) => {
    if (from === undefined) return `${path} is in the state, and no longer in the account: ${showItem(to)}`;
    if (to === undefined) return `${path} is in the account, and not in the state: ${showItem(from)}`;
    return `${path} is ${show(from)} in the account, ${show(to)} in the state`;
  },
};

const named = ({ label }: Item): string => `rule \`${label}\``;

function wholeRule(rule: Item, between: Between): string {
  const isRefresh = between === "account and state";
  if (rule.to === undefined)
    return isRefresh
      ? `${named(rule)} is in the account, and not in the state: ${ruleText(rule.from)}`
      : `${named(rule)} will be removed: ${ruleText(rule.from)}`;
  return isRefresh
    ? `${named(rule)} is in the state, and no longer in the account: ${ruleText(rule.to)}`
    : `${named(rule)} will be added: ${ruleText(rule.to)}`;
}

/** The triggers of a rule as a whole: a place by itself, such as the count of an event that is another one now, tells little. */
function triggerSentence(rule: Item, between: Between): string {
  const [from, to] = [rule.from, rule.to].map((content) => triggersText(members(content).triggers));
  return between === "account and state"
    ? `${named(rule)} runs ${from} in the account, ${to} in the state`
    : `${named(rule)} will run ${to} (was: ${from})`;
}

/** A part of a rule. An operator or a webhook that comes or goes is described, not printed as JSON. */
function partSentence({ from, to }: Change, rule: Item, rest: string, between: Between): string {
  const text = /^operators\[\d+\]$/.test(rest) ? operatorText : /^actions\[\d+\]$/.test(rest) ? actionText : showItem;
  const path = `${named(rule)}: ${rest}`;
  const isRefresh = between === "account and state";
  if (from === undefined)
    return `${path} ${isRefresh ? "is in the state, and no longer in the account" : "will be added"}: ${text(to)}`;
  if (to === undefined)
    return `${path} ${isRefresh ? "is in the account, and not in the state" : "will be removed"}: ${text(from)}`;
  return SENTENCES[between]({ path, from, to });
}

const orderSentence = ({ from, to }: Change, between: Between): string =>
  between === "account and state"
    ? `the order of rules is ${from} in the account, ${to} in the state`
    : `the order of rules will be ${to} (was: ${from})`;
