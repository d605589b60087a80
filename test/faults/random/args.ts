import fc from "fast-check";
import { SENTIMENT, SUMMARY } from "../../contract/kit/emulator";
import { PRE_BUILT } from "../../engine/kit/classes";
import { type Name, OTHER_ACCOUNT } from "./objects";
import { idOf, secretOf } from "./values";

const word = fc.constantFrom("one", "two", "three");
/** Texts that are secret wherever a program has them. */
const hushed = fc.constantFrom("hush-hush-1", "hush-hush-2");
const text = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: hushed.map(secretOf) });
const address = fc.oneof(
  { weight: 4, arbitrary: word.map((path) => `https://example.com/${path}`) },
  { weight: 1, arbitrary: hushed.map((path) => secretOf(`https://example.com/${path}`)) },
);
/** A value that may be secret as a whole. */
const whole = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: value.map(secretOf) });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** The other account of the emulator goes by this name. */
const account = fc.constantFrom(undefined, undefined, undefined, undefined, OTHER_ACCOUNT);

const service = fc.record({
  uniqueName: fc.constantFrom("calls", "calls-2"),
  friendlyName: maybe(text),
  languageCode: fc.constantFrom("en-US", "en-US", "en-US", "es-MX"),
  autoRedaction: maybe(fc.boolean()),
  account,
});

const operator = fc.record({
  displayName: fc.constantFrom("tone", "mood"),
  prompt: text,
  outputFormat: fc.constant("TEXT"),
  description: maybe(text),
  account,
});

const generative = fc.record({
  friendlyName: fc.constantFrom("Topic", "Reason"),
  operatorType: fc.constant("Generative"),
  config: whole(text.map((prompt) => ({ prompt }))),
});
const phrases = fc.record({
  friendlyName: fc.constantFrom("Topic", "Reason"),
  operatorType: fc.constant("PhraseMatch"),
  config: text.map((phrase) => ({ phrases: [phrase] })),
});
const customOperator = fc.oneof({ weight: 3, arbitrary: generative }, { weight: 1, arbitrary: phrases });

const transcript = fc.record({
  serviceSid: fc.constant(idOf("calls")),
  channel: whole(word.map((file) => ({ media_properties: { media_url: `https://example.com/${file}.mp3` } }))),
  customerKey: fc.constantFrom("4711", "4712"),
});

const operatorAttachment = fc.record({
  serviceSid: fc.constant(idOf("calls")),
  operatorSid: fc.constantFrom<unknown>(PRE_BUILT, idOf("topic"), idOf("topic")),
});

const conversationsAttachment = fc.record({
  conversationsConfigurationId: fc.constant(idOf("support")),
  intelligenceConfigurationId: fc.constantFrom(idOf("live"), idOf("live"), idOf("other")),
});

const rule = fc.record({
  name: maybe(fc.constantFrom("a", "b", "c", "d")),
  operators: fc.constantFrom([{ id: SUMMARY }], [{ id: SENTIMENT }], [{ id: SUMMARY }, { id: SENTIMENT }]),
  triggers: fc.constantFrom([{ on: "CONVERSATION_END" }], [{ on: "COMMUNICATION", parameters: { count: 3 } }]),
  actions: maybe(whole(address.map((url) => [{ url }]))),
});

const configuration = fc.record({
  displayName: fc.constantFrom("live", "other"),
  description: maybe(text),
  rules: whole(fc.uniqueArray(rule, { maxLength: 4, selector: ({ name }) => name ?? {} })),
  updateStrategy: fc.constantFrom("update", "update", "replace"),
});

/** Memory Stores that are not there. A Conversations configuration takes them all the same. */
const STORES = ["0", "1"].map((digit) => `mem_store_0${digit.repeat(25)}`);

/** The description stays declared, because the API cannot clear it, and a delete is allowed at once. */
const store = fc.record({
  displayName: fc.constantFrom("support", "support-2"),
  description: text,
  allowDelete: fc.constant(true),
});

const closed = (minutes: number) => ({ statusTimeouts: { closed: minutes } });

const conversations = fc.record({
  displayName: fc.constantFrom("Support", "Sales"),
  conversationGroupingType: fc.constantFrom("GROUP_BY_PROFILE", "GROUP_BY_PROFILE", "GROUP_BY_PARTICIPANT_ADDRESSES"),
  memoryStoreId: fc.constantFrom<unknown>(...STORES, idOf("store")),
  description: maybe(text),
  channelSettings: maybe(
    fc.constantFrom(
      { CHAT: closed(60) },
      { CHAT: closed(30), SMS: { ...closed(5), captureRules: [{ from: "*", to: "+15005550006" }] } },
    ),
  ),
  statusCallbacks: maybe(whole(address.map((url) => [{ url }]))),
  memoryExtractionEnabled: maybe(fc.boolean()),
});

/** Arguments of each resource of a program. */
export const ARGS: Record<Name, fc.Arbitrary<object>> = {
  calls: service,
  tone: operator,
  live: configuration,
  other: configuration,
  store,
  support: conversations,
  topic: customOperator,
  call: transcript,
  wired: operatorAttachment,
  attached: conversationsAttachment,
};
