import { z } from "zod";
import {
  createConfiguration,
  deleteConfiguration,
  fetchConfiguration,
  listConfigurations,
  replaceConfiguration,
} from "../../api/v3/configurations";
import { configuration as configurationAnswer, configurationBody, limits } from "../../api/wire/v3/configuration";
import { operatorFindings, withoutDeclares } from "../rules/operatorFindings";
import { ruleFailures, triggerRemarks } from "../rules/ruleFailures";
import { handedRule, recordedRule, rule } from "../rules/ruleSchema";
import { rulesTreatment, rulesWithKeys } from "../rules/rulesTreatment";
import { readRules, ruleBodies, withLongOperators } from "../rules/wireRules";
import { updateStrategy } from "../settings";
import { always, computed, local, whileDeclared } from "../table/property";
import { resource } from "../table/resource";
import { line } from "../values/textTypes";
import { refusesWhileAttached } from "./attachedTo";
import { replacesAlways, versionedKind } from "./common";

export const intelligenceConfiguration = resource({
  noun: "Intelligence Configuration",
  style: "json",
  answer: configurationAnswer,
  request: configurationBody,
  id: ["id"],
  accountOutput: "accountId",
  versioned: { version: "version", ifMatch: "version", readsFirst: true, countsWrites: true },
  readFromList: true,
  updates: "whole",
  properties: {
    ...versionedKind,
    /** Display name, on one line. It need not be unique. */
    displayName: always(line(limits.displayNameMax)),
    /** Purpose of the Configuration. It may have several lines. */
    description: whileDeclared(z.string(), ""),
    /**
     * Rules: which language operators run when, with which context, and where their results go. Without rules, or while no
     * Conversations configuration has this Configuration attached, nothing runs.
     */
    rules: always(z.array(rule).max(limits.rulesMax), {
      live: true,
      treatment: rulesTreatment(limits.rulesMax),
      resolved: z.array(handedRule).max(limits.rulesMax),
      fromWire: readRules,
      toWire: ruleBodies,
      output: z.array(recordedRule),
    }),
    /**
     * How an update reaches live conversations. Twilio's sources disagree on whether a Configuration that is updated in place keeps
     * running.
     * - `update`: in place, guarded by version; id and attachments stay.
     * - `replace`: a new Configuration is created, what depends on it follows, then the old one is deleted. The id and all rule ids
     *   change.
     *
     * Defaults to `twilio-intelligence:updateStrategy`, else to `update`.
     */
    updateStrategy: local(updateStrategy),
  },
  computed: {
    /** SID of the account (`AC…`). */
    accountId: computed(z.string(), { stable: true }),
    /** Number of updates. The next update is refused unless the Configuration is still at this version. */
    version: computed(z.number()),
    /** Creation time, in ISO 8601. */
    dateCreated: computed(z.string(), { stable: true }),
    /** Time of the last change, in ISO 8601. */
    dateUpdated: computed(z.string()),
  },
  invariants: ruleFailures,
  warnings: triggerRemarks,
  findings: operatorFindings,
  refusesDelete: refusesWhileAttached,
  prepare: (values, before) => ({
    ...values,
    rules: rulesWithKeys(before.rules, withLongOperators(withoutDeclares(values.rules))),
  }),
  calls: {
    create: (client, { body, recover }) => createConfiguration(client, body, recover),
    read: fetchConfiguration,
    update: (client, { id, body, ifMatch, recover }) =>
      replaceConfiguration(client, id, body, Number(ifMatch), recover),
    delete: deleteConfiguration,
    list: (client) => listConfigurations(client),
  },
  recovery: {
    isNamed: (live, { displayName }) => live.displayName === displayName,
    createdAt: (live) => live.dateCreated,
    duplicates: true,
  },
  replacement: { always: replacesAlways },
});
