import { z } from "zod";
import {
  type Body,
  createConfiguration,
  deleteConfiguration,
  fetchConfiguration,
  listConfigurations,
  replaceConfiguration,
} from "../api/v3/configurations";
import { ruleId } from "../api/wire/ids";
import { type Configuration, limits, type Rule } from "../api/wire/v3/configuration";
import { account, accountProperty } from "./account";
import { updateStrategy } from "./configure";
import type { Bag, Definition, Property } from "./definition";
import type { CheckFailure } from "./failure";
import { list, members } from "./normalRule";
import { onConflict, onConflictProperty } from "./onConflict";
import { DECLARES, operatorFindings, withoutDeclares } from "./operatorReferences";
import { operator, type RuleInputs, rule } from "./rule";
import {
  explainRules,
  inputRules,
  mergeRules,
  normalRules,
  recordRules,
  rulesWithIds,
  rulesWithKeys,
  withoutFilledVersions,
} from "./ruleList";
import { object, strictObject } from "./shape";
import { line, TEXT_MAX } from "./text";

/** What a program declares of an Intelligence Configuration. */
export const intelligenceConfigurationInputs = strictObject({
  ...account,
  ...onConflict,
  /** A name for people, 1 to 128 characters on one line. The API does not hold it unique. */
  displayName: line(limits.displayNameMax),
  /** What it is for, up to 16,384 characters. */
  description: line(TEXT_MAX, 0).optional(),
  /**
   * Up to 5 rules: which operators run when, with which context, and where the results go. With none, or while no Conversations
   * configuration is attached, nothing runs.
   */
  rules: z.array(rule).max(limits.rulesMax),
  /**
   * How a change reaches live conversations. Twilio's sources disagree on whether a Configuration that is updated in place goes
   * on running.
   * - `update` (the default): in place, guarded by version; id and attachments stay.
   * - `replace`: a new Configuration is made, what depends on it follows, then the old one is deleted. The id and all rule ids change.
   *
   * Without it, the stack's `twilio-intelligence:updateStrategy` holds.
   */
  updateStrategy: updateStrategy.optional(),
});
export type IntelligenceConfigurationInputs = z.infer<typeof intelligenceConfigurationInputs>;

/**
 * What the class hands over: with what it knows of the operators, for `check` alone. Under `ignoreChanges` it is what the state has,
 * with the key that `check` gave to a rule.
 */
const handedOperator = operator.extend({ [DECLARES]: z.record(z.string(), z.json()).optional() });
const handedRule = rule.extend({
  operators: z.array(handedOperator).min(1).max(limits.operatorsPerRuleMax),
  __key: z.string().optional(),
});
const handed = intelligenceConfigurationInputs.extend({ rules: z.array(handedRule).max(limits.rulesMax) });

/** `id`: of a rule that a merge took over from the account. */
const checkedRule = rule.extend({ __key: z.string().optional(), id: ruleId.optional() });
const checked = intelligenceConfigurationInputs.extend({ rules: z.array(checkedRule).max(limits.rulesMax) });
type Checked = z.infer<typeof checked>;
type CheckedRule = z.infer<typeof checkedRule>;

/** What Twilio computes of an Intelligence Configuration. */
const computed = object({
  accountId: z.string(),
  /** Counts the Configuration's updates. The next update is refused unless the Configuration is still at this version. */
  version: z.number(),
  /** ISO 8601, as `dateUpdated`. */
  dateCreated: z.string(),
  dateUpdated: z.string(),
});

/** A rule as it is in the account. */
const recordedRule = object({
  /** The rule's id at Twilio, to which operator results point. It stays the same when the rule is edited or moved. */
  id: z.string(),
});
export type RuleOutputs = RuleInputs & z.infer<typeof recordedRule>;

/** The outputs of a Configuration: what is declared, as the account has it, and what Twilio computes. */
export type IntelligenceConfigurationOutputs = Omit<IntelligenceConfigurationInputs, "rules"> & {
  rules: RuleOutputs[];
} & z.infer<typeof computed>;

/** What an update needs of the state. */
const recorded = z.object({ version: z.number(), rules: z.array(z.looseObject({ id: ruleId })) }).partial();
type Recorded = z.infer<typeof recorded>;

const properties = {
  account: accountProperty,
  onConflict: onConflictProperty,
  displayName: { held: "always", normal: (value) => value ?? "" },
  description: { held: "always", normal: (value) => value ?? "" },
  rules: {
    held: "always",
    normal: normalRules,
    record: recordRules,
    input: inputRules,
    explain: explainRules,
    merge: (base, live, declared) => mergeRules(base, live, declared, limits.rulesMax),
  },
  updateStrategy: { held: "never", normal: (value) => value },
} satisfies Record<keyof IntelligenceConfigurationInputs, Property>;

