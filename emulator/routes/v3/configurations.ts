import { Hono } from "hono";
import { z } from "zod";
import { type ConfigurationBody, configurationBody } from "../../../api/wire/v3/configuration";
import { TRIGGER_COUNT_DEFAULT } from "../../../api/wire/v3/defaults";
import type { ApiOptions } from "../../apiOptions";
import { type ApiEnv, allow } from "../../http/access";
import { ApiError, invalid, notFound } from "../../http/envelope";
import { requireVersion } from "../../http/etag";
import { listV3 } from "../../http/listResponse";
import { readJson } from "../../http/requestBody";
import type { Kind } from "../../store/collection";
import type { Store } from "../../store/store";
import { carryExtras, isEmpty, json } from "../../values/json";
import { requireParameters } from "../../values/parameters";
import { type Configuration, configuration, type Rule } from "../../values/responses";
import { isoTimestamp } from "../../values/timestamp";
import { languageOperatorKind, type StoredLanguageOperator } from "./languageOperators";

export const storedConfiguration = configuration.omit({ accountId: true }).extend({
  /** Whether the newest version runs. No answer of the API shows it. */
  active: z.boolean(),
});
export type StoredConfiguration = z.infer<typeof storedConfiguration>;
type SentRule = ConfigurationBody["rules"][number];

const DOCUMENTED = new Set(
  ["accountId", "id", "displayName", "description", "version", "rules", "dateCreated", "dateUpdated", "active"].concat(
    ["operators", "parameters", "triggers", "on", "actions", "type", "method", "url"],
    ["context", "memory", "enabled", "knowledge", "bases"],
  ),
);

type FindOperator = (id: string) => StoredLanguageOperator | undefined;

/** Checks what the schema of a rule does not express: counts of triggers, action URLs and operators. */
function requireValid(rules: SentRule[], findOperator: FindOperator): void {
  for (const [at, rule] of rules.entries()) {
    for (const { on, parameters } of rule.triggers ?? []) {
      if (on !== "COMMUNICATION" && parameters?.count != null) {
        throw invalid(`rules[${at}].triggers[0].parameters.count: only a COMMUNICATION trigger can have a count`);
      }
    }
    for (const [index, { url }] of rule.actions.entries()) {
      if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
        throw invalid(`rules[${at}].actions[${index}].url: must be a valid HTTPS URL`);
      }
    }
    for (const [index, reference] of rule.operators.entries()) {
      const found = findOperator(reference.id);
      if (found === undefined) {
        throw new ApiError(400, 70001, `rules[${at}]: the operator ${reference.id} does not exist in this account`);
      }
      requireReference(reference, found, `rules[${at}].operators[${index}]`);
    }
  }
}

function requireReference(sent: SentRule["operators"][number], found: StoredLanguageOperator, where: string): void {
  const pinned = found.versions.find(({ version }) => version === sent.version);
  if (sent.version != null && pinned === undefined) {
    throw invalid(`${where}.version: the operator ${found.id} has no version ${sent.version}`);
  }
  // The parameters of Twilio's own operators are not documented.
  if (found.author === "TWILIO") return;
  const { parameters } = pinned === undefined ? found : pinned.content;
  requireParameters(sent.parameters ?? {}, parameters ?? {}, `${where}.parameters`);
}

/** Throws 400 if a sent rule id is not a rule of this configuration, or is sent twice. */
function requireKnownIds(rules: SentRule[], known: string[]): void {
  const free = new Set(known);
  for (const [at, { id }] of rules.entries()) {
    if (id != null && !free.delete(id)) {
      throw invalid(`rules[${at}].id: ${id} is not a rule of this configuration, or is sent twice`);
    }
  }
}

/** Returns a rule as the server stores it: with defaults, without empty members. */
function storedRule(store: Store, sent: SentRule, now: Date): Rule {
  const { memory, knowledge } = sent.context ?? {};
  const context = { ...(memory != null && { memory }), ...(knowledge != null && { knowledge }) };
  return {
    id: sent.id ?? store.ids.ttid("intelligence_configurationrule", now),
    operators: sent.operators.map(({ id, version, parameters }) => ({
      id,
      ...(version != null && { version }),
      ...(!isEmpty(parameters) && { parameters }),
    })),
    triggers: (sent.triggers ?? []).map(({ on, parameters }) => ({
      on,
      ...(on === "COMMUNICATION" && { parameters: { count: parameters?.count ?? TRIGGER_COUNT_DEFAULT } }),
    })),
    actions: sent.actions,
    ...(!isEmpty(context) && { context }),
  };
}

