import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fault } from "../../../emulator/index";
import type { KindName } from "../../../provider/catalogue";
import { CONVERSATIONS, MEMORY_STORES, newProvider } from "../../engine/kit/classes";
import { Stack } from "../../faults/matrix/stack";
import { type Bench, bench } from "../kit/emulator";
import { virtually } from "../kit/virtual";

/** Until the client has given up. */
const STAYS = 1000;
const store = { displayName: "support", description: "Customers" };
const conversations = {
  displayName: "Support",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: `mem_store_0${"z".repeat(25)}`,
  channelSettings: { CHAT: { statusTimeouts: { closed: 60 } } },
};

const CONFIGURATION = "ConversationsConfiguration";

/** Requests for operations, and for single objects. */
const OPERATIONS = "/Operations/";
const OBJECTS = "/(Stores|Configurations)/";

/** A stack of one resource, on an account on virtual time, and what it warns of. */
interface Failing extends Bench {
  stack: Stack;
  warnings: string[];
  wait(ms: number): Promise<void>;
  /** From then on, reads of this path fail. */
  fail(path: string, fault?: Fault["fault"]): void;
  heal(): void;
}

/** A test of a stack of one resource of a kind. */
function promise(name: string, kind: KindName, body: (failing: Failing) => Promise<void>) {
  test(name, (t) => {
    const warnings: string[] = [];
    t.mock.method(console, "warn", (text: string) => warnings.push(text));
    return virtually(({ made, stack, wait }) => {
      const { emulator } = made;
      const fail = (path: string, fault: Fault["fault"] = "500") =>
        emulator.setFaults([{ method: "GET", path, fault, times: STAYS }]);
      return body({ ...made, stack: stack(kind), warnings, wait, fail, heal: () => emulator.setFaults([]) });
    });
  });
}

promise(
  "a store whose operation cannot be read may exist: the error says so, and names it",
  "MemoryStore",
  async ({ stack, fail }) => {
    fail(OPERATIONS);
    await assert.rejects(
      stack.up(store),
      /^OutcomeUnknownError: Could not create Memory Store "support": its operation mem_operation_\w+ cannot be read, so whether the store was created is unknown \(.*fault: 500.*\)\. Check the Twilio Console before you run it again\.$/,
    );
    assert.equal(stack.entry, undefined);
  },
);

for (const [kind, args] of [
  ["MemoryStore", store],
  [CONFIGURATION, conversations],
] as const) {
  const name = `a ${kind} that cannot be read once its operation is done reaches the state, and the next up reads it`;
  promise(name, kind, async ({ stack, fail, heal, emulator }) => {
    fail(OBJECTS, "drop-before");
    await assert.rejects(
      stack.up(args),
      /(Memory Store|Conversations configuration) \w+ was accepted, .*Run `pulumi up`/,
    );
    const { id, outs, unfinished } = stack.entry ?? {};
    assert.deepEqual([outs?.displayName, outs?.version, unfinished], [args.displayName, undefined, true]);
    heal();
    assert.equal(await stack.differs(args), true);
    emulator.clearRequests();
    await stack.up(args);
    assert.deepEqual([...new Set(emulator.requests().map(({ method }) => method))], ["GET"]);
    assert.deepEqual([stack.entry?.id, stack.entry?.outs.version], [id, 1]);
    assert.equal(await stack.differs(args), false);
  });
}

promise("a store that is recorded without a version is not done", "MemoryStore", async ({ stack, fail }) => {
  fail(OBJECTS);
  await assert.rejects(stack.up(store));
  assert.ok(stack.entry);
  stack.entry = { ...stack.entry, unfinished: false };
  assert.equal(await stack.differs(store), true);
});

promise(
  "a Conversations configuration whose operation cannot be read is found by its id",
  CONFIGURATION,
  async ({ stack, fail, heal }) => {
    fail(OPERATIONS);
    await stack.up(conversations);
    heal();
    assert.equal(stack.entry?.outs.version, 1);
    assert.equal(await stack.differs(conversations), false);
  },
);

promise(
  "a Conversations configuration whose answers are all lost is found by its name and content",
  CONFIGURATION,
  async ({ stack, heal, emulator }) => {
    emulator.setFaults([{ method: "POST", fault: "drop-after", times: STAYS }]);
    await stack.up(conversations);
    heal();
    assert.equal(await stack.differs(conversations), false);
  },
);

test("a create whose operation failed leaves nothing in the state", async (t) => {
  const made = await bench(t);
  const stack = new Stack(() => newProvider(CONFIGURATION), made);
  await made.admin("POST", "/operations", { detail: "The limit is reached" });
  await assert.rejects(
    stack.up(conversations),
    /Conversations configuration "Support": its operation \w+ failed: The limit/,
  );
  assert.equal(stack.entry, undefined);
});

