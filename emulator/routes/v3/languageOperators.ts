import { Hono } from "hono";
import { z } from "zod";
import { type LanguageOperatorBody, languageOperatorBody } from "../../../api/wire/v3/operator";
import type { ApiOptions } from "../../apiOptions";
import { twilioLanguageOperators } from "../../builtin/twilioLanguageOperators";
import { type ApiEnv, allow } from "../../http/access";
import { invalid, notFound } from "../../http/envelope";
import { etag, requireVersion } from "../../http/etag";
import { listV3, pagesOf } from "../../http/listResponse";
import { readJson } from "../../http/requestBody";
import type { Kind } from "../../store/collection";
import type { Store } from "../../store/store";
import { closed, requireOutputSchema, TEXT_SCHEMA } from "../../values/closedSchema";
import { carryExtras, isEmpty, json, sameJson } from "../../values/json";
import { requireDeclarations } from "../../values/parameters";
import { languageOperator, operatorVersionItem } from "../../values/responses";
import { isoTimestamp } from "../../values/timestamp";

const storedVersion = z.object({
  ...operatorVersionItem.shape,
  /** Content of the operator in this version. */
  content: languageOperator,
});
const storedLanguageOperator = languageOperator.extend({ versions: z.array(storedVersion).min(1) });
export type StoredLanguageOperator = z.infer<typeof storedLanguageOperator>;
type StoredVersion = z.infer<typeof storedVersion>;

/** Returns the operator without its stored versions. */
function contentOf(stored: StoredLanguageOperator) {
  const { versions, ...content } = stored;
  return languageOperator.parse(content);
}

const versionOf = (
  content: z.infer<typeof languageOperator>,
  now: Date,
  status: StoredVersion["status"] = "ACTIVE",
): StoredVersion => ({
  version: content.version,
  status,
  dateCreated: isoTimestamp(now),
  content,
});

/** Returns the operator with a further version of this status. */
function withNewVersion(stored: StoredLanguageOperator, now: Date, status: StoredVersion["status"] = "ACTIVE") {
  const content = { ...contentOf(stored), version: stored.version + 1 };
  return { ...content, versions: [...stored.versions, versionOf(content, now, status)] };
}

export const languageOperatorKind: Kind<StoredLanguageOperator> = {
  kind: "language-operator",
  schema: storedLanguageOperator,
  id: ({ id }) => id,
  touch: (stored, now) => withNewVersion(stored, now),
};

/** Adds Twilio's language operators. */
export function populateLanguageOperators(store: Store): void {
  for (const { versions, ...provided } of twilioLanguageOperators) {
    const content = languageOperator.parse({
      ...provided,
      ...(provided.outputFormat === "TEXT" && { outputSchema: TEXT_SCHEMA }),
      ...(provided.outputSchema != null && { outputSchema: closed(provided.outputSchema) }),
      prompt: null,
      author: "TWILIO",
    });
    const past = versions.map((one) => ({ ...one, content: { ...content, version: one.version } }));
    store.collection(languageOperatorKind).insertMissing({ ...content, versions: past });
  }
}

/** Sets the status of a version, as Twilio does. Throws 404 if the version does not exist. */
export function setVersionStatus(store: Store, id: string, version: number, status: StoredVersion["status"]): unknown {
  const all = store.collection(languageOperatorKind);
  const found = all.get(id);
  const one = found?.versions.find((candidate) => candidate.version === version);
  if (found === undefined || one === undefined) throw notFound(`Version ${version} of the operator ${id}`);
  const now = isoTimestamp(store.now());
  const { version: number, dateCreated, dateDeprecated, content } = one;
  const changed: StoredVersion = {
    ...{ version: number, status, dateCreated, content },
    ...(status === "DEPRECATED" && { dateDeprecated: now }),
    ...(status === "RETIRED" && { dateDeprecated: dateDeprecated ?? now, dateRetired: now }),
  };
  all.update({ ...found, versions: found.versions.map((each) => (each === one ? changed : each)) });
  return itemOf(changed);
}

const itemOf = ({ content, ...item }: StoredVersion) => item;

/** Checks what the schema of an operator does not express. */
function requireValid(body: LanguageOperatorBody): void {
  const { outputFormat, outputSchema, parameters } = body;
  requireDeclarations(parameters ?? {});
  if (outputFormat === "JSON") {
    if (outputSchema == null) throw invalid("outputSchema: is required if outputFormat is JSON");
    requireOutputSchema(outputSchema);
    return;
  }
  const generated = outputFormat === "TEXT" && sameJson(json.parse(outputSchema ?? null), TEXT_SCHEMA);
  if (outputSchema != null && !generated) {
    throw invalid(`outputSchema: only for outputFormat JSON, not for ${outputFormat}`);
  }
}

