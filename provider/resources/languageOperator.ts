import { z } from "zod";
import {
  createLanguageOperator,
  deleteLanguageOperator,
  fetchLanguageOperator,
  listLanguageOperators,
  replaceLanguageOperator,
} from "../../api/v3/operators";
import { createdAtFromId } from "../../api/wire/ids";
import {
  languageOperatorBody,
  languageOperator as operatorAnswer,
  operatorLimits,
  outputFormat,
  parameterType,
} from "../../api/wire/v3/operator";
import { inactiveVersionWarning } from "../operators/inactiveVersion";
import { normalSchema, schemaFailures } from "../operators/outputSchema";
import { parameterFailures, promptRemarks } from "../operators/promptParameters";
import { outputSchemaRemarks } from "../operators/schemaRemarks";
import { updateStrategy } from "../settings";
import { always, computed, local, whileDeclared } from "../table/property";
import { resource } from "../table/resource";
import { inOneLine } from "../values/inShort";
import { isObject, mapItems, members, present, type Values } from "../values/json";
import { memberName } from "../values/textTypes";
import { isUnknown } from "../values/unknown";
import { replacesAlways, versionedKind } from "./common";

const trainingExample = z.strictObject({
  /** Text of the input. */
  input: z.string(),
  /** Expected output. */
  output: z.string(),
});

const switchedOn = z.strictObject({
  /** Whether the operator takes it. */
  enabled: z.boolean(),
});

const context = z.strictObject({
  /** The customer's profile. */
  memory: switchedOn.optional(),
  /** Knowledge bases. */
  knowledge: switchedOn.optional(),
});

const parameter = z.strictObject({
  /** Type of a value. `KNOWLEDGE_BASE_AND_SOURCE_IDS` takes `baseId:sourceId` values, and no default. */
  type: parameterType,
  /** Value where a rule gives none. */
  default: z.json().optional(),
  /** Whether a rule has to give a value. Without it, no. */
  required: z.boolean().optional(),
  /** Purpose of the parameter. */
  description: z.string().optional(),
});

/** Returns the normal form of a context: a switch that is off is absent. */
function normalContext(value: unknown): unknown {
  if (isUnknown(value)) return value;
  const { memory, knowledge } = members(value);
  const enabled = (one: unknown) => (isUnknown(one) ? one : { enabled: members(one).enabled ?? false });
  return { memory: enabled(memory), knowledge: enabled(knowledge) };
}

/** A parameter is not required unless it says so. */
function normalParameters(value: unknown): unknown {
  if (isUnknown(value)) return value;
  return Object.fromEntries(Object.entries(members(value)).map(([name, one]) => [name, normalParameter(one)]));
}

function normalParameter(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { type, default: fallback, required, description } = value;
  return { type, default: fallback ?? null, required: required ?? false, description: description ?? "" };
}

const switchOf = (value: unknown): unknown => (isObject(value) ? { enabled: value.enabled } : undefined);

const parameterOf = (value: unknown): unknown => {
  const { type, default: fallback, required, description } = members(value);
  return { ...present({ type, required, description }), ...(fallback === undefined ? {} : { default: fallback }) };
};

