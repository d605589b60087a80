import { z } from "zod";
import type { Body } from "../api/v3/configurations";
import {
  createLanguageOperator,
  deleteLanguageOperator,
  fetchLanguageOperator,
  listLanguageOperators,
  replaceLanguageOperator,
} from "../api/v3/operators";
import { madeAt } from "../api/wire/ids";
import { type LanguageOperator, operatorLimits, outputFormat, parameterType } from "../api/wire/v3/operator";
import { account, accountProperty } from "./account";
import type { Bag, Definition, Property } from "./definition";
import type { CheckFailure } from "./failure";
import { members } from "./normalRule";
import { onConflict, onConflictProperty } from "./onConflict";
import { normalSchema, schemaFailures, schemaWarnings } from "./outputSchema";
import { promptFailures } from "./promptParameters";
import { object, strictObject } from "./shape";
import { line, TEXT_MAX } from "./text";

/** Longest prompt, in characters. The API states no limit. */
const PROMPT_MAX = 65_536;

const parameter = strictObject({
  /** What a value has to be. `KNOWLEDGE_BASE_AND_SOURCE_IDS` takes `baseId:sourceId` values, and no default. */
  type: parameterType,
  /** The value where a rule gives none. */
  default: z.json().optional(),
  /** Whether a rule has to give a value. Default false. */
  required: z.boolean().optional(),
  /** What it is for. */
  description: line(TEXT_MAX, 0).optional(),
});

/** What a program declares of a Language Operator. */
export const languageOperatorInputs = strictObject({
  ...account,
  ...onConflict,
  /** A name for people, 1 to 128 characters. The API does not hold it unique. */
  displayName: z.string().min(1).max(operatorLimits.displayNameMax),
  /** What it is for, up to 16,384 characters. */
  description: line(TEXT_MAX, 0).optional(),
  /**
   * What the model is asked, up to 65,536 characters. `{{parameters.name}}` stands for the value of a parameter, and every parameter
   * that is declared has to stand in it. A change makes a new version, which rules that pin no version run from then on.
   */
  prompt: z.string().min(1).max(PROMPT_MAX),
  /** `TEXT` answers in words, `JSON` in the shape of `outputSchema`, `CLASSIFICATION` with a label. */
  outputFormat,
  /**
   * For `JSON` alone: a JSON Schema with an object at its root; at most 100 properties, 10 levels and 1,000 enum values. The API
   * makes every property required and takes no others, so that a property that may be missing has to allow `null`.
   */
  outputSchema: z.record(z.string(), z.json()).optional(),
  /** Inputs with the outputs that are wanted for them. */
  trainingExamples: z
    .array(
      strictObject({
        /** What was said. */
        input: z.string().min(1).max(TEXT_MAX),
        /** What the operator is to answer. */
        output: z.string().min(1).max(TEXT_MAX),
      }),
    )
    .max(1000)
    .optional(),
  /** What the operator can be told beyond the conversation, by rules that pass it. */
  context: strictObject({
    /** The customer's profile. */
    memory: strictObject({
      /** Whether it is taken. */
      enabled: z.boolean(),
    }).optional(),
    /** Knowledge bases. */
    knowledge: strictObject({
      /** Whether they are taken. */
      enabled: z.boolean(),
    }).optional(),
  }).optional(),
  /** Values that rules give to the prompt, by name. */
  parameters: z.record(z.string().regex(/^\w{1,64}$/, "must be letters, digits and _"), parameter).optional(),
});
export type LanguageOperatorInputs = z.infer<typeof languageOperatorInputs>;

/** What Twilio computes of a Language Operator. */
const computed = object({
  /** Counts the operator's updates; a rule can pin it. The next update is refused unless the operator is still at this version. */
  version: z.number(),
  /** The version as the API asks for it in `If-Match`. */
  etag: z.string().optional(),
  /** `SELF`: the account's own. */
  author: z.string(),
});
export type LanguageOperatorOutputs = LanguageOperatorInputs & z.infer<typeof computed>;

