import fc from "fast-check";
import { entryOf, type KindName, type PropertyName } from "../../../provider/catalogue";
import { OPERATOR, OTHER } from "./kit";

type Bag = Record<string, unknown>;

const text = fc.constantFrom("one", "two", "three");
const flag = fc.boolean();
const url = fc
  .tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("/x", "/y"))
  .map(([host, path]) => `https://${host}.example${path}`);
const account = fc.constantFrom("emea", "apac", undefined);
const strategy = fc.constantFrom("update", undefined);
const conflict = fc.constantFrom("fail", "merge", undefined);
const anySwitch = fc.option(fc.record({ enabled: flag }), { nil: undefined });

const trigger = fc.constantFrom(
  { on: "COMMUNICATION" },
  { on: "COMMUNICATION", parameters: { count: 2 } },
  { on: "COMMUNICATION", parameters: { count: 5 } },
  { on: "CONVERSATION_END" },
);
const rule = fc.record({
  operators: fc.uniqueArray(fc.record({ id: fc.constantFrom(OPERATOR, OTHER, `${OTHER}c`) }), {
    minLength: 1,
    selector: ({ id }) => id,
  }),
  triggers: fc.array(trigger, { maxLength: 1 }),
  actions: fc.uniqueArray(fc.record({ url }), { maxLength: 2, selector: ({ url }) => url }),
  context: fc.record({
    memory: fc.constantFrom({ enabled: true }, undefined),
    knowledge: fc.constantFrom({ bases: ["one"] }, { bases: ["two"] }, undefined),
  }),
});

/** Rules of a program, each with a name, and with operators that no rule of another name runs. */
export const rulesOf = fc
  .uniqueArray(fc.tuple(fc.constantFrom("p", "q", "r", "s"), rule), { maxLength: 4, selector: ([name]) => name })
  .map((all) =>
    all.map(([name, one]) => ({ name, ...one, operators: one.operators.map(({ id }) => ({ id: `${id}${name}` })) })),
  );

const channels = fc.record(
  {
    CHAT: fc.record({
      captureRules: fc.array(fc.constantFrom({ from: "*", to: "*" }, { from: "*", to: "+1" }), { maxLength: 2 }),
      statusTimeouts: fc.constantFrom({ closed: 5 }, { closed: 10 }),
    }),
  },
  { requiredKeys: [] },
);

/** Values of each property: a property that has none does not compile. */
export const VALUES: { readonly [Name in KindName]: { readonly [P in PropertyName<Name>]-?: fc.Arbitrary<unknown> } } =
  {
    Service: {
      account,
      onConflict: conflict,
      uniqueName: text,
      friendlyName: text,
      languageCode: fc.constantFrom("en-US", "es-MX"),
      autoTranscribe: flag,
      dataLogging: flag,
      autoRedaction: flag,
      mediaRedaction: flag,
      webhookUrl: url,
      webhookHttpMethod: fc.constantFrom("GET", "POST"),
      encryptionCredentialSid: fc.constantFrom(`CR${"0".repeat(32)}`, `CR${"1".repeat(32)}`),
    },
    CustomOperator: {
      account,
      onConflict: conflict,
      friendlyName: text,
      operatorType: fc.constantFrom("Generative", "PhraseMatch"),
      config: fc.record({ prompt: text, phrases: fc.array(text) }),
    },
    OperatorAttachment: {
      account,
      serviceSid: fc.constantFrom("GA1", "GA2"),
      operatorSid: fc.constantFrom("LY1", "LY2"),
    },
    LanguageOperator: {
      account,
      onConflict: conflict,
      displayName: text,
      description: text,
      prompt: text,
      outputFormat: fc.constantFrom("TEXT", "JSON", "CLASSIFICATION"),
      outputSchema: fc.record({
        type: fc.constant("object"),
        properties: fc.dictionary(text, fc.constant({ type: "string" })),
      }),
      trainingExamples: fc.array(fc.record({ input: text, output: text })),
      context: fc.record({ memory: anySwitch, knowledge: anySwitch }),
      parameters: fc.dictionary(text, fc.record({ type: fc.constant("STRING"), required: flag })),
      updateStrategy: strategy,
    },
    IntelligenceConfiguration: {
      account,
      onConflict: conflict,
      displayName: text,
      description: text,
      rules: rulesOf,
      updateStrategy: strategy,
    },
    MemoryStore: { account, onConflict: conflict, displayName: text, description: text, allowDelete: flag },
    ConversationsConfiguration: {
      account,
      onConflict: conflict,
      displayName: text,
      description: text,
      conversationGroupingType: fc.constantFrom("GROUP_BY_PROFILE", "GROUP_BY_PARTICIPANT_ADDRESSES"),
      memoryStoreId: fc.constantFrom("mem_store_1", "mem_store_2"),
      channelSettings: channels,
      statusCallbacks: fc.uniqueArray(fc.record({ url }), { maxLength: 2, selector: ({ url }) => url }),
      memoryExtractionEnabled: flag,
      conversationsV1ServiceSid: fc.constantFrom("IS1", "IS2"),
    },
    ConversationsAttachment: {
      account,
      conversationsConfigurationId: fc.constantFrom("conv_configuration_1", "conv_configuration_2"),
      intelligenceConfigurationId: fc.constantFrom("intelligence_configuration_1", "intelligence_configuration_2"),
    },
    Transcript: {
      account,
      serviceSid: fc.constantFrom("GA1", "GA2"),
      channel: fc.constantFrom({ a: 1 }, { a: 2 }),
      customerKey: text,
      mediaStartTime: text,
      timeoutSeconds: fc.constantFrom(60, 120),
    },
  };

interface Edit {
  op: "create" | "update" | "replace" | "delete";
  before: Bag | undefined;
  after: Bag | undefined;
}

/** An object of a kind, and what an edit makes of it: some of its properties have other values. */
export function editOf(kind: KindName): fc.Arbitrary<Edit> {
  const all: Record<string, fc.Arbitrary<unknown>> = { ...VALUES[kind] };
  const values = fc.record(all).map(without);
  const changed = fc.subarray(Object.keys(all), { minLength: 1 });
  const whole = fc.constantFrom("create" as const, "delete" as const);
  return fc.oneof(
    fc.tuple(values, values, changed).map(([before, other, names]): Edit => {
      const after = without({ ...before, ...Object.fromEntries(names.map((name) => [name, other[name]])) });
      const isReplaced = names.some(
        (name) =>
          entryOf(kind).resource.properties[name]?.options.replaces &&
          JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      );
      return { op: isReplaced ? "replace" : "update", before, after };
    }),
    fc.tuple(values, whole).map(
      ([one, op]): Edit => ({
        op,
        before: op === "create" ? undefined : one,
        after: op === "delete" ? undefined : one,
      }),
    ),
  );
}

const without = (values: Bag): Bag =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
