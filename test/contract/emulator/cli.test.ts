import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { switches } from "../../../emulator/behaviour";
import { startEmulator } from "../../../emulator/index";
import { MAIN } from "../kit/command";
import type { Answer } from "../kit/emulator";

function command(t: TestContext, ...args: string[]): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  t.after(() => child.kill("SIGKILL"));
  return child;
}

async function run(t: TestContext, ...args: string[]) {
  const child = command(t, ...args);
  const { stdout, stderr } = child;
  assert.ok(stdout && stderr);
  const [[code], out, err] = await Promise.all([once(child, "exit"), text(stdout), text(stderr)]);
  return { code, out, err };
}

/** Starts `emulator --json …` and reads its one line. */
async function started(t: TestContext, ...args: string[]) {
  const child = command(t, "emulator", "--json", ...args);
  const [line] = await once(createInterface(child.stdout), "line");
  const told = JSON.parse(String(line));
  const authorization = `Basic ${Buffer.from(`${told.apiKey}:${told.apiSecret}`).toString("base64")}`;
  const api = async (method: string, path: string, form?: string) => {
    const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(`${told.url}${path}`, { method, headers, ...(form !== undefined && { body: form }) });
    const answer: Answer = { status: response.status, headers: response.headers, body: await response.json() };
    return answer;
  };
  return { child, told, api };
}

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "emulator-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test("an acknowledged write survives kill -9, and the same file gives the same account", async (t) => {
  const db = join(folder(t), "account.db");
  const first = await started(t, "--db", db);
  const writes = await Promise.all(
    Array.from({ length: 20 }, (_, i) => first.api("POST", "/v2/Services", `UniqueName=n${i}`)),
  );
  const acknowledged = writes.filter(({ status }) => status === 201).map(({ body }) => body.sid);
  assert.equal(acknowledged.length, 20);
  first.child.kill("SIGKILL");
  const [, signal] = await once(first.child, "exit");
  assert.equal(signal, "SIGKILL");

  const second = await started(t, "--db", db);
  const account = ({ accountSid, apiKey, apiSecret }: typeof first.told) => ({ accountSid, apiKey, apiSecret });
  assert.deepEqual(account(second.told), account(first.told));
  const { body } = await second.api("GET", "/v2/Services");
  assert.deepEqual(body.services.map((s: { sid: string }) => s.sid).toSorted(), acknowledged.toSorted());
});

test("--json prints exactly one line, and SIGINT and SIGTERM end it with exit 0", async (t) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const child = command(t, "emulator", "--json", "--port", "0");
    const out: string[] = [];
    child.stdout.on("data", (chunk) => {
      out.push(String(chunk));
      child.kill(signal);
    });
    assert.deepEqual(await once(child, "exit"), [0, null]);
    const [line, rest] = out.join("").split("\n");
    assert.deepEqual(Object.keys(JSON.parse(line ?? "")), [
      ...["url", "intelligenceUrl", "conversationsUrl", "memoryUrl"],
      ...["accountSid", "apiKey", "apiSecret"],
    ]);
    assert.equal(rest, "");
  }
});

test("--accounts lists the accounts, and each has a database of its own", async (t) => {
  const db = join(folder(t), "account.db");
  const first = await started(t, "--accounts", "2", "--db", db);
  const { accounts, accountSid, apiKey, apiSecret } = first.told;
  assert.deepEqual(accounts[0], { accountSid, apiKey, apiSecret });
  assert.deepEqual([accounts.length, Object.keys(accounts[1])], [2, ["accountSid", "apiKey", "apiSecret"]]);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  assert.deepEqual((await started(t, "--accounts", "2", "--db", db)).told.accounts, accounts);
  assert.equal("accounts" in (await started(t, "--db", db)).told, false);
});

test("without --json it prints what to paste", async (t) => {
  const seen = ["--put", "inactive", "--latency", "3", "--rate", "9", "--if-match", "ignored", "--lag", "7"];
  const file = join(folder(t), "behaviour.json");
  writeFileSync(file, JSON.stringify({ put: "live", operatorPut: "preview" }));
  const child = command(t, "emulator", ...seen, "--behaviour", file, "--transcript", "0");
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
    if (out.includes("Ctrl-C")) child.kill("SIGINT");
  });
  await once(child, "exit");
  for (const line of [
    /^ {2}pulumi config set twilio-intelligence:baseUrl http:\/\/127\.0\.0\.1:\d+$/m,
    /^ {2}pulumi config set --secret twilio-intelligence:apiSecret \w{32}$/m,
    /^ {2}export TWILIO_INTELLIGENCE_BASE_URL=http:/m,
    /^ {2}intelligence\.twilio\.com +http:\/\/127\.0\.0\.1:\d+$/m,
    /^ {2}conversations\.twilio\.com +http:\/\/127\.0\.0\.1:\d+$/m,
    /^ {2}memory\.twilio\.com +http:\/\/127\.0\.0\.1:\d+$/m,
    /^ {2}export TWILIO_ACCOUNT_SID=AC/m,
    /^ {2}export TWILIO_API_KEY=SK/m,
    /^ {2}export TWILIO_API_SECRET=\w{32}$/m,
    /3 ms/,
    /9 requests per second/,
    /^ifMatch is ignored: /m,
    // An option takes precedence over the file.
    /^put is inactive: /m,
    /^operatorPut is preview: /m,
    /202 appears after 7 ms/,
  ]) {
    assert.match(out, line);
  }
});

