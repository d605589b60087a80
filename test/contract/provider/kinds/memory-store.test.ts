import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { CONVERSATIONS, MEMORY_STORES, makeMemoryStore, newProvider } from "../../../engine/kit/classes";
import { bench } from "../../kit/emulator";
import { configOf, Host, type Values } from "../../requests/host";

const ARGS = { displayName: "support", description: "Customers" };

/** A host of Memory Stores, on an account of its own. */
async function account(t: TestContext, options: EmulatorOptions = {}) {
  t.mock.method(console, "warn", () => undefined);
  const made = await bench(t, options);
  const { emulator, call } = made;
  const nextRun = () => new Host("MemoryStore", newProvider("MemoryStore"), configOf(emulator));
  return {
    ...made,
    host: nextRun(),
    /** A host that has nothing of what this one has made: a run keeps what its resources have. */
    nextRun,
    live: async (id: string) => (await call("GET", `${MEMORY_STORES}/${id}`)).body,
    patch: (id: string, json: Values) => call("PATCH", `${MEMORY_STORES}/${id}`, { json }),
    /** Requests since the last time that this was asked. */
    sent(): string[] {
      const lines = emulator
        .requests()
        .map(({ method, path }) => `${method} ${path.replace(/\/(mem_[a-z]+)_\w+/, "/$1")}`);
      emulator.clearRequests();
      return lines;
    },
  };
}

test("a store is created, waited for until it is ACTIVE, and recorded without what moves by itself", async (t) => {
  const { host, live } = await account(t, { lagMs: 300 });
  const { id, outputs } = await host.create(ARGS);
  const { __provider, __declared, __account, __credentials, ...recorded } = outputs;
  const { intelligenceServiceId } = await live(id);
  assert.match(String(recorded.etag), /^".+"$/);
  assert.deepEqual(recorded, { ...ARGS, status: "ACTIVE", version: 1, etag: recorded.etag, intelligenceServiceId });
});

test("an update reads first, sends what changed with the live ETag, and nothing where nothing changed", async (t) => {
  const { host, emulator, sent } = await account(t);
  const first = await host.create(ARGS);
  sent();
  const { diff, managed } = await host.update(first, { ...ARGS, description: "Callers" });
  assert.deepEqual([diff.changes, diff.replaces], [true, []]);
  const patch = emulator.requests().find(({ method }) => method === "PATCH");
  assert.deepEqual([patch?.body, patch?.headers["if-match"]], [{ description: "Callers" }, first.outputs.etag]);
  assert.deepEqual(
    sent().map((line) => line.split(" ")[0]),
    ["GET", "PATCH", "GET", "GET"],
  );
  assert.equal((await host.update(managed, { ...ARGS, description: "Callers" })).diff.changes, false);
  assert.deepEqual(sent(), []);
});

test("what somebody else changed is a conflict, which names both sides", async (t) => {
  const { host, patch, live } = await account(t);
  const managed = await host.create(ARGS);
  await patch(managed.id, { description: "Theirs" });
  await assert.rejects(
    host.update(managed, { ...ARGS, description: "Ours" }),
    /description +"Customers" +"Theirs" +"Ours"/,
  );
  assert.equal((await live(managed.id)).description, "Theirs");
  const { managed: merged } = await host.update(managed, { ...ARGS, displayName: "help", onConflict: "merge" });
  assert.deepEqual([merged.outputs.displayName, merged.outputs.description], ["help", "Theirs"]);
});

test("a description that was declared cannot be removed, and one that was not stays as it is", async (t) => {
  const { host, patch } = await account(t);
  const managed = await host.create(ARGS);
  await assert.rejects(
    host.update(managed, { displayName: "support" }),
    /description cannot be removed: the API cannot clear it\..*`ignoreChanges: \["description"\]`/,
  );
  const bare = await host.create({ displayName: "bare" });
  await patch(bare.id, { description: "Theirs" });
  assert.equal((await host.update(bare, { displayName: "bare" })).diff.changes, false);
});

test("a delete is refused unless allowDelete: true was recorded, which sends nothing", async (t) => {
  const { host, nextRun, live, sent, call } = await account(t);
  const guarded = await host.create(ARGS);
  await assert.rejects(
    nextRun().delete(guarded),
    /^Error: Could not delete Memory Store mem_store_\w+: all profiles, traits, observations and conversation summaries in it would be lost for good\. .*`allowDelete: true`/,
  );
  assert.equal((await live(guarded.id)).status, "ACTIVE");
  sent();
  const { diff, managed } = await host.update(guarded, { ...ARGS, allowDelete: true });
  assert.deepEqual([diff.changes, diff.replaces, managed.outputs.allowDelete], [true, [], true]);
  assert.deepEqual(sent(), []);
  await nextRun().delete(managed);
  assert.equal((await call("GET", `${MEMORY_STORES}/${managed.id}`)).status, 404);
});

test("a delete waits until a store is gone, and succeeds where it is gone already", async (t) => {
  const { host, call, ...made } = await account(t);
  const id = await makeMemoryStore({ ...made, call }, "support");
  const managed = await host.read(id);
  const allowed = { ...managed, outputs: { ...managed.outputs, allowDelete: true } };
  await host.delete(allowed);
  assert.equal((await call("GET", `${MEMORY_STORES}/${id}`)).status, 404);
  await host.delete(allowed);
  await host.delete(managed);
});

