import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Fault } from "../../../../emulator/index";
import { Run } from "../../../../provider/lifecycle/run";
import { CONVERSATIONS, configured, makeMemoryStore, newProvider } from "../../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../../engine/kit/stand";
import { clientOf } from "../../kit/client";
import { type Bench, bench } from "../../kit/emulator";
import { command, LISTED, type Listed, paced, type Recorded, sent } from "./listed";

const rowOf = (kind: string): Listed => {
  const row = LISTED.find((one) => one.kind === kind);
  assert.ok(row);
  return row;
};
const services = rowOf("Service");

/** An account with Services of a stack. */
async function withServices(t: TestContext, count: number): Promise<{ made: Bench; objects: Recorded[] }> {
  for (const method of ["log", "warn"] as const) t.mock.method(console, method, () => undefined);
  const made = await bench(t);
  const objects = await services.grow(made, [], count);
  sent(made);
  return { made, objects };
}

const edit = ({ call }: Bench, { id }: Recorded, friendlyName = "Theirs") =>
  call("POST", `${SERVICES}/${id}`, { form: { FriendlyName: friendlyName } });

const LIST = `GET ${SERVICES}?PageSize=1000`;
const ownRead = ({ id }: Recorded) => `GET ${SERVICES}/${id}`;

for (const { kind, grow } of LISTED) {
  test(`${kind}: the state after a refresh from a list is that after reads one by one`, async (t) => {
    const made = await bench(t);
    const objects = await grow(made, [], 3);
    const refresh = command(kind, made);
    const fromList = await Promise.all(objects.map(({ id, outs }) => refresh.read(id, outs)));
    const oneByOne = await Promise.all(objects.map(({ id, outs }) => command(kind, made).read(id, outs)));
    assert.deepEqual(fromList, oneByOne);
  });
}

test("reads of the same moment share one list, and a read that is alone is sent at once by itself", async (t) => {
  const { made, objects } = await withServices(t, 3);
  const [first] = objects;
  assert.ok(first);
  const refresh = provider(made);
  await Promise.all(objects.map(({ id, outs }) => refresh.read(id, outs)));
  assert.deepEqual(sent(made), [LIST]);
  const other = provider(made);
  for (const { id, outs } of objects) await other.read(id, outs);
  assert.deepEqual(sent(made), [ownRead(first), LIST]);
});

const provider = (made: Bench) => command("Service", made);

test("an object that was changed before the command is read by itself, and its ETag is the base of the next update", async (t) => {
  const { made, objects } = await withServices(t, 5);
  const changed = objects[3];
  assert.ok(changed);
  await edit(made, changed);
  sent(made);
  const refresh = provider(made);
  const read = await Promise.all(objects.map(({ id, outs }) => refresh.read(id, outs)));
  assert.deepEqual(sent(made), [LIST, ownRead(changed)]);
  const { props = {}, inputs } = read[3] ?? {};
  assert.deepEqual([props.friendlyName, props.version, props.etag], ["Theirs", 2, '"2"']);
  assert.equal(inputs?.friendlyName, "Theirs");
  assert.ok(read.every((one, at) => at === 3 || one.inputs === undefined));
  await provider(made).update(changed.id, props, { ...changed.inputs, friendlyName: "Ours" });
  assert.equal((await made.call("GET", `${SERVICES}/${changed.id}`)).body.friendly_name, "Ours");
});

test("an ETag that moved without the version, which no list shows, is taken from a read before the update", async (t) => {
  const { made, objects } = await withServices(t, 3);
  const refresh = provider(made);
  const read = await Promise.all(objects.map(({ id, outs }) => refresh.read(id, { ...outs, etag: '"earlier"' })));
  assert.deepEqual(sent(made), [LIST]);
  const [{ id = "", props = {} } = {}] = read;
  await provider(made).update(id, props, { ...objects[0]?.inputs, friendlyName: "Ours" });
  const requests = made.emulator.requests().map(({ method, headers }) => [method, headers["if-match"]]);
  assert.deepEqual(requests, [
    ["POST", '"earlier"'],
    ["GET", undefined],
    ["POST", '"1"'],
  ]);
});

