import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Run } from "../../../provider/lifecycle/run";
import { configured, newProvider } from "../../engine/kit/classes";
import { SERVICES } from "../../engine/kit/stand";
import { KINDS } from "../../faults/matrix/kinds";
import { bench } from "../kit/emulator";
import { configOf, Host } from "../requests/host";

type Bag = Record<string, unknown>;

/** What is printed for the person who runs the program. */
function warnings(t: TestContext): string[] {
  const said: string[] = [];
  t.mock.method(console, "warn", (text: string) => said.push(text));
  return said;
}

const configuration = (description: string): Bag => ({ displayName: "live", description, rules: [] });
const lifecycle = () => newProvider("IntelligenceConfiguration");

for (const name of ["IntelligenceConfiguration", "LanguageOperator", "CustomOperator"]) {
  test(`the create of one more ${name} names what an interrupted run left behind of the same name and content`, async (t) => {
    const made = await bench(t);
    const said = warnings(t);
    const kind = KINDS.find((one) => one.name === name);
    assert.ok(kind);
    const args = kind.args({ service: "", conversations: ["", ""], configurations: ["", ""] });
    const create = async () => {
      const provider = configured(newProvider(kind.name), made);
      return provider.create((await provider.check({}, args)).inputs);
    };
    const left = await create();
    assert.deepEqual(said, []);
    const { id } = await create();
    assert.notEqual(id, left.id);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", new RegExp(`the account already had ${left.id} \\(created \\d{4}-`));
    assert.match(said[0] ?? "", /^warning: (live|Tone|Topic): .*delete it in the Twilio Console/);
  });
}

test("an object of the same name and other content is somebody else's: no word of it", async (t) => {
  const made = await bench(t);
  const said = warnings(t);
  await configured(lifecycle(), made).create(configuration("one"));
  await configured(lifecycle(), made).create(configuration("two"));
  assert.deepEqual(said, []);
});

test("all creates of a run look once, and none takes one of its own, or of its stack, for left behind", async (t) => {
  const made = await bench(t);
  const said = warnings(t);
  const before = await configured(lifecycle(), made).create(configuration("one"));
  made.emulator.clearRequests();
  const provider = configured(lifecycle(), made);
  await provider.diff(before.id, before.outs, configuration("one"));
  await Promise.all(Array.from({ length: 5 }, () => provider.create(configuration("one"))));
  assert.deepEqual(said, []);
  const sent = made.emulator.requests().map(({ method }) => method);
  assert.deepEqual([sent.filter((one) => one === "GET").length, sent.length], [1, 6]);
});

test("a look that fails does not stand in the way of a create", async (t) => {
  const made = await bench(t, { faults: [{ method: "GET", fault: "500", times: 100 }] });
  const said = warnings(t);
  const { id } = await configured(lifecycle(), made).create(configuration("one"));
  assert.match(id, /^intelligence_configuration_/);
  assert.deepEqual(said, []);
});

test("a Service whose unique name is taken is refused with the sid of who has it, and how to take that over", async (t) => {
  const made = await bench(t);
  const { body } = await made.call("POST", SERVICES, { form: { UniqueName: "calls", FriendlyName: "Calls" } });
  const service = (friendlyName: string) =>
    configured(newProvider("Service"), made).create({ uniqueName: "calls", friendlyName });
  await assert.rejects(
    service("Calls"),
    new RegExp(`Service ${body.sid}, created .*, has this uniqueName, and is as declared\\..*import: "${body.sid}"`),
  );
  await assert.rejects(service("Other"), /has this uniqueName, and differs from what is declared in friendlyName\./);
  assert.equal((await made.call("GET", SERVICES)).body.services.length, 1);
});

for (const fault of ["conflict-other", undefined] as const) {
  test(`a name that the API refuses with a ${fault === undefined ? 400 : 409} is told with the sid of who has it`, async (t) => {
    const made = await bench(t);
    const { body } = await made.call("POST", SERVICES, { form: { UniqueName: "calls" } });
    if (fault !== undefined) made.emulator.setFaults([{ method: "POST", fault }]);
    const service = (uniqueName: string) => configured(newProvider("Service"), made).create({ uniqueName });
    await assert.rejects(service("calls"), new RegExp(`Service ${body.sid}, created .*, has this uniqueName`));
    if (fault === undefined) return;
    made.emulator.setFaults([{ method: "POST", fault }]);
    await assert.rejects(service("free"), /Injected fault: conflict-other/);
  });
}

test("the object that a killed replacement made is named with its import, although the stack has recorded its name", async (t) => {
  t.mock.method(console, "warn", () => undefined);
  const made = await bench(t);
  const before = await new Host("Service", newProvider("Service"), configOf(made.emulator)).create({
    uniqueName: "calls",
    languageCode: "en-US",
  });
  await made.call("DELETE", `${SERVICES}/${before.id}`);
  const form = { UniqueName: "calls", LanguageCode: "es-MX" };
  const { sid } = (await made.call("POST", SERVICES, { form })).body;

  const next = new Host("Service", newProvider("Service"), configOf(made.emulator));
  const replacement = next.replace(before, { uniqueName: "calls", languageCode: "es-MX" });
  await assert.rejects(replacement, new RegExp(`${sid}, created .* is as declared\\..*\`import: "${sid}"\``));
});

test("an object of another kind that is replaced does not hide that the stack has recorded the name", async (t) => {
  t.mock.method(console, "warn", () => undefined);
  const made = await bench(t);
  const hosts = (run: Run) => {
    const host = (kind: "LanguageOperator" | "MemoryStore") =>
      new Host(kind, newProvider(kind, run), configOf(made.emulator));
    return { operators: host("LanguageOperator"), stores: host("MemoryStore") };
  };
  const first = hosts(new Run());
  const args = { displayName: "support", prompt: "one", outputFormat: "TEXT", updateStrategy: "replace" };
  const operator = await first.operators.create(args);
  const store = await first.stores.create({ displayName: "support", description: "Customers" });

  const next = hosts(new Run());
  const { diff } = await next.operators.update(operator, { ...args, prompt: "two" });
  assert.ok(diff.replaces.length > 0);
  // As the engine replaces of its own accord: it checks, asks for no difference, and creates.
  await assert.rejects(
    next.stores.recreate(store),
    new RegExp(`${store.id} has this displayName, and this stack manages it`),
  );
});