/** Returns an operator as the server stores it: with defaults, without empty members, and with a closed schema. */
function kept(body: LanguageOperatorBody) {
  const { displayName, description, prompt, outputFormat, trainingExamples, outputSchema } = body;
  const { memory, knowledge } = body.context ?? {};
  const context = { ...(memory != null && { memory }), ...(knowledge != null && { knowledge }) };
  const parameters = Object.entries(body.parameters ?? {}).map(([name, declared]) => [
    name,
    {
      type: declared.type,
      required: declared.required ?? false,
      ...(declared.default != null && { default: declared.default }),
      ...(declared.description != null && { description: declared.description }),
    },
  ]);
  return {
    ...{ displayName, prompt, outputFormat },
    ...(description != null && { description }),
    ...(outputFormat === "TEXT" && { outputSchema: TEXT_SCHEMA }),
    ...(outputFormat === "JSON" && outputSchema != null && { outputSchema: closed(outputSchema) }),
    ...(!isEmpty(trainingExamples) && { trainingExamples }),
    ...(!isEmpty(context) && { context }),
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
  };
}

const DOCUMENTED = new Set(
  ["id", "displayName", "description", "prompt", "outputFormat", "outputSchema", "trainingExamples", "input"].concat([
    "output",
    "context",
    "memory",
    "knowledge",
    "enabled",
    "parameters",
    "author",
    "version",
  ]),
);

/** Routes of `/v3/ControlPlane/Operators` and their versions. */
export function languageOperators(store: Store, { operatorPut }: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(languageOperatorKind);
  const find = (id: string): StoredLanguageOperator => {
    const found = all.get(id);
    if (found === undefined) throw notFound(`The operator ${id}`);
    return found;
  };
  const findOwn = (id: string): StoredLanguageOperator => {
    const found = find(id);
    if (found.author === "TWILIO") throw notFound(`The operator ${id}`);
    return found;
  };
  const view = (stored: StoredLanguageOperator) => contentOf(stored);
  const tagged = ({ version }: StoredLanguageOperator) => ({ etag: etag(version) });
  const replacement = (found: StoredLanguageOperator, raw: unknown, body: LanguageOperatorBody) => {
    const { id, author, version } = found;
    const next = json.parse({ id, author, version, ...kept(body) });
    const carried = carryExtras(next, json.parse(raw), json.parse(contentOf(found)), DOCUMENTED);
    const content = languageOperator.parse(carried);
    const status = operatorPut === "preview" ? "PREVIEW" : "ACTIVE";
    return withNewVersion({ ...content, versions: found.versions }, store.now(), status);
  };

  const path = "/v3/ControlPlane/Operators";
  return new Hono<ApiEnv>()
    .post(path, allow("language-operators", "create"), async (c) => {
      const { body } = await readJson(c, languageOperatorBody);
      requireValid(body);
      const now = store.now();
      const id = store.ids.ttid("intelligence_operator", now);
      const content = languageOperator.parse({ id, author: "SELF", version: 1, ...kept(body) });
      const stored = { ...content, versions: [versionOf(content, now)] };
      all.insert(stored);
      return c.json(view(stored), 201, tagged(stored));
    })
    .get(path, allow("language-operators", "list"), (c) =>
      c.json(listV3(c.req.url, (from, size) => all.page(from, size), view)),
    )
    .get(`${path}/:id`, allow("language-operators", "read"), (c) => {
      const found = find(c.req.param("id"));
      return c.json(view(found), 200, tagged(found));
    })
    .put(`${path}/:id`, allow("language-operators", "update"), async (c) => {
      const { raw, body } = await readJson(c, languageOperatorBody);
      const found = findOwn(c.req.param("id"));
      requireValid(body);
      requireVersion(c.req.header("if-match"), found.version, 95421, `the operator ${found.id}`);
      const stored = replacement(found, raw, body);
      all.update(stored);
      return c.json(view(stored), 200, tagged(stored));
    })
    .delete(`${path}/:id`, allow("language-operators", "delete"), (c) => {
      all.delete(findOwn(c.req.param("id")).id);
      return c.body(null, 204);
    })
    .get(`${path}/:id/Versions`, allow("language-operators", "list"), (c) =>
      c.json(listV3(c.req.url, pagesOf(find(c.req.param("id")).versions), itemOf)),
    )
    .get(`${path}/:id/Versions/:version`, allow("language-operators", "read"), (c) => {
      const found = find(c.req.param("id"));
      const one = found.versions.find(({ version }) => String(version) === c.req.param("version"));
      if (one === undefined) throw notFound(`Version ${c.req.param("version")} of the operator ${found.id}`);
      const content = one.version === found.version ? contentOf(found) : one.content;
      return c.json({ ...content, ...itemOf(one) });
    });
}