test("a delete is refused while a Conversations configuration names the store", async (t) => {
  const made = await account(t);
  const id = await makeMemoryStore(made, "support");
  const json = {
    displayName: "Support",
    description: "",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: id,
  };
  const { body } = await made.call("POST", CONVERSATIONS, { json });
  const managed = await made.host.read(id);
  await assert.rejects(
    made.host.delete({ ...managed, outputs: { ...managed.outputs, allowDelete: true } }),
    new RegExp(`Conversations configurations keep profiles and memory in it, .*: ${body.related.configurationId}\\.`),
  );
  assert.equal((await made.live(id)).status, "ACTIVE");
});

test("a move to another account is refused while the store is guarded, and replaces it once it is not", async (t) => {
  const { host } = await account(t);
  const guarded = await host.create(ARGS);
  await assert.rejects(host.update(guarded, { ...ARGS, account: "emea" }), /account cannot be changed yet: .*for good/);
  const { managed } = await host.update(guarded, { ...ARGS, allowDelete: true });
  assert.deepEqual((await host.update(managed, { ...ARGS, account: "emea" })).diff.replaces, ["account"]);
});

test("a store is imported as it is; another one is refused with the differences", async (t) => {
  const made = await account(t);
  const id = await makeMemoryStore(made, "support");
  await assert.rejects(
    made.host.create(ARGS, { __import: id }),
    /description is \(absent\) in the account, declared "Customers"/,
  );
  const managed = await made.host.create({ displayName: "support" }, { __import: id });
  assert.equal(managed.id, id);
  assert.equal((await made.nextRun().update(managed, { displayName: "support" })).diff.changes, false);
});

test("drift shows in what is managed, and never in dataAsOf", async (t) => {
  const { host, patch, emulator } = await account(t);
  const managed = await host.create(ARGS);
  emulator.advance(60_000);
  const same = await host.read(managed.id, managed.outputs);
  assert.deepEqual(same.outputs, managed.outputs);
  await patch(managed.id, { description: "Theirs" });
  const drifted = await host.read(managed.id, managed.outputs);
  assert.deepEqual([drifted.outputs.description, drifted.outputs.version], ["Theirs", 2]);
  const back = await host.update(drifted, ARGS);
  assert.deepEqual([back.diff.changes, back.managed.outputs.description], [true, "Customers"]);
});

test("a name that is taken is an error that tells how to import its store", async (t) => {
  const made = await account(t);
  const id = await makeMemoryStore(made, "support");
  await assert.rejects(
    made.host.create(ARGS),
    new RegExp(`Memory Store ${id} has this displayName, .*import: "${id}"`),
  );
});

for (const lagMs of [0, 600]) {
  test(`the answer of a create is lost: the store is found by its name, lag ${lagMs}`, async (t) => {
    const { host, call } = await account(t, { lagMs, faults: [{ method: "POST", fault: "drop-after" }] });
    const { id, outputs } = await host.create(ARGS);
    assert.equal(outputs.status, "ACTIVE");
    assert.deepEqual((await call("GET", MEMORY_STORES)).body.stores, [id]);
  });

  test(`the answer of an update is lost: it is not an error, lag ${lagMs}`, async (t) => {
    const { host, emulator, live } = await account(t, { lagMs });
    const managed = await host.create(ARGS);
    emulator.setFaults([{ method: "PATCH", fault: "drop-after" }]);
    const updated = await host.update(managed, { ...ARGS, description: "Callers" });
    assert.deepEqual([updated.managed.outputs.version, (await live(managed.id)).version], [2, 2]);
  });
}

test("the answer of a create is lost, and somebody else had the name before: their store is not taken", async (t) => {
  const made = await account(t);
  const id = await makeMemoryStore(made, "support");
  made.emulator.setFaults([{ method: "POST", fault: "drop-before" }]);
  await assert.rejects(made.host.create({ displayName: "support" }), new RegExp(`import: "${id}"`));
});

test("a create whose operation fails leaves nothing in the account", async (t) => {
  const { host, admin, call } = await account(t);
  await admin("POST", "/operations", { code: 520044, detail: "The limit is reached" });
  await assert.rejects(
    host.create(ARGS),
    /Could not create Memory Store "support": its operation \w+ failed: The limit/,
  );
  assert.deepEqual((await call("GET", MEMORY_STORES)).body.stores, []);
});

test("a store that has FAILED is an error with its id until it is deleted, which needs no permission", async (t) => {
  const { host, nextRun, admin, call } = await account(t);
  const managed = await host.create(ARGS);
  await admin("PATCH", `/objects/${managed.id}`, { fields: { status: "FAILED" }, bumpVersion: false });
  const refreshed = await nextRun().read(managed.id, managed.outputs);
  await assert.rejects(
    nextRun().update(refreshed, ARGS),
    new RegExp(`Memory Store ${managed.id} is FAILED: .*Remove it`),
  );
  await nextRun().delete(refreshed);
  assert.equal((await call("GET", `${MEMORY_STORES}/${managed.id}`)).status, 404);
});
