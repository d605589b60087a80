import type { Fault } from "../../../emulator/index";
import { SUMMARY } from "../../contract/kit/emulator";
import { begunProcess } from "../build";
import type { Bag } from "../matrix/kind";
import { type Entry, Stack } from "../matrix/stack";
import { CLASSES, type Name } from "../random/objects";
import { checkRegisters } from "./register";
import type { Choose } from "./schedule";
import { toldOf } from "./told";
import { World } from "./world";

/** A command: an `up` with a content of its own, or a `refresh`. */
export type Command = "up" | "refresh";

/** Two writers with their commands, and what goes wrong with one of their requests. */
export interface Contest {
  name: Name;
  ifMatch: "enforced" | "ignored";
  onConflict: "fail" | "merge" | "overwrite";
  commands: [Command[], Command[]];
  fault?: { fault: Fault["fault"]; nth: number };
}

/** Declares an object whose one property says who wrote it. */
const ARGS: Partial<Record<Name, (text: string) => Bag>> = {
  calls: (text) => ({ uniqueName: "calls", friendlyName: text }),
  tone: (text) => ({ displayName: "tone", prompt: text, outputFormat: "TEXT" }),
  live: (text) => ({
    displayName: "live",
    description: text,
    rules: [{ operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] }],
  }),
  store: (text) => ({ displayName: "support", description: text, allowDelete: true }),
  support: (text) => ({
    displayName: "Support",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: `mem_store_0${"0".repeat(25)}`,
    description: text,
  }),
};

export const NAMES: Name[] = ["calls", "tone", "live", "store", "support"];

/** Faults that differ in what the writer can know afterwards: refused, lost before, lost after, unreadable. */
const FAULTS: Fault["fault"][] = ["503", "drop-before", "drop-after", "html"];

/** One history of a contest. `choose` decides whose request is next. Gives what does not hold. */
async function play(contest: Contest, choose: Choose): Promise<string[]> {
  const { name, ifMatch, onConflict, commands, fault } = contest;
  const world = new World(1, { ifMatch }, choose);
  const said: [string[], string[]] = [[], []];
  const declared = (text: string) => ({ ...ARGS[name]?.(text), onConflict });
  const stackOf = (writer: 0 | 1, entry: Entry | undefined) => {
    const { connect } = world.host(writer);
    const hear = (text: string) => said[writer].push(text);
    const stack = new Stack(() => begunProcess(hear, connect)(CLASSES[name].kind), world.made);
    stack.entry = entry;
    return stack;
  };
  const live = async (writer: 0 | 1, first: Entry | undefined): Promise<void> => {
    let entry = first;
    for (const [at, command] of commands[writer].entries()) {
      const stack = stackOf(writer, entry);
      const task = command === "up" ? stack.up(declared(`${"ab"[writer]}${at}`)) : stack.refresh();
      await task.catch((error: unknown) => said[writer].push(String(error)));
      if (command === "refresh") said[writer].push(JSON.stringify(stack.entry));
      entry = stack.entry;
    }
  };
  try {
    await world.schedule.run(async () => {
      const maker = stackOf(0, undefined);
      await maker.up(declared("first"));
      // The other one has imported it, and has seen it as the first has.
      world.sees(1, await world.made.call("GET", `${CLASSES[name].collection}/${maker.entry?.id}`));
      world.api.setFaults(fault === undefined ? [] : [fault]);
      await world.schedule.contended([() => live(0, maker.entry), () => live(1, maker.entry)]);
    });
    return checkRegisters(world.history, toldOf(world, ifMatch, said));
  } finally {
    world.api.close();
  }
}

/**
 * Decides whose request is next along a path of choices. Two reads with nothing but reads between them give the same history in
 * either order, unless the fault strikes one of them: of these orders one is left out.
 */
class Path {
  readonly #given: readonly number[];
  readonly #nth: number | undefined;
  readonly #taken: { at: number; of: number }[] = [];
  /** Writers whose read was passed over for another read, and is not next before a write. */
  #asleep = new Set<number | undefined>();

