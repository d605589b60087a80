import type { Fault } from "../../../emulator/index";
import { Run } from "../../../provider/lifecycle/run";
import { SUMMARY } from "../../contract/kit/emulator";
import type { Bag } from "../matrix/kind";
import { type Entry, Stack } from "../matrix/stack";
import { CLASSES, type Name } from "../random/objects";
import { checkRegisters } from "./register";
import { toldOf } from "./told";
import { World } from "./world";

/** A command: an `up` with a content of its own, or a `refresh`. */
export type Command = "up" | "refresh";

/** Two writers with their commands, and what goes wrong with one request. */
export interface Contest {
  name: Name;
  ifMatch: "enforced" | "ignored";
  onConflict: "fail" | "merge" | "overwrite";
  commands: [Command[], Command[]];
  fault: { fault: Fault["fault"]; nth: number } | undefined;
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
export async function play(contest: Contest, choose: (count: number) => number): Promise<string[]> {
  const { name, ifMatch, onConflict, commands, fault } = contest;
  const world = new World(1, { ifMatch }, choose);
  const said: [string[], string[]] = [[], []];
  const declared = (text: string) => ({ ...ARGS[name]?.(text), onConflict });
  const stackOf = (writer: 0 | 1, entry: Entry | undefined) => {
    const { connect } = world.host(writer);
    const log = { info: () => undefined, warn: (text: string) => said[writer].push(text) };
    const stack = new Stack(() => CLASSES[name].provider(new Run({ connect, log })), world.made);
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

/** Every history of a contest, one for each order in which the requests of the two can come. */
export async function enumerate(contest: Contest, each: (broken: string[], path: number[]) => void): Promise<void> {
  for (let path: number[] | undefined = []; path !== undefined; ) {
    const taken: { at: number; of: number }[] = [];
    const given: number[] = path;
    const broken = await play(contest, (of) => {
      const at = given[taken.length] ?? 0;
      taken.push({ at, of });
      return at;
    });
    const chosen = taken.map(({ at }) => at);
    each(broken, chosen);
    const last = taken.findLastIndex(({ at, of }) => at + 1 < of);
    path = last < 0 ? undefined : [...chosen.slice(0, last), (chosen[last] ?? 0) + 1];
  }
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

/** Every contest of a kind, with at most so many commands. */
export function contestsOf(name: Name, most: number): Contest[] {
  const modes = name === "live" ? (["enforced", "ignored"] as const) : (["enforced"] as const);
  const faults = FAULTS.flatMap((fault) => Array.from({ length: 2 * most }, (_, at) => ({ fault, nth: at + 1 })));
  return modes.flatMap((ifMatch) =>
    (["fail", "merge", "overwrite"] as const).flatMap((onConflict) =>
      splits(most).flatMap((commands) =>
        [undefined, ...faults].map((fault): Contest => ({ name, ifMatch, onConflict, commands, fault })),
      ),
    ),
  );
}
