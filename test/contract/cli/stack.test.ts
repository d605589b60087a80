import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { accountOf, readStack } from "../../../cli/shared/stack";
import { pathText } from "../../../provider/values/paths";
import { UNKNOWN } from "../../../provider/values/unknown";

const TYPE = "pulumi-nodejs:dynamic/twilio-intelligence:Service";
const urn = (name: string, type = TYPE) => `urn:pulumi:dev::calls::${type}::${name}`;
const resource = (name: string, more: object = {}) => ({ urn: urn(name), type: TYPE, id: `id of ${name}`, ...more });
const secret = (rest: object) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ...rest });
const exported = (...resources: object[]) => ({ version: 3, deployment: { resources } });

function fileOf(t: TestContext, content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "cli-stack-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "state.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

test("a state gives the resources of this package that are there, with their names and kinds", async (t) => {
  const state = fileOf(
    t,
    exported(
      { urn: urn("dev", "pulumi:pulumi:Stack"), type: "pulumi:pulumi:Stack" },
      { urn: urn("other", "aws:s3/bucket:Bucket"), type: "aws:s3/bucket:Bucket", id: "x" },
      resource("calls::of the day", { inputs: { a: 1 }, outputs: { a: 1, sid: "GA1" } }),
      resource("read", { external: true }),
      resource("replaced", { delete: true }),
      resource("awaited", { pendingReplacement: true }),
      resource("unmade", { id: "" }),
      { ...resource("child"), urn: urn("child", `my:component:Team$${TYPE}`) },
    ),
  );
  const { name, resources } = await readStack({ state });
  assert.equal(name, "calls/dev");
  assert.deepEqual(
    resources.map((one) => [one.name, one.kind, one.id, one.external]),
    [
      ["calls::of the day", "Service", "id of calls::of the day", false],
      ["read", "Service", "id of read", true],
      ["child", "Service", "id of child", false],
    ],
  );
  assert.deepEqual([resources[0]?.inputs.values, resources[0]?.outputs.values], [{ a: 1 }, { a: 1, sid: "GA1" }]);
});

test("secrets are in clear where the state has them so, and unknown where it has not; both have their paths", async (t) => {
  const outputs = {
    open: "a",
    clear: secret({ plaintext: '{"deep":["b"]}' }),
    nested: { list: [secret({ plaintext: '"c"' })] },
    closed: secret({ ciphertext: "v1:abc" }),
    half: { list: [secret({ ciphertext: "v1:def" })] },
  };
  const { resources } = await readStack({ state: fileOf(t, exported(resource("calls", { outputs }))) });
  const [found] = resources;
  assert.deepEqual(found?.outputs.values, {
    open: "a",
    clear: { deep: ["b"] },
    nested: { list: ["c"] },
    closed: UNKNOWN,
    half: { list: [UNKNOWN] },
  });
  assert.deepEqual(found?.outputs.secrets.map(pathText), ["clear", "nested.list[0]", "closed", "half.list[0]"]);
  assert.deepEqual(found?.encrypted.map(pathText), ["closed", "half.list[0]"]);
});

test("a list that the engine marks as a whole is secret only where the provider has named the places within it", async (t) => {
  const rules = secret({ plaintext: '[{"name":"a","actions":[{"url":"https://a.example"}]}]' });
  const pathsOf = async (outputs: object) => {
    const { resources } = await readStack({ state: fileOf(t, exported(resource("calls", { outputs }))) });
    return resources[0]?.outputs.secrets.map(pathText);
  };
  assert.deepEqual(await pathsOf({ rules }), ["rules"]);
  assert.deepEqual(await pathsOf({ rules, __secret: ["rules[0].actions[0].url"] }), ["rules[0].actions[0].url"]);
  const closed = secret({ ciphertext: "v1:abc" });
  assert.deepEqual(await pathsOf({ rules: closed, __secret: ["rules[0].name"] }), ["rules[0].name", "rules"]);
});

test("the file of a file backend is a state too, and so is one without a resource", async (t) => {
  const checkpoint = { version: 3, checkpoint: { stack: "dev", latest: { resources: [resource("calls")] } } };
  assert.equal((await readStack({ state: fileOf(t, checkpoint) })).resources.length, 1);
  for (const empty of [{ deployment: {} }, { deployment: { resources: null } }, { checkpoint: { stack: "dev" } }]) {
    assert.deepEqual((await readStack({ state: fileOf(t, empty) })).resources, []);
  }
});

test("what is no state is refused in a word", async (t) => {
  for (const content of ["", "{", "[]", "{}", { deployment: { resources: [{ urn: 1 }] } }]) {
    const state = fileOf(t, content);
    await assert.rejects(readStack({ state }), (error: Error) =>
      error.message.startsWith(`${state} is not the state of a stack.`),
    );
  }
  await assert.rejects(
    readStack({ state: "/none/state.json" }),
    /Could not read the state from \/none\/state\.json: ENOENT/,
  );
});

test("with a state from a file the credentials come from the environment, those of a named account cannot", async (t) => {
  const env = { ...process.env };
  t.after(() => {
    process.env = env;
  });
  process.env = { ...env, TWILIO_API_KEY: "SK1", TWILIO_API_SECRET: "hidden" };
  const state = fileOf(t, exported(resource("calls", { outputs: { account: "emea" } }), resource("own")));
  const stack = await readStack({ state });
  const [named, own] = stack.resources.map(accountOf);
  assert.deepEqual([named, own], ["emea", undefined]);
  assert.equal(stack.settings(own).username, "SK1");
  assert.deepEqual(stack.accounts(), []);
  assert.throws(() => stack.settings(named), /account is "emea", which is not in twilio-intelligence:accounts/);
});

test("without pulumi, or without the folder, the message says what to do", async (t) => {
  const env = { ...process.env };
  t.after(() => {
    process.env = env;
  });
  process.env = { ...env, PATH: "/none" };
  await assert.rejects(readStack(), /`pulumi` is not on the PATH\. Install it .* or pass .* with --state\.$/);
  await assert.rejects(
    readStack({ cwd: "/none/at/all" }),
    /Could not read the stack: the folder \/none\/at\/all does not exist\./,
  );
});
