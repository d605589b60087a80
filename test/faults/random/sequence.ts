import fc from "fast-check";
import type { Behaviour } from "../../../emulator/behaviour";
import type { Fault } from "../../../emulator/index";
import { BEHAVIOURS } from "../behaviours/behaviours";
import { isPackage } from "../build";
import type { Bag } from "../matrix/kind";
import { ARGS } from "./args";
import type { UpOptions } from "./commands";
import { CLASSES, NAMES, type Name } from "./objects";
import { withSecretsOf } from "./values";

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
  /** The resource is protected, stays in the account when it leaves the stack, or leaves a property to the account; or no longer. */
  | { act: "keep"; name: Name; protect: boolean; retain: boolean; isIgnored: boolean }
  /** One of two resources of a class imports the object of the other one. */
  | { act: "seize"; name: "live" | "other" }
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

/** Whose objects two programs can have: one that depends on another resource belongs to its program. */
const shareable: Name[] = NAMES.filter((one) => !["call", "wired", "attached"].includes(one));

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
    arbitrary: fc.record({
      act: fc.constant("keep" as const),
      name,
      protect: fc.boolean(),
      retain: fc.boolean(),
      isIgnored: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant("seize" as const),
      name: fc.constantFrom("live" as const, "other" as const),
    }),
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
function made(...all: Name[]): fc.Arbitrary<Act[]> {
  const names = all.filter((one) => NAMES.includes(one));
  return fc
    .tuple(...names.map((one) => ARGS[one].map(plain)))
    .map((args) => [
      ...args.map((one, at): Act => ofStack(0, { act: "declare", name: names[at], args: one })),
      { stack: 0, act: "up", trouble: { what: "nothing" }, options: {} },
    ]);
}

const ignorable = NAMES.filter((one) => CLASSES[one].ignorable !== undefined);

/** Most of what goes wrong between resources takes several that are there already. */
const beginning: fc.Arbitrary<Act[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Act[]>([]) },
  { weight: 1, arbitrary: made("live", "support", "attached") },
  { weight: 1, arbitrary: made("calls", "topic", "wired") },
  { weight: 1, arbitrary: made(...NAMES) },
  // A property that the account has for itself, and that somebody else changes.
  {
    weight: 1,
    arbitrary: fc
      .tuple(made(...NAMES), fc.constantFrom(...ignorable))
      .map(([acts, one]): Act[] => [
        ...acts,
        { act: "keep", name: one, protect: false, retain: false, isIgnored: true, stack: 0 },
        { act: "up", trouble: { what: "nothing" }, options: {}, stack: 0 },
        { act: "edit", name: one, edit: CLASSES[one].ignorable?.edit ?? 0, stack: 0 },
      ]),
  },
);

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  seed: fc.nat(),
  // What the API does where its sources disagree, an earlier build knows less of.
  behaviour: fc.constantFrom(...(isPackage ? BEHAVIOURS.slice(0, 1) : BEHAVIOURS)),
  onConflict: fc.constantFrom("fail", "fail", "merge", "overwrite"),
  acts: fc
    .tuple(beginning, fc.array(fc.tuple(stack, act), { minLength: 4, maxLength: 16 }))
    .map(([first, rest]) => [...first, ...rest.map(([number, one]) => ofStack(number, one))]),
});