test("--help lists every switch with its values and its default", async (t) => {
  const { out } = await run(t, "emulator", "--help");
  const words = out.replace(/\s+/g, " ");
  for (const { name, values, default: fallback, effect } of switches) {
    const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const choices = values.map((value) => `"${value}"`).join(", ");
    assert.ok(words.includes(`--${dashed} <mode> ${effect} (default: "${fallback}") (choices: ${choices})`), name);
  }
});

test("a behaviour file is in force from the first request", async (t) => {
  const file = join(folder(t), "behaviour.json");
  writeFileSync(file, JSON.stringify({ conversationsPatch: "refused" }));
  const { told } = await started(t, "--behaviour", file);
  const authorization = `Basic ${Buffer.from(`${told.apiKey}:${told.apiSecret}`).toString("base64")}`;
  const headers = { authorization, "content-type": "application/json" };
  const path = "/v2/ControlPlane/Configurations/conv_configuration_1";
  assert.equal((await fetch(`${told.url}${path}`, { method: "PATCH", headers, body: "{}" })).status, 405);
});

test("a faults file is in force from the first request", async (t) => {
  const file = join(folder(t), "faults.json");
  writeFileSync(file, JSON.stringify([{ method: "GET", fault: "503" }]));
  const { api } = await started(t, "--faults", file);
  assert.equal((await api("GET", "/v2/Services")).status, 503);
  assert.equal((await api("GET", "/v2/Services")).status, 200);
});

test("a seed is there from the first request", async (t) => {
  const file = join(folder(t), "seed.json");
  const sid = `GT${"a".repeat(32)}`;
  const transcript = { sid, service_sid: `GA${"a".repeat(32)}`, channel: {}, date_created: "2026-03-01T00:00:00Z" };
  writeFileSync(file, JSON.stringify({ transcripts: [transcript] }));
  const { api } = await started(t, "--seed", file);
  assert.equal((await api("GET", `/v2/Transcripts/${sid}`)).body.status, "completed");
});

test("a bad option is one clear line on standard error and exit 1", async (t) => {
  const dir = folder(t);
  const write = (name: string, content: string) => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const cases: [string[], RegExp][] = [
    [["--port", "70000"], /--port.*0 to 65532/],
    [["--port", "http"], /--port.*whole number/],
    [["--accounts", "0"], /--accounts.*1 to 100/],
    [["--rate", "0"], /--rate.*1 to/],
    [["--latency", "-1"], /--latency.*0 to/],
    [["--if-match", "maybe"], /--if-match.*enforced, ignored/],
    [["--put", "dead"], /--put.*live, inactive/],
    [["--attachments", "maybe"], /--attachments.*bump, keep/],
    [["--behaviour", write("odd.json", '{"putt":"live"}')], /--behaviour.*putt/],
    [["--behaviour", write("value.json", '{"put":"dead"}')], /--behaviour.*put: /],
    [["--lag", "-1"], /--lag.*0 to/],
    [["--transcript", "soon"], /--transcript.*whole number/],
    [["--seed", join(dir, "none.json")], /--seed.*no such file/],
    [["--seed", write("seed.json", '{"calls":[]}')], /--seed.*calls/],
    [["--faults", join(dir, "none.json")], /--faults.*no such file/],
    [["--faults", write("text.json", "hello")], /--faults.*JSON/],
    [["--faults", write("bad.json", '[{"fault":"melt"}]')], /--faults.*\[0\]\.fault/],
    [["--db", join(dir, "none", "x.db")], /database.*folder .*none does not exist/],
    [["--db", write("text.db", "this is not a database, only some text")], /database.*not a database/],
    [["--unheard-of", "blue"], /unknown option '--unheard-of'/],
  ];
  const results = await Promise.all(cases.map(([args]) => run(t, "emulator", ...args)));
  for (const [i, { code, out, err }] of results.entries()) {
    assert.deepEqual([code, out], [1, ""], cases[i]?.[0].join(" "));
    assert.match(err, cases[i]?.[1] ?? /$^/);
    assert.equal(err.trimEnd().split("\n").length, 1, err);
  }
});

test("--help explains with examples, --version is the package's", async (t) => {
  const [help, version] = await Promise.all([run(t, "--help"), run(t, "--version")]);
  assert.equal(help.code, 0);
  assert.match(help.out, /Examples:[\s\S]*twilio-intelligence emulator/);
  assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
});

test("in process too, the same file gives the same account and data again", async (t) => {
  const db = join(folder(t), "account.db");
  const first = await startEmulator({ db });
  const { accountSid, apiKey, apiSecret, authToken } = first;
  await first.close();
  const second = await startEmulator({ db });
  t.after(() => second.close());
  assert.deepEqual(
    [second.accountSid, second.apiKey, second.apiSecret, second.authToken],
    [accountSid, apiKey, apiSecret, authToken],
  );
});
