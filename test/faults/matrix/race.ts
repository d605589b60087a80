import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { LOAD_SOURCES } from "../../../tools/loader";
import { type Bench, baseUrls, bench } from "../../contract/kit/emulator";
import { SERVICES } from "../../engine/kit/stand";
import type { Cell, Run, Verdict } from "../cell";
import { tellsOfUncertainty } from "./message";
import type { FaultName } from "./plan";
import { reachable } from "./play";
import type { Made, Task } from "./program";

const ROUNDS = 4;
/** Long enough for two processes to meet between a request and its answer. */
const LATENCY_MS = 10;
/** The connection ends after it. */
const SILENT_S = 0.5;
const SHUT_S = 0.05;

function program(run: Run): ChildProcess {
  const child = fork(join(__dirname, "program.ts"), [], { execArgv: LOAD_SOURCES });
  run.after(() => child.kill());
  return child;
}

async function ask(child: ChildProcess, task: Task): Promise<Made> {
  const ended = new AbortController();
  const exit = once(child, "exit", { signal: ended.signal }).then(([code]) => {
    throw new Error(`the program's process ended with ${code}`);
  });
  exit.catch(() => undefined);
  child.send(task);
  try {
    const [made] = await Promise.race([once(child, "message", { signal: ended.signal }), exit]);
    return made;
  } finally {
    ended.abort();
  }
}

/** Two programs make a Service of the same name at once: there is one, and whoever has not got it is told which one it is. */
async function race(run: Run, alike: boolean, faults: readonly (FaultName | "nothing")[]): Promise<Verdict> {
  const made = await bench(run, { latencyMs: LATENCY_MS });
  const { accountSid, apiKey, apiSecret } = made.emulator;
  const config = { ...baseUrls(made.emulator), accountSid, apiKey, apiSecret };
  const programs = [program(run), program(run)];
  const verdict = { struck: 0, duplicates: 0, broken: [] as string[] };
  for (const [round, fault] of faults.flatMap((fault) => Array(ROUNDS).fill(fault)).entries()) {
    const uniqueName = `contested-${round}`;
    const seconds = fault === "silence" ? { seconds: SILENT_S } : fault === "refuse" ? { seconds: SHUT_S } : {};
    const planned = { method: "POST", path: `^${SERVICES}$`, fault, ...seconds };
    made.emulator.setFaults(fault === "nothing" ? [] : [planned]);
    const results = await Promise.all(
      programs.map((child, at) => {
        const args = { uniqueName, friendlyName: alike ? "ours" : `of program ${at}` };
        return ask(child, { kind: "Service", config, args });
      }),
    );
    const struck = made.emulator.struck();
    verdict.struck += struck;
    if (fault !== "nothing" && struck === 0) verdict.broken.push(`${fault}, round ${round}: the fault hit nothing`);
    made.emulator.setFaults([]);
    await reachable(made);
    const held = await holders(made, uniqueName);
    verdict.duplicates += Math.max(0, held.length - 1);
    verdict.broken.push(...judged(held, results, alike).map((line) => `${fault}, round ${round}: ${line}`));
  }
  return verdict;
}

async function holders({ call }: Bench, uniqueName: string): Promise<string[]> {
  const { body } = await call("GET", `${SERVICES}?PageSize=1000`);
  return body.services.flatMap((one: Record<string, string>) => (one.unique_name === uniqueName ? [one.sid] : []));
}

function judged(held: readonly string[], results: readonly Made[], alike: boolean): string[] {
  const [sid = "none"] = held;
  const owners = results.filter((one) => "id" in one);
  const told = results.flatMap((one) => ("error" in one ? [one.error] : []));
  return [
    ...(held.length === 1 ? [] : [`${held.length} Services have the name`]),
    ...owners.filter(({ id }) => id !== sid).map(({ id }) => `a program holds ${id}, which is not there`),
    // Where nothing tells the two apart, an answer that was lost cannot either: both may take it for theirs.
    ...(owners.length > 1 && !alike ? ["both programs hold what only one of them declared"] : []),
    ...told
      .filter((error) => !error.includes(sid) && !tellsOfUncertainty(error))
      .map((error) => `an error does not name ${sid}: ${error}`),
  ];
}

const NOTHING = ["nothing"] as const;

/** With something wrong on the first of the two requests. */
const cellOf = (alike: boolean, name: string, faults: readonly (FaultName | "nothing")[], share: boolean): Cell => ({
  group: "one name, two programs",
  name: `${alike ? "the same content" : "different content"}, ${name}`,
  share,
  load: "engine",
  run: (run) => race(run, alike, faults),
});

export const races: readonly Cell[] = [true, false].flatMap((alike) => [
  cellOf(alike, "nothing wrong", NOTHING, false),
  cellOf(alike, "an answer lost", ["drop-after", "cut", "malformed-json", "wrong-shape"], !alike),
  cellOf(alike, "a request lost", ["drop-before", "silence", "refuse", "500", "503", "html"], false),
  cellOf(alike, "a rate limit", ["429", "429-no-retry-after"], false),
  cellOf(alike, "delivered twice", ["duplicate"], false),
]);