test("what a list lacks is gone only once a read of its own says so", async (t) => {
  const { made, objects } = await withServices(t, 5);
  const gone = objects[1];
  assert.ok(gone);
  await made.call("DELETE", `${SERVICES}/${gone.id}`);
  sent(made);
  const refresh = provider(made);
  const read = await Promise.all(objects.map(({ id, outs }) => refresh.read(id, outs)));
  assert.deepEqual(sent(made), [LIST, ownRead(gone)]);
  assert.deepEqual(
    read.map(({ id }) => id),
    objects.map((one) => (one === gone ? "" : one.id)),
  );
  const said = t.mock.method(console, "warn", () => undefined);
  const preview = command("Service", made, { checkDrift: "true" });
  await Promise.all(objects.map(({ id, inputs, outs }) => preview.diff(id, outs, inputs)));
  assert.deepEqual(sent(made), [LIST, ownRead(gone)]);
  assert.deepEqual(
    said.mock.calls.map(({ arguments: [text] }) => String(text).split(". ")[0]),
    [`warning: Service ${gone.id} is no longer in the account`],
  );
});

const FAULTS: readonly [what: string, fault: Fault][] = [
  ["the second page fails", { path: "^/v2/Services$", nth: 2, times: 1_000, fault: "500" }],
  ["the second page has another shape", { path: "^/v2/Services$", nth: 2, times: 1_000, fault: "wrong-shape" }],
  ["no page arrives", { path: "^/v2/Services$", times: 1_000, fault: "drop-before" }],
];

test("in a large account", async (t) => {
  const { made, objects } = await withServices(t, 2_010);
  for (const [what, fault] of FAULTS) {
    await t.test(`nothing seems gone or changed where ${what}: the reads are sent by themselves`, async () => {
      made.emulator.setFaults([fault]);
      // Retries wait on a clock that is put ahead.
      const { client } = clientOf(made.emulator);
      const refresh = configured(newProvider("Service", new Run({ connect: () => client })), made);
      const read = await paced(objects, ({ id, outs }) => refresh.read(id, outs));
      assert.deepEqual(
        read.map(({ id, inputs }) => [id, inputs]),
        objects.map(({ id }) => [id, undefined]),
      );
      assert.ok(made.emulator.struck() > 0);
      made.emulator.setFaults([]);
      sent(made);
    });
  }

  await t.test("a small stack walks at most one page for every two of its reads", async () => {
    // The list ends with them.
    const stack = objects.slice(-5);
    const refresh = provider(made);
    const read = await paced(stack, ({ id, outs }) => refresh.read(id, outs));
    assert.ok(read.every(({ id }, at) => id === stack[at]?.id));
    const requests = sent(made);
    assert.equal(requests.filter((one) => one.includes("?")).length, 2);
    assert.ok(requests.length <= 7);
  });
});

test("a key that may not list reads objects one by one", async (t) => {
  const { made, objects } = await withServices(t, 4);
  const { body: key } = await made.admin("POST", "/keys", { permissions: ["/twilio/intelligence/services/read"] });
  const refresh = command("Service", made, { apiKey: key.apiKey, apiSecret: key.apiSecret });
  const read = await Promise.all(objects.map(({ id, outs }) => refresh.read(id, outs)));
  assert.deepEqual(
    read.map(({ id }) => id),
    objects.map(({ id }) => id),
  );
  assert.deepEqual(sent(made).sort(), [LIST, ...objects.map(ownRead)].sort());
});

