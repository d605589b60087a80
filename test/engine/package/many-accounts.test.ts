import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { readAccounts } from "../../../examples/many-accounts/accounts";
import { benchOf } from "../../contract/kit/emulator";
import { type Fleet, type FleetRun, fleetOn, keyVariable, writeProgram } from "../kit/fleet";
import { environmentOf, SERVICES } from "../kit/stand";

const NAMES = ["emea", "apac", "us"];
const WRONG = "0123456789abcdef0123456789abcdef";

async function fleet(t: TestContext) {
  const emulator = await startEmulator({ accounts: NAMES.length });
  t.after(() => emulator.close());
  return { emulator, fleet: await fleetOn(t, emulator, NAMES) };
}

function accountOf({ accounts }: Emulator, name: string): Emulator["accounts"][number] {
  const account = accounts[NAMES.indexOf(name)];
  assert.ok(account, name);
  return account;
}

/** Lines of the summary, by account, and the line of counts before them. */
function summary({ lines }: FleetRun): { counts: string; byName: Record<string, string>; next: string } {
  const at = lines.findIndex((line) => /^\d+ accounts: /.test(line));
  const rows = lines.slice(at + 1, at + 1 + NAMES.length).map((line) => /^ {2}(\S+) +(.*)$/.exec(line) ?? []);
  const byName = Object.fromEntries(rows.map(([, name = "", text = ""]) => [name, text]));
  return { counts: lines[at] ?? "", byName, next: lines[at + 1 + NAMES.length] ?? "" };
}

/** Largest number of accounts between the line that begins one and the line that ends it. */
function mostAtATime({ lines }: FleetRun): number {
  let [now, most] = [0, 0];
  for (const line of lines) {
    if (/^\S+ …$/.test(line)) now++;
    else if (/ \[\d+ of \d+\]$/.test(line)) now--;
    most = Math.max(most, now);
  }
  return most;
}

/** Runs something while the program of the accounts does not end. Gives it the ids of the program and of the host that started it. */
async function whileProgramRuns(
  fleet: Fleet,
  start: () => { pid: number; ended: Promise<unknown> },
  then: (pid: number, others: number[]) => void,
): Promise<void> {
  const { folder, root } = fleet.project;
  const program = readFileSync(join(folder, "index.ts"), "utf8");
  const begun = join(root, "begun");
  const endless = `const { renameSync, writeFileSync } = require("node:fs");
    const file = ${JSON.stringify(begun)};
    writeFileSync(file + ".part", process.pid + " " + process.ppid);
    renameSync(file + ".part", file);
    setInterval(() => {}, 1000);`;
  writeProgram(fleet, endless);
  const { pid, ended } = start();
  let result: unknown;
  void ended.then((one) => (result = one));
  while (!existsSync(begun)) {
    assert.equal(result, undefined, JSON.stringify(result));
    await sleep(20);
  }
  then(pid, readFileSync(begun, "utf8").split(" ").map(Number));
  await ended;
  writeProgram(fleet, program);
}

/** Kills an update once it has locked its stack and runs the program. */
async function interrupt(fleet: Fleet, stack: string): Promise<void> {
  const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  await whileProgramRuns(
    fleet,
    () => fleet.project.start(["up", "--yes", "--skip-preview", "--stack", stack], env),
    // The program and its host do not end with the engine.
    (pid, others) => {
      for (const one of [-pid, ...others]) process.kill(one, "SIGKILL");
    },
  );
}