const kept = (store: Store, { displayName, description, rules }: ConfigurationBody, now: Date) => ({
  displayName,
  ...(description != null && { description }),
  rules: rules.map((rule) => storedRule(store, rule, now)),
});

function created(store: Store, body: ConfigurationBody): StoredConfiguration {
  const now = store.now();
  return {
    id: store.ids.ttid("intelligence_configuration", now),
    version: 1,
    active: true,
    dateCreated: isoTimestamp(now),
    dateUpdated: isoTimestamp(now),
    ...kept(store, body, now),
  };
}

const touch = (stored: StoredConfiguration, now: Date): StoredConfiguration => ({
  ...stored,
  version: stored.version + 1,
  dateUpdated: isoTimestamp(now),
});

export const configurationKind: Kind<StoredConfiguration> = {
  kind: "configuration",
  schema: storedConfiguration,
  id: ({ id }) => id,
  touch,
};

/** Routes of `/v3/ControlPlane/Configurations`. */
export function configurations(store: Store, options: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(configurationKind);
  const operators = store.collection(languageOperatorKind);
  const findOperator: FindOperator = (id) => operators.get(id);
  const find = (id: string): StoredConfiguration => {
    const found = all.get(id);
    if (found === undefined) throw notFound(`The Intelligence Configuration ${id}`);
    return found;
  };
  const inAnswers = (rules: Rule[]): Rule[] =>
    options.ruleOrder === "kept" ? rules : rules.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const view = ({ active, ...shown }: StoredConfiguration) => {
    const answer: Configuration = {
      accountId: store.account.accountSid,
      ...shown,
      rules: inAnswers(shown.rules),
    };
    return answer;
  };
  const replacement = (found: StoredConfiguration, raw: unknown, body: ConfigurationBody): StoredConfiguration => {
    const now = store.now();
    const { id, version, dateCreated } = found;
    const active = found.active && options.put === "live";
    const description = body.description ?? (options.omittedDescription === "kept" ? found.description : undefined);
    const content = kept(store, { ...body, description }, now);
    const next = touch({ id, version, dateCreated, dateUpdated: dateCreated, active, ...content }, now);
    return storedConfiguration.parse(carryExtras(json.parse(next), json.parse(raw), json.parse(found), DOCUMENTED));
  };

  const path = "/v3/ControlPlane/Configurations";
  return new Hono<ApiEnv>()
    .post(path, allow("configurations", "create"), async (c) => {
      const { body } = await readJson(c, configurationBody);
      const withId = body.rules.findIndex((rule) => rule.id != null);
      if (withId !== -1) throw invalid(`rules[${withId}].id: rules of a new configuration cannot have ids`);
      requireValid(body.rules, findOperator);
      const stored = created(store, body);
      all.insert(stored);
      return c.json(view(stored), 201);
    })
    .get(path, allow("configurations", "list"), (c) =>
      c.json(listV3(c.req.url, (from, size) => all.page(from, size), view)),
    )
    .get(`${path}/:id`, allow("configurations", "read"), (c) => c.json(view(find(c.req.param("id")))))
    .put(`${path}/:id`, allow("configurations", "update"), async (c) => {
      const { raw, body } = await readJson(c, configurationBody);
      const found = find(c.req.param("id"));
      requireKnownIds(
        body.rules,
        found.rules.map((rule) => rule.id),
      );
      requireValid(body.rules, findOperator);
      if (options.ifMatch === "enforced") {
        const what = `the Intelligence Configuration ${found.id}`;
        requireVersion(c.req.header("if-match"), found.version, 95411, what);
      }
      const stored = replacement(found, raw, body);
      all.update(stored);
      return c.json(view(stored));
    })
    .delete(`${path}/:id`, allow("configurations", "delete"), (c) => {
      if (!all.delete(c.req.param("id"))) throw notFound(`The Intelligence Configuration ${c.req.param("id")}`);
      return c.body(null, 204);
    });
}