export const languageOperator = resource({
  noun: "Language Operator",
  style: "json",
  answer: operatorAnswer,
  request: languageOperatorBody,
  id: ["id"],
  versioned: { version: "version", ifMatch: "etag", readsFirst: true, countsWrites: true },
  readFromList: true,
  updates: "whole",
  properties: {
    ...versionedKind,
    /** Display name. It need not be unique. */
    displayName: always(z.string().min(1).max(operatorLimits.displayNameMax)),
    /** Purpose of the operator. It may have several lines. */
    description: whileDeclared(z.string(), ""),
    /**
     * Instructions for the model. `{{parameters.name}}` stands for the value of a parameter. The preview warns of one that is not
     * declared, and of a declared one that the prompt does not use. A change makes a new version, which rules that pin no version run
     * from then on.
     */
    prompt: always(z.string().min(1), { live: true }),
    /** Format of results: `TEXT` in words, `JSON` in the shape of `outputSchema`, `CLASSIFICATION` with a label. */
    outputFormat: always(outputFormat, { live: true }),
    /**
     * For `JSON` only: a JSON Schema with an object at its root; at most 100 properties, 10 levels and 1,000 enum values, and none of
     * the keywords that the API's specification names as not supported. What is no JSON Schema is refused. The API makes every property
     * required and takes no others, whatever `required` and `additionalProperties` say: a property that may be missing has to allow
     * `null`, and free names need a list of objects. Results come in the order of its keys.
     */
    outputSchema: always(z.record(z.string(), z.json()).default({}), {
      live: true,
      ordered: true,
      treatment: { normal: normalSchema },
      // The API makes a schema of its own for the other formats.
      fromWire: (schema: unknown, { outputFormat }: Values) => (outputFormat === "JSON" ? schema : undefined),
      omitEmpty: true,
    }),
    /** Inputs with the outputs that are wanted for them. */
    trainingExamples: whileDeclared(z.array(trainingExample), [], {
      live: true,
      omitEmpty: true,
      fromWire: (examples: unknown) =>
        mapItems(examples, (one) => ({ input: members(one).input, output: members(one).output })),
    }),
    /** Context beyond the conversation that the operator accepts from rules. */
    context: whileDeclared(
      context,
      {},
      {
        live: true,
        treatment: { normal: normalContext },
        omitEmpty: true,
        fromWire: (value: unknown) =>
          isObject(value)
            ? present({ memory: switchOf(value.memory), knowledge: switchOf(value.knowledge) })
            : undefined,
      },
    ),
    /** Values that rules give to the prompt, by name. */
    parameters: whileDeclared(
      z.record(memberName, parameter),
      {},
      {
        live: true,
        treatment: { normal: normalParameters },
        omitEmpty: true,
        fromWire: (value: unknown) =>
          Object.fromEntries(Object.entries(members(value)).map(([name, one]) => [name, parameterOf(one)])),
      },
    ),
    /**
     * How an update reaches the rules that run the operator. An update in place makes a new version, and no source says which status the
     * API gives to it: one that is not `ACTIVE` does not run, and `pulumi up` warns of it.
     * - `update`: in place, guarded by version; the id stays.
     * - `replace`: a new operator is created, the rules of the program follow, then the old one is deleted. The id changes, and rules of
     *   other programs that name the old one lose it.
     *
     * Defaults to `twilio-intelligence:updateStrategy`, else to `update`.
     */
    updateStrategy: local(updateStrategy),
  },
  computed: {
    /** Number of updates; a rule can pin it. The next update is refused unless the operator is still at this version. */
    version: computed(z.number()),
    /** Version in the form that the API expects in `If-Match`. */
    etag: computed(z.string().optional(), { wire: { header: "etag" } }),
    /** Author of the operator: `SELF` for the account's own. */
    author: computed(z.string(), { stable: true }),
  },
  invariants: (values) => [...schemaFailures(values), ...parameterFailures(values)],
  warnings: (values) => inOneLine([...outputSchemaRemarks(values), ...promptRemarks(values)]),
  calls: {
    create: (client, { body, recover }) => createLanguageOperator(client, body, recover),
    read: fetchLanguageOperator,
    async update(client, { id, body, ifMatch, recover, log }) {
      const live = await replaceLanguageOperator(client, id, body, ifMatch, recover);
      const warning = await inactiveVersionWarning(client, live.value);
      if (warning !== undefined) log.warn(warning);
      return live;
    },
    delete: deleteLanguageOperator,
    async *list(client) {
      // Twilio's own are listed too.
      for await (const live of listLanguageOperators(client)) if (live.author === "SELF") yield live;
    },
  },
  recovery: {
    isNamed: (live, { displayName }) => live.displayName === displayName,
    // Operators have no dates.
    createdAt: (live) => createdAtFromId(String(live.id)),
    duplicates: true,
  },
  replacement: { always: replacesAlways },
});
