import fc from "fast-check";
import type { Behaviour } from "../../../emulator/behaviour";
import type { Fault } from "../../../emulator/index";
import { SENTIMENT, SUMMARY } from "../../contract/kit/emulator";
import { PRE_BUILT } from "../../engine/kit/classes";
import { BEHAVIOURS } from "../behaviours/behaviours";
import type { Bag } from "../matrix/kind";
import type { UpOptions } from "./commands";
import { CLASSES, NAMES, type Name, OTHER_ACCOUNT } from "./objects";
import { idOf, secretOf, withSecretsOf } from "./values";

/** What goes wrong with one command, at the n-th request that it sends. */
export type Trouble =
  | { what: "nothing" }
  | { what: "fault"; nth: number; times: number; fault: Fault["fault"] }
  | { what: "kill"; nth: number; boundary: "before" | "after" }
  | { what: "edit"; nth: number; name: Name; edit: number };

/** One act of a life, and the stack that it concerns. */
export type Act = { stack: 0 | 1 } & (
  | { act: "declare"; name: Name; args: Bag | null }
  /** The stack imports the object that the other one has, and declares the same. */
  | { act: "share"; name: Name }
  | { act: "edit"; name: Name; edit: number }
  | { act: "up"; trouble: Trouble; options: UpOptions }
  /**
   * The resource gets another name in the program, in the component or outside, which is then run. `isKept`: the `import` option stays in
   * the program.
   */
  | {
      act: "rename";
      name: Name;
      how: "alias" | "import" | "plain";
      isInside: boolean;
      isKept: boolean;
      trouble: Trouble;
    }
  /** Two resources of one class exchange their names in the program. */
  | { act: "swap" }
  /** Both stacks run `up` at once, and somebody else edits what this one has. */
  | { act: "contend"; name: Name; edit: number }
  | { act: "refresh" }
  /** A preview in which one value of a resource is not known yet: the n-th, counted round. */
  | { act: "preview"; name: Name; unknown: number }
  /** The resource is protected, or stays in the account when it leaves the stack; or no longer. */
  | { act: "keep"; name: Name; protect: boolean; retain: boolean }
);

/** A life of two stacks on one account, and what they live in. */
export interface Sequence {
  /** Of all that the life draws itself. */
  seed: number;
  behaviour: Behaviour;
  onConflict: "fail" | "merge" | "overwrite";
  acts: Act[];
}

/** Those that do not wait for minutes. */
const FAULTS: Fault["fault"][] = [
  "500",
  "503",
  "html",
  "drop-before",
  "drop-after",
  "cut",
  "malformed-json",
  "wrong-shape",
];

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

const ARGS: Record<Name, fc.Arbitrary<object>> = {
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

/** Whose objects two programs can have: one that depends on another resource belongs to its program. */
const shareable: Name[] = ["calls", "topic", "tone", "live", "other", "store", "support"];

/** As plain JSON, without what is not declared. */
const plain = (args: object): Bag => JSON.parse(JSON.stringify(args));

const name = fc.constantFrom(...NAMES);
const nth = fc.integer({ min: 1, max: 5 });
const edit = fc.nat({ max: 11 });

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ what: "nothing" } as const) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant("fault" as const),
      nth,
      times: fc.constantFrom(1, 1, 2, 100),
      fault: fc.constantFrom(...FAULTS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant("kill" as const), nth, boundary: fc.constantFrom("before", "after") }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("edit" as const), nth, name, edit }) },
);

/** The engine makes the new object first, which a class with unique names refuses. */
const replaceable = NAMES.filter((one) => CLASSES[one].importedBy === undefined);
const options: fc.Arbitrary<UpOptions> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ target: fc.oneof(name, fc.constant("live" as const)) }) },
  { weight: 1, arbitrary: fc.record({ replace: fc.constantFrom(...replaceable) }) },
);

/** Where a replacement is cut off that nobody asks for again, nobody looks for its new object. */
const isRepeatable = ({ trouble: { what }, options: { replace } }: { trouble: Trouble; options: UpOptions }): boolean =>
  replace === undefined || what === "nothing" || what === "edit";

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: name.chain((one) =>
      fc.record({
        act: fc.constant("declare" as const),
        name: fc.constant(one),
        args: fc.option(ARGS[one].map(plain), { freq: 6 }),
      }),
    ),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("edit" as const), name, edit }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant("up" as const), trouble, options }).filter(isRepeatable) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("rename" as const),
      name,
      how: fc.constantFrom("alias", "import", "import", "plain"),
      isInside: fc.boolean(),
      isKept: fc.boolean(),
      trouble,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ act: "swap" } as const) },
  { weight: 1, arbitrary: fc.constant({ act: "refresh" } as const) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("share" as const), name: fc.constantFrom(...shareable) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("contend" as const), name, edit }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("preview" as const), name, unknown: fc.nat({ max: 40 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant("keep" as const), name, protect: fc.boolean(), retain: fc.boolean() }),
  },
);

/** What tells an object of one program from one of the other. */
const NAMED: Partial<Record<Name, string>> = { calls: "uniqueName", topic: "friendlyName", call: "customerKey" };

/** Names are unique in the account, and what two programs do who want the same one has cells of its own. */
function ofStack(stack: 0 | 1, one: object): Act {
  const act = { ...withSecretsOf(stack, one), stack } as Act;
  if (act.act !== "declare" || act.args === null || stack === 0) return act;
  const named = NAMED[act.name] ?? "displayName";
  if (!(named in act.args)) return act;
  return { ...act, args: { ...act.args, [named]: `${act.args[named]}-b` } };
}

const stack = fc.constantFrom(0 as const, 0 as const, 1 as const);

/** Acts that declare resources of the first stack and make them. */
const made = (...names: Name[]): fc.Arbitrary<Act[]> =>
  fc
    .tuple(...names.map((one) => ARGS[one].map(plain)))
    .map((all) => [
      ...all.map((args, at): Act => ofStack(0, { act: "declare", name: names[at], args })),
      { stack: 0, act: "up", trouble: { what: "nothing" }, options: {} },
    ]);

/** Most of what goes wrong between resources takes several that are there already. */
const beginning: fc.Arbitrary<Act[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Act[]>([]) },
  { weight: 1, arbitrary: made("live", "support", "attached") },
  { weight: 1, arbitrary: made("calls", "topic", "wired") },
);

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  seed: fc.nat(),
  behaviour: fc.constantFrom(...BEHAVIOURS),
  onConflict: fc.constantFrom("fail", "fail", "merge", "overwrite"),
  acts: fc
    .tuple(beginning, fc.array(fc.tuple(stack, act), { minLength: 4, maxLength: 16 }))
    .map(([first, rest]) => [...first, ...rest.map(([number, one]) => ofStack(number, one))]),
});
