import fc from "fast-check";
import type { Fault } from "../../../emulator/index";
import { SENTIMENT, SUMMARY } from "../../contract/kit/emulator";
import type { Bag } from "../matrix/kind";
import type { UpOptions } from "./commands";
import { CLASSES, NAMES, type Name } from "./objects";

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
  /** The resource gets another name in the program, which is then run. `isKept`: the `import` option stays in the program. */
  | { act: "rename"; name: Name; how: "alias" | "import" | "plain"; isKept: boolean; trouble: Trouble }
  /** Two resources of one class exchange their names in the program. */
  | { act: "swap" }
  /** Both stacks run `up` at once, and somebody else edits what this one has. */
  | { act: "contend"; name: Name; edit: number }
  | { act: "refresh" }
);

/** A life of two stacks on one account, and what they live in. */
export interface Sequence {
  /** Of all that the life draws itself. */
  seed: number;
  ifMatch: "enforced" | "ignored";
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
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const service = fc.record({
  uniqueName: fc.constantFrom("calls", "calls-2"),
  friendlyName: maybe(word),
  languageCode: fc.constantFrom("en-US", "en-US", "en-US", "es-MX"),
  autoRedaction: maybe(fc.boolean()),
});

const operator = fc.record({
  displayName: fc.constantFrom("tone", "mood"),
  prompt: word,
  outputFormat: fc.constant("TEXT"),
  description: maybe(word),
});

const rule = fc.record({
  name: maybe(fc.constantFrom("a", "b", "c", "d")),
  operators: fc.constantFrom([{ id: SUMMARY }], [{ id: SENTIMENT }], [{ id: SUMMARY }, { id: SENTIMENT }]),
  triggers: fc.constantFrom([{ on: "CONVERSATION_END" }], [{ on: "COMMUNICATION", parameters: { count: 3 } }]),
  actions: maybe(word.map((text) => [{ url: `https://example.com/${text}` }])),
});

const configuration = fc.record({
  displayName: fc.constantFrom("live", "other"),
  description: maybe(word),
  rules: fc.uniqueArray(rule, { maxLength: 4, selector: ({ name }) => name ?? {} }),
  updateStrategy: fc.constantFrom("update", "update", "update", "replace"),
});

/** Memory Stores that are not there. A Conversations configuration takes them all the same. */
const STORES = ["0", "1"].map((digit) => `mem_store_0${digit.repeat(25)}`);

/** The description stays declared, because the API cannot clear it, and a delete is allowed at once. */
const store = fc.record({
  displayName: fc.constantFrom("support", "support-2"),
  description: word,
  allowDelete: fc.constant(true),
});

const closed = (minutes: number) => ({ statusTimeouts: { closed: minutes } });

const conversations = fc.record({
  displayName: fc.constantFrom("Support", "Sales"),
  conversationGroupingType: fc.constantFrom("GROUP_BY_PROFILE", "GROUP_BY_PROFILE", "GROUP_BY_PARTICIPANT_ADDRESSES"),
  memoryStoreId: fc.constantFrom(...STORES),
  description: maybe(word),
  channelSettings: maybe(
    fc.constantFrom(
      { CHAT: closed(60) },
      { CHAT: closed(30), SMS: { ...closed(5), captureRules: [{ from: "*", to: "+15005550006" }] } },
    ),
  ),
  statusCallbacks: maybe(word.map((text) => [{ url: `https://example.com/${text}` }])),
  memoryExtractionEnabled: maybe(fc.boolean()),
});

const ARGS: Record<Name, fc.Arbitrary<object>> = {
  calls: service,
  tone: operator,
  live: configuration,
  other: configuration,
  store,
  support: conversations,
};

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
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ target: name }) },
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
      isKept: fc.boolean(),
      trouble,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ act: "swap" } as const) },
  { weight: 1, arbitrary: fc.constant({ act: "refresh" } as const) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("share" as const), name }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("contend" as const), name, edit }) },
);

/** Names are unique in the account, and what two programs do who want the same one has cells of its own. */
function ofStack(stack: 0 | 1, one: Omit<Act, "stack">): Act {
  const act = { ...one, stack } as Act;
  if (act.act !== "declare" || act.args === null || stack === 0) return act;
  const named = ["uniqueName", "displayName"].filter((property) => property in Object(act.args));
  return { ...act, args: { ...act.args, ...Object.fromEntries(named.map((name) => [name, `${act.args?.[name]}-b`])) } };
}

const stack = fc.constantFrom(0 as const, 0 as const, 1 as const);

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  seed: fc.nat(),
  ifMatch: fc.constantFrom("enforced", "enforced", "ignored"),
  onConflict: fc.constantFrom("fail", "fail", "merge", "overwrite"),
  acts: fc.array(
    fc.tuple(stack, act).map(([number, one]) => ofStack(number, one)),
    { minLength: 4, maxLength: 16 },
  ),
});
