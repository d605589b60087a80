import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Emulator } from "../../../emulator/index";
import { LOAD_SOURCES } from "../../../tools/loader";
import { type Bench, baseUrls, bench } from "../../contract/kit/emulator";
import { CONFIGURATIONS, configuration, programOf, SERVICES, stand, standOn } from "../kit/stand";
import type { Outcome, Request, Turn } from "./race-writer";

const ROUNDS = 50;
/** Long enough for two processes to meet between a read and the write that follows it. */
const LATENCY_MS = 10;

interface Stack {
  ask(request: Request): Promise<Outcome>;
}

/** A stack in a process of its own, that drives the provider over HTTP. */
function stackProcess(t: TestContext, emulator: Emulator): Stack {
  const { accountSid, apiKey, apiSecret } = emulator;
  const config = { ...baseUrls(emulator), accountSid, apiKey, apiSecret };
  const child: ChildProcess = fork(join(__dirname, "race-writer.ts"), [], {
    execArgv: LOAD_SOURCES,
    env: { ...process.env, RACE_CONFIG: JSON.stringify(config) },
  });
  t.after(() => child.kill());
  return {
    async ask(request) {
      const ended = new AbortController();
      const exit = once(child, "exit", { signal: ended.signal }).then(([code]) => {
        throw new Error(`the stack's process ended with ${code}`);
      });
      child.send(request);
      const [answer] = await Promise.race([once(child, "message", { signal: ended.signal }), exit]);
      exit.catch(() => {});
      ended.abort();
      return answer;
    },
  };
}

const KINDS = {
  Service: {
    path: SERVICES,
    make: ({ call }: Bench) => call("POST", SERVICES, { form: { UniqueName: "contested" } }),
    textOf: (live: Record<string, unknown>) => live.friendly_name,
    idOf: (live: Record<string, unknown>) => String(live.sid),
  },
  IntelligenceConfiguration: {
    path: CONFIGURATIONS,
    make: ({ call }: Bench) => call("POST", CONFIGURATIONS, { json: { displayName: "contested", rules: [] } }),
    textOf: (live: Record<string, unknown>) => live.description,
    idOf: (live: Record<string, unknown>) => String(live.id),
  },
};

/** Two stacks that saw the same version write at the same time, again and again. Gives the outcomes of every round. */
async function race(t: TestContext, kind: Turn["kind"], ifMatch: "enforced" | "ignored") {
  const made = await bench(t, { ifMatch, latencyMs: LATENCY_MS });
  const { path, make, textOf, idOf } = KINDS[kind];
  const id = idOf((await make(made)).body);
  const stacks = [stackProcess(t, made.emulator), stackProcess(t, made.emulator)];
  const rounds: { told: string[]; lost: number; unreported: number; outcomes: Outcome[] }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(stacks.map((stack) => stack.ask({ look: { kind, id } })));
    const texts = stacks.map((_, at) => `round ${round} stack ${at}`);
    const outcomes = await Promise.all(
      stacks.map((stack, at) => stack.ask({ turn: { kind, id, text: texts[at] ?? "" } })),
    );
    const held = textOf((await made.call("GET", `${path}/${id}`)).body);
    const told = outcomes.map(({ how }) => how).sort();
    // Lost: a write that went through, that the account does not hold, and that nobody was told of.
    const overwritten = outcomes.filter(({ how }, at) => how === "written" && texts[at] !== held).length;
    rounds.push({ told, lost: overwritten, unreported: told.includes("reported") ? 0 : overwritten, outcomes });
  }
  const sum = (key: "lost" | "unreported") => rounds.reduce((total, round) => total + round[key], 0);
  const count = (what: Outcome["how"]) => rounds.filter(({ told }) => told.includes(what)).length;
  const result = {
    lost: sum("lost"),
    unreported: sum("unreported"),
    refused: count("refused"),
    reported: count("reported"),
  };
  t.diagnostic(`${kind}, If-Match ${ifMatch}, ${ROUNDS} rounds: ${JSON.stringify(result)}`);
  return { rounds, ...result };
}

for (const [kind, ifMatch] of [
  ["Service", "enforced"],
  ["Service", "ignored"],
  ["IntelligenceConfiguration", "enforced"],
] as const) {
  test(`two stacks race for one ${kind}, If-Match ${ifMatch}: one writes, the other is refused`, async (t) => {
    const { rounds, lost } = await race(t, kind, ifMatch);
    for (const { told } of rounds) assert.deepEqual(told, ["refused", "written"]);
    assert.equal(lost, 0);
  });
}

test("two stacks race for one Configuration while the server ignores If-Match: what is overwritten is reported", async (t) => {
  const { rounds, unreported, reported } = await race(t, "IntelligenceConfiguration", "ignored");
  assert.equal(unreported, 0);
  assert.ok(reported > 0, "the two never met, so that nothing was shown");
  for (const { told, outcomes } of rounds) {
    assert.notDeepEqual(told, ["written", "written"]);
    for (const { how, message } of outcomes) {
      if (how !== "reported") continue;
      assert.match(message, /went from version \d+ to \d+ with one update: somebody else wrote/);
      assert.match(
        message,
        /Version \d+, read just before, held: \{.*\nVersion \d+ holds what this program declares: \{/,
      );
    }
  }
});

test("two stacks race on the engine: one update goes through, the other names the conflict", async (t) => {
  const program = (text: string) =>
    programOf({ live: configuration({ displayName: "live", description: text, rules: [] }) });
  const one = await stand(t, program("first"));
  await one.project.up();
  const other = await standOn(t, one.emulator, program("first"));
  const exported = join(one.project.root, "exported.json");
  await one.project.run(["stack", "export", "--show-secrets", "--file", exported]);
  const text = readFileSync(exported, "utf8").replaceAll(one.project.name, other.project.name);
  writeFileSync(exported, text);
  await other.project.run(["stack", "import", "--file", exported]);

  for (const round of [1, 2]) {
    const stands = [one, other];
    const ended = await Promise.allSettled(
      stands.map(({ project }, at) => {
        project.write(program(`round ${round} stack ${at}`));
        return project.up();
      }),
    );
    const winner = ended.findIndex(({ status }) => status === "fulfilled");
    const refusals = ended.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    assert.equal(refusals.length, 1);
    assert.match(refusals[0] ?? "", /was changed in the account: it is at version \d+, this stack last saw \d+\./);
    const { body } = await one.call("GET", `${CONFIGURATIONS}/${one.id("live")}`);
    assert.equal(body.description, `round ${round} stack ${winner}`);
    await stands[1 - winner]?.project.refresh();
  }
});
