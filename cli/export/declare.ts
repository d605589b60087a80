import type { Bag, Definition } from "../../provider/definition";
import type { CheckFailure } from "../../provider/failure";
import { compact, propertyOf, same } from "../../provider/json";
import { list, members } from "../../provider/normalRule";
import { failuresOf } from "../../provider/validate";

/** An object of the account as a program declares it. */
export interface Declaration {
  declared: Bag;
  /** Properties of the object that no program can declare as they are, and that stay undeclared. */
  left: CheckFailure[];
  /** Why no program can declare the object; empty where one can. */
  failures: CheckFailure[];
}

/** What a program declares of an object: what differs from what holds without it, and what cannot be left out. */
export function declarationOf<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  live: L,
): Declaration {
  const { properties } = definition;
  const actual = members(compact(definition.declaredOf(live, {}, false)));
  const whole: Bag = "rules" in actual ? { ...actual, rules: list(actual.rules).map(shortRule) } : actual;
  const left: CheckFailure[] = [];
  let declared = whole;
  for (const failure of failuresIn(definition, whole)) {
    const name = propertyOf(failure.property);
    // Undeclared, such a property stays as it is; one that is always held would be changed.
    if (properties[name]?.held !== "declared" || !(name in declared)) continue;
    declared = without(declared, name);
    left.push(failure);
  }
  const failures = failuresIn(definition, declared);
  if (definition.isUnfinished?.(definition.computedOf({ value: live }))) {
    failures.push({ property: "status", reason: "is not completed" });
  }
  for (const [name, { normal }] of Object.entries(properties)) {
    if (!(name in declared) || !same(normal(declared[name]), normal(undefined))) continue;
    const shorter = without(declared, name);
    if (failuresIn(definition, shorter).length <= failures.length) declared = shorter;
  }
  return { declared, left, failures };
}

const failuresIn = <I extends object, L, R extends object>(
  { inputs, invariants }: Definition<I, L, R>,
  declared: Bag,
): CheckFailure[] => [...failuresOf(inputs, declared), ...(invariants?.(declared, {}) ?? [])];

const without = (bag: Bag, name: string): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([other]) => other !== name));

/** A rule of the account without its id, and without what holds by itself. */
function shortRule(rule: unknown): Bag {
  const { operators, triggers, actions, context } = members(rule);
  return filled({
    operators: list(operators).map((one) => filled(members(one))),
    triggers: list(triggers).map(shortTrigger),
    actions: list(actions).length === 0 ? undefined : actions,
    context: shortContext(members(context)),
  });
}

/** The first is the default of how often. */
function shortTrigger(trigger: unknown): Bag {
  const { on, parameters } = members(trigger);
  const { count } = members(parameters);
  return filled({ on, parameters: on === "COMMUNICATION" && count !== 1 ? filled({ count }) : undefined });
}

function shortContext({ memory, knowledge }: Bag): Bag {
  const { enabled } = members(memory);
  const { bases } = members(knowledge);
  return filled({
    memory: enabled === true ? { enabled } : undefined,
    knowledge: list(bases).length === 0 ? undefined : { bases },
  });
}

/** Without absent and empty members. */
const filled = (bag: Bag): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined && !isEmptyObject(value)));

const isEmptyObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