for (const [kind, args, noun] of [
  ["MemoryStore", { ...store, allowDelete: true }, "Memory Store"],
  [CONFIGURATION, conversations, "Conversations configuration"],
] as const) {
  const name = `an update and a delete of a ${kind} whose operation cannot be read name the object`;
  promise(name, kind, async ({ stack, fail, heal }) => {
    await stack.up(args);
    const unread = (verb: string) =>
      new RegExp(
        `Could not ${verb} ${noun} ${stack.entry?.id}: its operation \\w+ cannot be read, so its outcome is unknown \\(.*\\)\\. Run it again`,
      );
    const changed = { ...args, description: "Callers" };
    fail(OPERATIONS);
    await assert.rejects(stack.up(changed), unread("update"));
    heal();
    await stack.up(changed);
    assert.equal(await stack.differs(changed), false);
    fail(OPERATIONS);
    await assert.rejects(stack.up(), unread("delete"));
    heal();
    await stack.up();
    assert.equal(stack.entry, undefined);
  });
}

for (const [kind, args, path] of [
  ["MemoryStore", store, MEMORY_STORES],
  [CONFIGURATION, { ...conversations, description: "Customers" }, CONVERSATIONS],
] as const) {
  for (const onConflict of ["fail", "overwrite"] as const) {
    const name = `what somebody wrote to a ${kind} before an update was read back is a conflict, onConflict ${onConflict}`;
    promise(name, kind, async ({ stack, call, emulator, warnings, wait }) => {
      await stack.up({ ...args, onConflict });
      emulator.setFaults([{ method: "GET", path: OPERATIONS, fault: "silence", seconds: 1 }]);
      const changed = { ...args, onConflict, description: "Callers" };
      const isHeld = () => emulator.requests().filter((one) => one.path.includes(OPERATIONS)).length > 1;
      const update = stack.up(changed).catch((error: Error) => error);
      while (!isHeld()) await wait(5);
      const edit = await call("PATCH", `${path}/${stack.entry?.id}`, { json: { description: "Theirs" } });
      assert.equal(edit.status, 202);
      const error = await update;
      if (onConflict === "overwrite") assert.match(warnings.join(), /description +"Customers" +"Theirs" +"Callers"/);
      else
        assert.match(
          String(error),
          / was changed in the account: it is at version 3.*\n.*\n +description +"Customers" +"Theirs" +"Callers"/,
        );
      const { body } = await call("GET", `${path}/${stack.entry?.id}`);
      assert.equal(body.description, onConflict === "overwrite" ? "Callers" : "Theirs");
      assert.equal(stack.entry?.outs.version, onConflict === "overwrite" ? 4 : 1);
    });
  }
}

for (const [edited, isLost] of [
  [{ description: "Theirs" }, true],
  [{ memoryExtractionEnabled: true }, false],
] as const) {
  const name = `what somebody wrote to a configuration between the read and the patch is told of, ${isLost ? "" : "not "}overwritten`;
  promise(name, CONFIGURATION, async ({ stack, call, emulator, warnings, wait }) => {
    await stack.up({ ...conversations, description: "Customers" });
    emulator.setFaults([{ method: "PATCH", fault: "silence", seconds: 1 }]);
    emulator.clearRequests();
    const update = stack.up({ ...conversations, description: "Callers" });
    while (!emulator.requests().some(({ method }) => method === "PATCH")) await wait(5);
    emulator.setFaults([]);
    const path = `${CONVERSATIONS}/${stack.entry?.id}`;
    assert.equal((await call("PATCH", path, { json: edited })).status, 202);
    await update;
    const { body } = await call("GET", path);
    assert.deepEqual([body.description, body.version], ["Callers", 3]);
    assert.equal(body.memoryExtractionEnabled, !isLost);
    assert.match(
      warnings.find((text) => text.includes("version")) ?? "",
      /Conversations configuration \w+ went from version 1 to 3 with one update: somebody else wrote .* description.*\nVersion 1, read just before, held: .*"Customers"/,
    );
  });
}

promise(
  "an attachment of the same run between two updates of a configuration is nobody else's write",
  CONFIGURATION,
  async ({ stack, call, warnings }) => {
    await stack.up({ ...conversations, description: "Customers" });
    await call("PATCH", `${CONVERSATIONS}/${stack.entry?.id}`, { json: { intelligenceConfigurationIds: [] } });
    await stack.up({ ...conversations, description: "Callers" });
    assert.equal(stack.entry?.outs.version, 3);
    assert.doesNotMatch(warnings.join(), /version/);
  },
);