  /** @param nth number of the request that a fault strikes */
  constructor(given: readonly number[], nth: number | undefined) {
    this.#given = given;
    this.#nth = nth;
  }

  /** Requests that had their turn. */
  get length(): number {
    return this.#taken.length;
  }

  choose: Choose = (waiting) => {
    const isStruck = this.length + 1 === this.#nth;
    if (isStruck) this.#asleep.clear();
    const awake = waiting.filter(({ writer }) => !this.#asleep.has(writer));
    const open = awake.length > 0 ? awake : waiting;
    const at = this.#given[this.length] ?? 0;
    this.#taken.push({ at, of: open.length });
    const chosen = open[at];
    if (isStruck || chosen?.isRead !== true) this.#asleep.clear();
    else for (const { writer, isRead } of open.slice(0, at)) if (isRead) this.#asleep.add(writer);
    return chosen === undefined ? 0 : waiting.indexOf(chosen);
  };

  /** The choices of the path that is next in order. */
  next(): number[] | undefined {
    const last = this.#taken.findLastIndex(({ at, of }) => at + 1 < of);
    if (last < 0) return undefined;
    const chosen = this.#taken.map(({ at }) => at);
    return [...chosen.slice(0, last), (chosen[last] ?? 0) + 1];
  }

  toString(): string {
    return this.#taken.map(({ at }) => at).join("");
  }
}

/** Every history of a contest, one for each order of the requests of the two. Gives the number of requests in the longest one. */
async function orders(
  contest: Contest,
  each: (broken: string[], path: Path, contest: Contest) => void,
): Promise<number> {
  let longest = 0;
  for (let given: number[] | undefined = []; given !== undefined; ) {
    const path: Path = new Path(given, contest.fault?.nth);
    each(await play(contest, path.choose), path, contest);
    longest = Math.max(longest, path.length);
    given = path.next();
  }
  return longest;
}

/** Every history of a contest without a fault, and with each of the faults at each of its requests. */
export async function enumerate(contest: Contest, each: Parameters<typeof orders>[1], faults = FAULTS): Promise<void> {
  const requests = await orders(contest, each);
  for (const fault of faults)
    for (let nth = 1; nth <= requests; nth++) await orders({ ...contest, fault: { fault, nth } }, each);
}

/** All lists of commands of two writers, at most so many in all. */
function splits(most: number): Contest["commands"][] {
  const lists = (length: number): Command[][] =>
    length === 0
      ? [[]]
      : lists(length - 1).flatMap(
          (rest) =>
            [
              ["up", ...rest],
              ["refresh", ...rest],
            ] as Command[][],
        );
  const all: Contest["commands"][] = [];
  for (let first = 1; first < most; first++)
    for (let second = 1; first + second <= most; second++)
      for (const a of lists(first)) for (const b of lists(second)) all.push([a, b]);
  // Where nobody writes, nothing is lost; and who is called the first makes no difference.
  return all.filter(([a, b]) => [...a, ...b].includes("up") && a.length >= b.length);
}

/** Kinds whose writes are followed by reads: two that overwrite each other then go on for several rounds, in too many orders. */
const READ_BACK = new Set<Name>(["store", "support", "tone"]);
const READ_BACK_COMMANDS = 3;

/** Every contest of a kind, with at most so many commands, without a fault. */
export function contestsOf(name: Name, most: number): Contest[] {
  const modes = name === "live" ? (["enforced", "ignored"] as const) : (["enforced"] as const);
  return modes.flatMap((ifMatch) =>
    (["fail", "merge", "overwrite"] as const).flatMap((onConflict) =>
      splits(onConflict === "overwrite" && READ_BACK.has(name) ? Math.min(most, READ_BACK_COMMANDS) : most).map(
        (commands): Contest => ({ name, ifMatch, onConflict, commands }),
      ),
    ),
  );
}
