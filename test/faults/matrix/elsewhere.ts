import { setTimeout as sleep } from "node:timers/promises";
import { type Bench, bench, secondAccount } from "../../contract/kit/emulator";
import { SERVICES } from "../../engine/kit/stand";
import { begunProcess, begunProvider } from "../build";
import type { Cell, Run, Verdict } from "../cell";
import { type Kind, prepare } from "./kind";
import { KINDS } from "./kinds";
import { FAULTS } from "./plan";
import { followed, Play, play } from "./play";
import { Stack } from "./stack";

/** Objects that stand for themselves. What is attached is in the account of what it is attached to. */
const OBJECTS = KINDS.filter(({ name }) => !/Attachment$/.test(name));
/** The classes whose objects the API tells apart by a name. */
const IS_NAMED = new Set(["Service", "MemoryStore"]);

const cell = (group: string, name: string, run: (run: Run) => Promise<Verdict>): Cell => ({
  group,
  name,
  share: name === "IntelligenceConfiguration",
  load: "quick",
  run,
});

async function begin(kind: Kind, made: Bench, config: Record<string, string>): Promise<Play> {
  const stack = new Stack(() => begunProvider(kind.name), made, config);
  return new Play(kind, made, await prepare(made), stack);
}

/** The stack names one account, and its key is of another one: nothing stays there. */
async function wrongKey(run: Run, kind: Kind): Promise<Verdict> {
  const made = await bench(run, { accounts: 2 });
  const { apiKey, apiSecret } = secondAccount(made.emulator);
  const there: Bench = {
    ...made,
    call: (method, path, call) => made.call(method, path, { ...call, as: `${apiKey}:${apiSecret}` }),
  };
  await there.call("POST", SERVICES, { form: { UniqueName: "theirs" } });
  const play = await begin(kind, made, { apiKey, apiSecret });
  const before = new Set((await kind.seen(there, play.given)).map(({ id }) => id));
  const error = await play.attempt(() => play.stack.up(kind.args(play.given)));
  play.holds(error !== undefined, "an object was made with the key of another account");
  const left = (await kind.seen(there, play.given)).filter(({ id }) => !before.has(id));
  play.orphans = left.length;
  play.holds(left.length === 0, `the other account holds ${JSON.stringify(left)}`);
  return play.verdict();
}

/** The object moves to an account whose credentials are refused: it stays where it is. */
async function refusedMove(run: Run, kind: Kind): Promise<Verdict> {
  const made = await bench(run, { accounts: 2 });
  const { accountSid, apiKey } = secondAccount(made.emulator);
  const accounts = JSON.stringify({ other: { accountSid, apiKey, apiSecret: "wrong" } });
  const play = await begin(kind, made, { accounts });
  const declared = kind.args(play.given);
  await play.stack.up(declared);
  const before = (await play.seen()).length;
  const error = await play.attempt(() => play.stack.up({ ...declared, account: "other" }));
  play.holds(error !== undefined, "it moved with credentials that are refused");
  play.holds((await play.seen()).length === before, "it is gone from its account");
  await play.converge(declared);
  return play.verdict();
}

/** Clocks of server and client that differ, in ms. */
const SKEWS = [-10_000, 10_000];
const UNSETTLED = FAULTS.filter((fault) => ["drop-after", "cut", "malformed-json", "503"].includes(fault));

const apart = OBJECTS.flatMap((kind) =>
  SKEWS.flatMap((clockMs) =>
    UNSETTLED.map((fault) =>
      cell("clocks apart", `${kind.name} create: ${fault}, ${clockMs / 1000} s`, (run) =>
        play(run, { kind, operation: "create", target: "write", span: "once", fault }, "lifecycle", { clockMs }),
      ),
    ),
  ),
);

/** How long the first of two creates takes, in seconds. */
const SLOW_S = 1;

/** Two resources of one content at once: the answer of the second is lost while the first is still under way. */
async function alike(run: Run, kind: Kind): Promise<Verdict> {
  const made = await bench(run);
  const given = await prepare(made);
  const providers = begunProcess();
  const stacks = [0, 1].map(() => new Stack(() => providers(kind.name), made));
  const [first, second] = stacks.map((stack) => new Play(kind, made, given, stack));
  if (first === undefined || second === undefined) throw new Error("there are two");
  const { create } = kind.writes(given);
  made.emulator.setFaults([
    { ...create, fault: "late-504", seconds: SLOW_S },
    { ...create, fault: "drop-after", nth: 2 },
  ]);
  const declared = kind.args(given);
  const errors = await Promise.all([first, second].map((one) => one.attempt(() => one.stack.up(declared))));
  const ids = stacks.flatMap((stack) => stack.known());
  first.holds(new Set(ids).size === ids.length, `two resources have the same object: ${ids}`);
  made.emulator.setFaults([]);
  await sleep(2 * SLOW_S * 1000);
  const known = new Set(ids);
  const left = (await first.seen()).filter(({ id }) => !known.has(id));
  const said = errors.join("\n");
  if (left.length > 0) await followed(first, said);
  first.orphans = left.filter(({ id }) => !said.includes(id) && !/whether .* was made/.test(said)).length;
  first.holds(first.orphans === 0, `the account holds what no state and no message names: ${JSON.stringify(left)}`);
  return first.verdict();
}

export const elsewhere: readonly Cell[] = [
  ...OBJECTS.map((kind) => cell("key of another account", kind.name, (run) => wrongKey(run, kind))),
  ...OBJECTS.map((kind) => cell("move to an account that refuses", kind.name, (run) => refusedMove(run, kind))),
  ...apart,
  ...OBJECTS.filter(({ name }) => !IS_NAMED.has(name)).map((kind) =>
    cell("equal content at once", kind.name, (run) => alike(run, kind)),
  ),
];