for (const [what, write] of Object.entries<(made: Bench, run: Run, one: Recorded) => Promise<unknown>>({
  "a create": (made, run) =>
    configured(newProvider("IntelligenceConfiguration", run), made).create({ displayName: "new", rules: [] }),
  "an update": (made, run, { id, outs, inputs }) =>
    configured(newProvider("Service", run), made).update(id, outs, { ...inputs, friendlyName: "Ours" }),
  "a delete": (made, run, { id, outs }) => configured(newProvider("Service", run), made).delete(id, outs),
})) {
  test(`after ${what} of the same command, each read is one of its own`, async (t) => {
    const { made, objects } = await withServices(t, 6);
    const [first, second, written, ...rest] = objects;
    assert.ok(first && second && written);
    const run = new Run();
    const refresh = configured(newProvider("Service", run), made);
    await Promise.all([first, second].map(({ id, outs }) => refresh.read(id, outs)));
    await write(made, run, written);
    for (const one of rest) await edit(made, one);
    sent(made);
    const read = await Promise.all(rest.map(({ id, outs }) => refresh.read(id, outs)));
    assert.deepEqual(sent(made).sort(), rest.map(ownRead).sort());
    assert.ok(read.every(({ props }) => props?.friendlyName === "Theirs"));
  });
}

test("a second look at an object sees what has happened since the list", async (t) => {
  const { made, objects } = await withServices(t, 4);
  const [first, ...others] = objects;
  assert.ok(first);
  const refresh = provider(made);
  await refresh.read(first.id, first.outs);
  await Promise.all(others.map(({ id, outs }) => refresh.read(id, outs)));
  for (const one of objects) await edit(made, one);
  const again = await Promise.all(objects.map(({ id, outs }) => refresh.read(id, outs)));
  assert.ok(again.every(({ props }) => props?.friendlyName === "Theirs"));
});

test("what an update depends on is read by itself, however many were listed", async (t) => {
  const made = await bench(t);
  const objects = await rowOf("IntelligenceConfiguration").grow(made, [], 3);
  const run = new Run();
  const stack = configured(newProvider("IntelligenceConfiguration", run), made);
  await Promise.all(objects.map(({ id, outs }) => stack.read(id, outs)));
  const [changed] = objects;
  assert.ok(changed);
  const { body } = await made.call("GET", `${CONFIGURATIONS}/${changed.id}`);
  await made.call("PUT", `${CONFIGURATIONS}/${changed.id}`, { json: { displayName: "theirs", rules: body.rules } });
  await assert.rejects(
    stack.update(changed.id, changed.outs, { ...changed.inputs, description: "Ours" }),
    /was changed in the account: it is at version 2, this stack last saw 1/,
  );
});

test("Memory Stores keep reads of their own, because their list has ids alone", async (t) => {
  const made = await bench(t);
  const ids = await Promise.all(["a", "b", "c"].map((name) => makeMemoryStore(made, name)));
  const outs = await Promise.all(ids.map(async (id) => (await command("MemoryStore", made).read(id, {})).props ?? {}));
  sent(made);
  const refresh = command("MemoryStore", made);
  await Promise.all(ids.map((id, at) => refresh.read(id, outs[at] ?? {})));
  assert.deepEqual(sent(made).sort(), ids.map((id) => `GET /v1/ControlPlane/Stores/${id}`).sort());
});

test("a version that moved alone makes no difference to a kind without ETags", async (t) => {
  const made = await bench(t);
  const objects = await rowOf("ConversationsConfiguration").grow(made, [], 3);
  for (const { id } of objects)
    await made.call("PATCH", `${CONVERSATIONS}/${id}`, { json: { intelligenceConfigurationIds: [] } });
  sent(made);
  const refresh = command("ConversationsConfiguration", made);
  const read = await Promise.all(objects.map(({ id, outs }) => refresh.read(id, outs)));
  assert.deepEqual(sent(made), [`GET ${CONVERSATIONS}?pageSize=1000`]);
  assert.deepEqual(
    read.map(({ props }) => props?.version),
    [2, 2, 2],
  );
});
