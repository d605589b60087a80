import { inShort } from "../values/inShort";
import { isObject, list, members, type Values } from "../values/json";
import { NOT_A_PROPERTY, type Refusal } from "../values/refusals";

/** Refusals that the schema of a rule cannot express: duplicate names, and keys that only the provider may set. */
export function ruleFailures({ rules }: Values, before: Values): Refusal[] {
  const names = list(rules).map((one) => members(one).name);
  const keys = new Set(list(before.rules).map((one) => members(one).__key));
  return list(rules).flatMap((one, at) => {
    const failures: Refusal[] = [];
    const { name, __key, id } = members(one);
    if (__key !== undefined && !keys.has(__key)) failures.push(notAProperty(`rules[${at}].__key`));
    if (id !== undefined) failures.push(notAProperty(`rules[${at}].id`));
    if (typeof name === "string" && names.indexOf(name) < at) {
      failures.push({
        property: `rules[${at}].name`,
        reason: `is the name of rules[${names.indexOf(name)}] too: give each rule its own`,
      });
    }
    return failures;
  });
}

/** One remark on the rules that leave out when they run. */
export function triggerRemarks({ rules }: Values): string[] {
  const open = list(rules).flatMap((one, at) => (isObject(one) && one.triggers === undefined ? [`rules[${at}]`] : []));
  if (open.length === 0) return [];
  return [
    `${inShort(open)}: triggers is left out, so that only a rule execution runs the rule. Write \`triggers: []\` if that is meant.`,
  ];
}

const notAProperty = (property: string): Refusal => ({ property, reason: NOT_A_PROPERTY });
