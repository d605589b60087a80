import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ensureBuild } from "../../tools/build";
import { type Bench, benchOf } from "../contract/kit/emulator";
import { homeOf } from "../engine/kit/environment";
import { createProject, type Project, STACK } from "../engine/kit/harness";
import { configFor } from "../engine/kit/stack-files";
import { SENTIMENT, SERVICES } from "../engine/kit/stand";
import { obtain } from "./npm";
import { SETUPS } from "./setups";
import { STORES, type Store, type StoreName, textBelow } from "./stores";
import { report } from "./table";

before(ensureBuild);

/** Names the Service as the environment says, and first waits for the file `GATE`, if there is to be one. */
const PROGRAM = `
const { existsSync, writeFileSync } = require("node:fs");
const { setTimeout } = require("node:timers/promises");
const pulumi = require("@pulumi/pulumi");
const { IntelligenceConfiguration, Service } = require("pulumi-twilio-intelligence");
module.exports = async () => {
  const { GATE, NAME } = process.env;
  if (GATE !== undefined) writeFileSync(GATE + ".reached", "");
  while (GATE !== undefined && !existsSync(GATE)) await setTimeout(50);
  const calls = new Service("calls", { uniqueName: "calls", friendlyName: pulumi.secret(NAME) });
  new IntelligenceConfiguration("live", { displayName: "live", description: calls.sid, rules: [
    { name: "sentiment", operators: [{ id: "${SENTIMENT}" }], triggers: [{ on: "CONVERSATION_END" }] },
  ] });
};`;

/** The stack and its two resources. */
const ALL = 3;
const named = (name: string) => ({ env: { NAME: `${name}-Zq7` } });

interface Stand extends Bench {
  project: Project;
  store: Store;
  sid(): Promise<string>;
  writes(): string[];
}

for (const name of ["state-file", "state-postgres", "state-s3"] as const) {
  test(`${SETUPS[name]}: a stack lives its whole life, one update at a time, and no credential is stored`, async (t) => {
    const made = await standOn(t, name);
    if (made === undefined) return;
    await wholeLife(made);
    await oneAtATime(made);
    await scan(made);
    assert.deepEqual((await made.project.destroy(named("two"))).changes, { delete: ALL });
    assert.equal((await made.call("GET", SERVICES)).body.services.length, 0);
    report(t, name, "works");
  });
}

test("Pulumi stores and prints a password in PULUMI_BACKEND_URL, but not one in PGPASSWORD", async (t) => {
  const modules = obtain(t, "state-postgres", STORES["state-postgres"].packages);
  if (modules === undefined) return;
  const { env, password, close } = await STORES["state-postgres"].start(dirname(modules));
  t.after(close);
  const url = new URL(env.PULUMI_BACKEND_URL);
  assert.equal(await isShown({ ...env, PULUMI_BACKEND_URL: url.href }), false);
  url.password = password;
  assert.equal(await isShown({ PULUMI_BACKEND_URL: url.href }), true);

  async function isShown(how: NodeJS.ProcessEnv): Promise<boolean> {
    const project = await createProject({ program: "", env: how });
    t.after(() => project.dispose());
    await project.run(["stack", "init", STACK]);
    const { output } = await project.run(["whoami", "--verbose"]);
    const places = [output, textBelow(join(homeOf(project.root), "workspaces"))].map((text) => text.includes(password));
    assert.equal(places[0], places[1]);
    return places[0] ?? false;
  }
});

async function standOn(t: TestContext, name: StoreName): Promise<Stand | undefined> {
  const modules = obtain(t, name, STORES[name].packages);
  if (modules === undefined) return undefined;
  const store = await STORES[name].start(dirname(modules));
  t.after(() => store.close());
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const project = await createProject({ program: PROGRAM, config: configFor(emulator), env: store.env });
  t.after(() => project.dispose());
  await project.run(["stack", "init", STACK]);
  const bench = benchOf(emulator);
  const sid = async () => (await bench.call("GET", SERVICES)).body.services[0].sid;
  return { ...bench, project, store, sid, writes: () => writesTo(emulator) };
}