/** What the schema cannot say: a name for one rule alone, a key that is in the state, a count for `COMMUNICATION` alone. */
function invariants({ rules }: Bag, before: Bag): CheckFailure[] {
  const names = list(rules).map((one) => members(one).name);
  const keys = new Set(list(before.rules).map((one) => members(one).__key));
  return list(rules).flatMap((one, at) => {
    const failures: CheckFailure[] = [];
    const { name, triggers, __key } = members(one);
    if (__key !== undefined && !keys.has(__key))
      failures.push({ property: `rules[${at}].__key`, reason: "is not a property here" });
    if (typeof name === "string" && names.indexOf(name) < at) {
      failures.push({
        property: `rules[${at}].name`,
        reason: `is the name of rules[${names.indexOf(name)}] too: give each rule its own`,
      });
    }
    for (const [triggerAt, trigger] of list(triggers).entries()) {
      const { on, parameters } = members(trigger);
      const counts = members(parameters).count !== undefined;
      if (counts && (on === "CONVERSATION_END" || on === "CONVERSATION_INACTIVE")) {
        const property = `rules[${at}].triggers[${triggerAt}].parameters.count`;
        failures.push({ property, reason: `is for COMMUNICATION alone: ${on} happens once` });
      }
    }
    return failures;
  });
}

/**
 * The body of one rule. Whatever the live rule has that this release does not know is kept, at every depth; whatever it knows is
 * as declared.
 */
function ruleBody(declared: CheckedRule, id: string | undefined, live: Rule | undefined): Bag {
  return {
    ...live,
    id,
    operators: declared.operators.map(({ id, version, parameters }) => ({
      ...live?.operators.find((one) => one.id === id),
      id,
      version,
      parameters,
    })),
    triggers: declared.triggers.map(({ on, parameters }) => ({
      ...live?.triggers?.find((one) => one.on === on),
      on,
      parameters,
    })),
    actions: (declared.actions ?? []).map(({ url }) => ({
      ...live?.actions.find((one) => one.url === url),
      type: "WEBHOOK",
      method: "POST",
      url,
    })),
    context: declared.context && {
      ...live?.context,
      memory: declared.context.memory,
      knowledge: declared.context.knowledge,
    },
  };
}

/** A live rule in the words of a program: what this release knows of it. */
const declaredRule = ({ id, operators, triggers, actions, context }: Rule) => ({
  id,
  operators: operators.map(({ id, version, parameters }) => ({ id, version, parameters })),
  triggers: (triggers ?? []).map(({ on, parameters }) => ({
    on,
    parameters: parameters?.count === undefined ? undefined : { count: parameters.count },
  })),
  actions: actions.map(({ url }) => ({ url })),
  context: context && { memory: context.memory, knowledge: context.knowledge },
});

/** What the server assigns, and a body must not hold. */
const READ_ONLY = {
  accountId: undefined,
  id: undefined,
  version: undefined,
  dateCreated: undefined,
  dateUpdated: undefined,
};

function bodyOf(declared: Checked, ids: readonly (string | undefined)[], live?: Configuration): Body {
  return {
    ...live,
    ...READ_ONLY,
    displayName: declared.displayName,
    description: declared.description === "" ? undefined : declared.description,
    rules: declared.rules.map((one, at) =>
      ruleBody(
        one,
        ids[at],
        live?.rules.find(({ id }) => id === ids[at]),
      ),
    ),
  };
}

export const intelligenceConfigurationDefinition: Definition<Checked, Configuration, Recorded> = {
  noun: "Intelligence Configuration",
  inputs: handed,
  checked,
  recorded,
  properties,
  invariants,
  verify: operatorFindings,
  prepare: (declared, before) => ({ ...declared, rules: rulesWithKeys(before.rules, withoutDeclares(declared.rules)) }),
  idOf: (live) => live.id,
  accountOf: ({ accountId }) => accountId,
  versionOf: (live) => live.version,
  createdAt: (live) => live.dateCreated,
  declaredOf: (live, like, ours) => ({
    displayName: live.displayName,
    description: live.description,
    rules: ours ? withoutFilledVersions(live.rules.map(declaredRule), like.rules) : live.rules.map(declaredRule),
  }),
  computedOf: ({ value }) => ({
    accountId: value.accountId,
    version: value.version,
    dateCreated: value.dateCreated,
    dateUpdated: value.dateUpdated,
  }),
  create: (client, declared, settle) => createConfiguration(client, bodyOf(declared, []), settle),
  read: fetchConfiguration,
  update: (client, { id, recorded, declared, live, settle }) => {
    const ids = rulesWithIds(recorded.rules ?? [], declared.rules);
    return replaceConfiguration(client, id, bodyOf(declared, ids, live?.value), live?.value.version ?? 0, settle);
  },
  delete: deleteConfiguration,
  list: (client) => listConfigurations(client),
  goesBy: (live, { displayName }) => live.displayName === displayName,
  takesTwins: true,
  replacesWhole: true,
  replacesAlways: (declared, settings) => (declared.updateStrategy ?? settings.updateStrategy) === "replace",
};
