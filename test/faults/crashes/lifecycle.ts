import { IMPORT } from "../../../dynamic/hidden";
import { type Bench, behind, httpOf } from "../../contract/kit/emulator";
import { begunProvider } from "../build";
import type { Run, Verdict } from "../cell";
import { type Kind, prepare } from "../matrix/kind";
import { Stack } from "../matrix/stack";
import { importOf, lookAt } from "./aftermath";
import { type Boundary, checkpointBefore } from "./checkpoint";
import { emulatorProcess, type Printed } from "./emulatorProcess";
import { declaredAfter, type Moment, writeAt } from "./moments";
import { listening } from "./said";

/** When the API is back: while the command still runs, or only once it has given up. */
export type Return = "during" | "afterwards";

export interface Outage {
  kind: Kind;
  moment: Moment;
  boundary: Boundary;
  back: Return;
}

/** Kills the emulator at one request of an `up`, brings it back with its data, and looks at what came of it. */
export async function outage(run: Run, { kind, moment, boundary, back }: Outage): Promise<Verdict> {
  const emulator = await emulatorProcess(run);
  const made = benchOf(emulator);
  const given = await prepare(made);
  const gate = await checkpointBefore(run, emulator.url);
  const gated = benchOf(behind(emulator, gate.url));
  let stack = new Stack(() => begunProvider(kind.name), gated);
  if (moment !== "create") await stack.up(kind.args(given));

  const declared = declaredAfter(kind, moment, given);
  const { method, path } = writeAt(kind, moment, given);
  const reached = gate.hold({ method, path: new RegExp(path) }, boundary);
  const said: string[] = [];
  const up = listening(said, () => stack.up(declared));
  const held = await Promise.race([reached, up.then((error) => new Error(`it never got there: ${error}`))]);
  if (held instanceof Error) throw held;
  await emulator.kill();
  if (back === "during") gate.wait(emulator.restart());
  held.drop();
  const error = await up;
  const broken: string[] = [];
  if (back === "during" && error !== undefined) broken.push(`it did not outlast the outage: ${error}`);
  if (back === "afterwards") {
    if (error === undefined) broken.push("nothing was said of the outage");
    await emulator.restart();
  }
  // The next command is another process, which knows only what the state has.
  stack = successor(stack, new Stack(() => begunProvider(kind.name), gated));
  const again = await listening(said, () => stack.up(declared));
  const id = importOf(again ?? "");
  const last =
    id === undefined || declared === undefined
      ? again
      : await listening(said, () => stack.up({ ...declared, [IMPORT]: id }));
  if (last !== undefined) broken.push(`the next up fails: ${last}`);
  const verdict = await lookAt({ kind, made, given, declared, known: stack.entry?.id, said: said.join("\n") });
  if (declared !== undefined && (await stack.differs(declared))) broken.push("the next up is not empty");
  return { ...verdict, broken: [...broken, ...verdict.broken] };
}

function successor(before: Stack, after: Stack): Stack {
  after.entry = before.entry;
  after.pending.push(...before.pending);
  return after;
}

/** What runs in another process has no admin path here. */
function benchOf(process: Printed): Bench {
  const absent = () => {
    throw new Error("the emulator runs in a process of its own");
  };
  const emulator = {
    ...process,
    authToken: "",
    accounts: [],
    requests: absent,
    clearRequests: absent,
    struck: absent,
    reset: absent,
    advance: absent,
    setFaults: absent,
    close: absent,
  };
  return { emulator, call: httpOf(process), admin: absent };
}