/** Writes since the last time that this was asked. */
function writesTo(emulator: Emulator): string[] {
  const writes = emulator.requests().filter(({ method }) => method !== "GET");
  emulator.clearRequests();
  return writes.map(({ method, path }) => `${method} ${path}`);
}

async function wholeLife({ project, call, sid, writes }: Stand): Promise<void> {
  assert.deepEqual((await project.preview(named("one"))).changes, { create: ALL });
  assert.deepEqual(writes(), []);
  assert.deepEqual((await project.up(named("one"))).changes, { create: ALL });
  const path = `${SERVICES}/${await sid()}`;
  assert.equal((await call("POST", path, { form: { FriendlyName: "theirs" } })).status, 200);
  const { output } = await project.up({ ...named("two"), expectFailure: true });
  assert.match(output, /was changed in the account/);
  assert.equal((await call("GET", path)).body.friendly_name, "theirs");
  writes();
  assert.deepEqual((await project.refresh(named("two"))).changes, { same: ALL - 1, update: 1 });
  assert.deepEqual((await project.up(named("two"))).changes, { same: ALL - 1, update: 1 });
  assert.deepEqual(writes(), [`POST ${path}`]);
  assert.deepEqual((await project.up(named("two"))).changes, { same: ALL });
  assert.deepEqual(writes(), []);
}

/** An `up` that begins while another runs is refused, and does not disturb it. The lock of one that is killed stays until it is cancelled. */
async function oneAtATime({ project, store, call, sid, writes }: Stand): Promise<void> {
  const gate = join(project.root, "gate");
  const first = await startAt(gate, project, "three");
  const open = join(project.root, "open");
  writeFileSync(open, "");
  const { output } = await project.up({ env: { ...named("four").env, GATE: open }, expectFailure: true });
  assert.match(output, LOCKED);
  assert.equal(existsSync(`${open}.reached`), false, "it is refused before its program runs");
  if (store.password !== undefined) assert.ok(!output.includes(store.password));
  assert.deepEqual(writes(), []);
  writeFileSync(gate, "");
  const { code, output: printed } = await first.ended;
  assert.equal(code, 0, printed);
  const path = `${SERVICES}/${await sid()}`;
  assert.deepEqual(writes(), [`POST ${path}`]);
  assert.equal((await call("GET", path)).body.friendly_name, "three-Zq7");

  const killed = await startAt(join(project.root, "closed"), project, "five");
  process.kill(-killed.pid, "SIGKILL");
  await killed.ended;
  assert.match((await project.up({ ...named("two"), expectFailure: true })).output, LOCKED);
  await project.run(["cancel", "--yes"]);
  assert.deepEqual((await project.up(named("two"))).changes, { same: ALL - 1, update: 1 });
}

const LOCKED = /the stack is currently locked by 1 lock\(s\)/;

/** Starts an `up` whose program waits for the file. */
async function startAt(gate: string, project: Project, name: string): Promise<ReturnType<Project["start"]>> {
  const started = project.start(["up", "--yes", "--skip-preview"], { ...named(name).env, GATE: gate });
  let isRunning = true;
  const ended = started.ended.finally(() => {
    isRunning = false;
  });
  while (isRunning && !existsSync(`${gate}.reached`)) await setTimeout(50);
  if (!isRunning) assert.fail((await ended).output);
  return started;
}

async function scan({ project, store, emulator, sid }: Stand): Promise<void> {
  const stored = store.text();
  assert.ok(stored.includes(await sid()), "the scan has to see the state");
  assert.match(stored, /"ciphertext": ?"v1:/);
  const { accountSid, apiKey, apiSecret, authToken } = emulator;
  const secrets = {
    "the API secret": apiSecret,
    "the auth token": authToken,
    "the basic credentials of the key": Buffer.from(`${apiKey}:${apiSecret}`).toString("base64"),
    "the basic credentials of the account": Buffer.from(`${accountSid}:${authToken}`).toString("base64"),
    "a secret value": "-Zq7",
    ...(store.password && { "the password of the store": store.password }),
  };
  const exported = (await project.run(["stack", "export"])).stdout;
  for (const text of [stored, exported, textBelow(homeOf(project.root))])
    for (const [what, secret] of Object.entries(secrets)) assert.ok(!text.includes(secret), what);
}