const recorded = computed.pick({ version: true, etag: true }).partial();
type Recorded = z.infer<typeof recorded>;

const always = (absent: unknown): Property => ({ held: "always", normal: (value) => value ?? absent });

/** What is off is not there. */
function normalContext(value: unknown): unknown {
  const { memory, knowledge } = members(value);
  return { memory: members(memory).enabled ?? false, knowledge: members(knowledge).enabled ?? false };
}

/** A parameter that is not required is one of which that is not said. */
const normalParameters = (value: unknown): unknown =>
  Object.fromEntries(
    Object.entries(members(value)).map(([name, one]) => {
      const { type, default: fallback, required, description } = members(one);
      return [name, { type, fallback: fallback ?? null, required: required ?? false, description: description ?? "" }];
    }),
  );

const properties = {
  account: accountProperty,
  onConflict: onConflictProperty,
  displayName: always(""),
  description: always(""),
  prompt: always(""),
  outputFormat: always(""),
  outputSchema: { held: "always", normal: normalSchema },
  trainingExamples: always([]),
  context: { held: "always", normal: normalContext },
  parameters: { held: "always", normal: normalParameters },
} satisfies Record<keyof LanguageOperatorInputs, Property>;

const invariants = (declared: Bag): CheckFailure[] => [...schemaFailures(declared), ...promptFailures(declared)];

/** A full body. It starts from the live operator, so that what this release does not know survives, at every depth. */
function bodyOf(declared: LanguageOperatorInputs, live?: LanguageOperator): Body {
  return {
    ...live,
    id: undefined,
    version: undefined,
    author: undefined,
    displayName: declared.displayName,
    description: declared.description === "" ? undefined : declared.description,
    prompt: declared.prompt,
    outputFormat: declared.outputFormat,
    outputSchema: declared.outputSchema,
    trainingExamples: declared.trainingExamples,
    context: declared.context && {
      ...live?.context,
      memory: declared.context.memory,
      knowledge: declared.context.knowledge,
    },
    parameters:
      declared.parameters &&
      Object.fromEntries(
        Object.entries(declared.parameters).map(([name, { type, default: fallback, required, description }]) => [
          name,
          { ...live?.parameters?.[name], type, default: fallback, required, description },
        ]),
      ),
  };
}

export const languageOperatorDefinition: Definition<LanguageOperatorInputs, LanguageOperator, Recorded> = {
  noun: "Language Operator",
  inputs: languageOperatorInputs,
  checked: languageOperatorInputs,
  recorded,
  properties,
  invariants,
  warnings: schemaWarnings,
  idOf: (live) => live.id,
  versionOf: (live) => live.version,
  // Operators have no dates.
  createdAt: (live) => madeAt(live.id),
  declaredOf: (live) => ({
    displayName: live.displayName,
    description: live.description,
    prompt: live.prompt,
    outputFormat: live.outputFormat,
    // The API makes a schema of its own for the other formats.
    outputSchema: live.outputFormat === "JSON" ? live.outputSchema : undefined,
    trainingExamples: live.trainingExamples?.map(({ input, output }) => ({ input, output })),
    context: live.context && { memory: live.context.memory, knowledge: live.context.knowledge },
    parameters: live.parameters,
  }),
  computedOf: ({ value, etag }) => ({ version: value.version, etag, author: value.author }),
  create: (client, declared, settle) => createLanguageOperator(client, bodyOf(declared), settle),
  read: fetchLanguageOperator,
  update: (client, { id, recorded, declared, live, settle }) =>
    replaceLanguageOperator(
      client,
      id,
      bodyOf(declared, live?.value),
      live?.etag ?? recorded.etag ?? String(recorded.version),
      settle,
    ),
  delete: deleteLanguageOperator,
  async *list(client) {
    // Twilio's own stand among them.
    for await (const live of listLanguageOperators(client)) if (live.author === "SELF") yield live;
  },
  goesBy: (live, { displayName }) => live.displayName === displayName,
  takesTwins: true,
  replacesWhole: true,
};