test("many accounts: a failed one stops no other and is named, and a second run does the rest alone", async (t) => {
  const { emulator, fleet: all } = await fleet(t);
  const first = await all.deploy(["--engines", "2"], { [keyVariable("apac", "API_SECRET")]: WRONG });
  assert.equal(first.code, 1, first.stderr);
  assert.equal(mostAtATime(first), 2);
  const { counts, byName, next } = summary(first);
  assert.equal(counts, "3 accounts: 2 changed, 1 failed");
  assert.deepEqual([byName.emea, byName.us], ["2 created", "2 created"]);
  assert.match(byName.apac ?? "", /^failed: .*401/);
  assert.match(next, /^Failed: apac\. /);

  // The lock of an interrupted update is explained, and removed for the account that is named.
  await interrupt(all, "us");
  emulator.clearRequests();
  const second = await all.deploy(["--engines", "2"]);
  assert.equal(second.code, 1, second.stderr);
  assert.deepEqual({ ...summary(second).byName, us: "" }, { emea: "unchanged", apac: "2 created", us: "" });
  assert.match(summary(second).byName.us ?? "", /^failed: the stack is locked, .*: npm run deploy -- --unlock us$/);
  const writes = emulator.requests().filter(({ method }) => method !== "GET");
  assert.equal(writes.length, 2, "only apac is written to");

  // Its key is in the stack's config from now on. The environment has another one, which is not used.
  const { accountSid, apiKey, apiSecret } = accountOf(emulator, "us");
  writeFileSync(join(all.project.folder, "accounts.json"), JSON.stringify({ us: { accountSid, key: "config" } }));
  const config = Object.entries({ apiKey, apiSecret }).flatMap(([key, value]) => [
    "--secret",
    `twilio-intelligence:${key}=${value}`,
  ]);
  await all.project.run(["config", "set-all", "--stack", "us", ...config]);
  const third = await all.deploy(["--unlock", "us"], environmentOf({ ...emulator, ...accountOf(emulator, "emea") }));
  assert.deepEqual([third.code, third.lines.at(-2)], [0, "  us  unchanged"], third.stderr);
  assert.match(
    readFileSync(join(all.project.folder, "Pulumi.us.yaml"), "utf8"),
    new RegExp(`accountSid: ${accountSid}`),
  );

  for (const { apiKey, apiSecret } of emulator.accounts) {
    const as = `${apiKey}:${apiSecret}`;
    const { services } = (await benchOf(emulator).call("GET", SERVICES, { as })).body;
    assert.equal(services.length, 1, "each account has its own object");
  }
  const secrets = [WRONG, ...NAMES.map((name) => all.keys[keyVariable(name, "API_SECRET")] ?? "")];
  for (const text of [first, second, third].flatMap(({ lines, stderr }) => [...lines, stderr]))
    for (const secret of secrets) assert.ok(!text.includes(secret), "a secret is printed");
  assert.ok(secrets.every((secret) => secret !== "" && !all.project.stateText().includes(secret)));
});

test("many accounts: a signal cancels what runs, leaves no lock, and starts nothing more", async (t) => {
  const { fleet: all } = await fleet(t);
  const run: FleetRun[] = [];
  let left: number[] = [];
  await whileProgramRuns(
    all,
    () => {
      const { pid, ended } = all.start(["--engines", "1"]);
      return { pid, ended: ended.then((one) => run.push(one)) };
    },
    (pid, others) => {
      left = others;
      process.kill(pid, "SIGTERM");
    },
  );
  const [ended] = run;
  assert.ok(ended);
  assert.equal(ended.code, 1, ended.stderr);
  const { counts, byName } = summary(ended);
  assert.equal(counts, "3 accounts: 1 failed, 2 not started");
  assert.equal(byName.emea, "failed: update canceled");
  assert.deepEqual([byName.apac, byName.us], ["not started", "not started"]);
  const next = await all.deploy(["emea"]);
  assert.deepEqual([next.code, next.lines.at(-2)], [0, "  emea  2 created"], next.stderr);
  for (const pid of left) assert.throws(() => process.kill(pid, 0), /ESRCH/);
});

test("many accounts: a list that is not right is refused before anything runs, and its error names the entry", async (t) => {
  const { emulator, fleet: all } = await fleet(t);
  const [accountSid = ""] = emulator.accounts.map((one) => one.accountSid);
  const entry = { accountSid, key: "environment" };
  const refusals: [object, RegExp][] = [
    [{ emea: { ...entry, apiSecret: WRONG } }, /accounts\.json: emea has apiSecret\..* keep API keys out of this file/],
    [{ emea: { ...entry, accountSid: "AC1" } }, /accounts\.json: emea needs an accountSid/],
    [{ emea: { accountSid } }, /accounts\.json: emea needs a key: "environment" or "config"/],
    [{ "--yes": entry }, /accounts\.json: --yes is no name of a stack/],
    [{ "a-b": entry, a_b: entry }, /a-b and a_b would both use TWILIO_INTELLIGENCE_ACCOUNT_A_B_API_KEY/],
  ];
  const file = join(all.project.folder, "accounts.json");
  for (const [accounts, message] of refusals) {
    writeFileSync(file, JSON.stringify(accounts));
    assert.throws(() => readAccounts(file), message);
  }
  writeFileSync(file, JSON.stringify(refusals[0]?.[0]));
  const refused = await all.deploy([]);
  assert.deepEqual([refused.code, refused.lines], [1, [""]]);
  assert.match(refused.stderr, /accounts\.json: emea has apiSecret\./);
  assert.ok(!refused.stderr.includes(WRONG));
  writeFileSync(file, JSON.stringify({ emea: entry }));
  const { code, lines } = await all.deploy([], { [keyVariable("emea", "API_SECRET")]: undefined });
  assert.equal(code, 1);
  assert.equal(lines.at(-3), "  emea  failed: no API key: set TWILIO_INTELLIGENCE_ACCOUNT_EMEA_API_SECRET");
  assert.deepEqual(emulator.requests(), []);
});
