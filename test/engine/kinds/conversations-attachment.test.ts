import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../emulator/index";
import { attachedTo, CONVERSATIONS, makeConfiguration, makeConversations, programOf } from "../kit/classes";
import { CONFIGURATIONS, opsOf, type Stand, stand } from "../kit/stand";

interface Program {
  conversations: string;
  description?: string;
  names?: string[];
  strategy?: "update" | "replace";
}

/** One Intelligence Configuration for each name, each attached to the same Conversations configuration. */
const program = ({ conversations, description = "one", names = ["live"], strategy = "update" }: Program) =>
  programOf(`
for (const name of ${JSON.stringify(names)}) {
  const made = new IntelligenceConfiguration(name, {
    displayName: name,
    description: "${description}",
    rules: [],
    updateStrategy: "${strategy}",
  });
  new ConversationsAttachment(name + "-attachment", {
    conversationsConfigurationId: "${conversations}",
    intelligenceConfigurationId: made.id,
  });
}`);

/** A Conversations configuration with so many Intelligence Configurations of others. */
async function attachedByOthers(t: TestContext, others: number, options: EmulatorOptions = {}) {
  const made = await stand(t, "", options);
  const theirs: string[] = [];
  for (let at = 0; at < others; at++) theirs.push(await makeConfiguration(made, `theirs ${at}`));
  const conversations = await makeConversations(made, theirs);
  made.sent();
  return { ...made, theirs, conversations };
}

const writes = (made: Stand) => made.requests().filter(({ method }) => method !== "GET");

test("an attachment is patched in with a key, waited for, and leaves what others attached", async (t) => {
  const made = await attachedByOthers(t, 2, { lagMs: 1200 });
  const { project, theirs, conversations, id, requests } = made;
  made.emulator.advance(10_000);
  project.write(program({ conversations }));
  await project.up();
  const log = requests();
  const [patch, ...more] = log.filter(({ method }) => method === "PATCH");
  assert.deepEqual(more, []);
  assert.equal(patch?.path, `${CONVERSATIONS}/${conversations}`);
  assert.match(String(patch?.headers["idempotency-key"]), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.deepEqual(patch?.body, { intelligenceConfigurationIds: [...theirs, id("live")] });
  const polls = log.filter(({ path }) => path.startsWith("/v2/ControlPlane/Operations/"));
  // The emulator says Retry-After: 2 for what takes 1.2 seconds: who keeps to that asks once.
  assert.equal(polls.length, 1);
  assert.equal(id("live-attachment"), `${conversations}/${id("live")}`);
  assert.deepEqual(await attachedTo(made, conversations), [...theirs, id("live")]);

  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });
  requests();
  await project.destroy();
  assert.deepEqual(
    writes(made).map(({ method, path, body }) => [method, path.split("/").at(-2), body]),
    [
      ["PATCH", "Configurations", { intelligenceConfigurationIds: theirs }],
      ["DELETE", "Configurations", null],
    ],
    "detached before it is deleted",
  );
  assert.deepEqual(await attachedTo(made, conversations), theirs);
});

test("attachments of one stack to one object lose nothing, however many are made at once", async (t) => {
  // Slow enough for all of them to begin before one has ended.
  const made = await attachedByOthers(t, 1, { latencyMs: 100 });
  const { project, theirs, conversations, id } = made;
  const names = ["a", "b", "c", "d"];
  project.write(program({ conversations, names }));
  await project.up();
  const all = [...theirs, ...names.map(id)].sort();
  assert.deepEqual((await attachedTo(made, conversations)).sort(), all);
  assert.equal(writes(made).filter(({ method }) => method === "PATCH").length, names.length);

  await t.test("nor when they are taken away at once", async () => {
    await project.destroy();
    assert.deepEqual(await attachedTo(made, conversations), theirs);
  });
});

test("a sixth attachment is refused before anything is written to the object", async (t) => {
  const made = await attachedByOthers(t, 5);
  const { project, theirs, conversations } = made;
  project.write(program({ conversations }));
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, /Could not attach to Conversations configuration conv_configuration_\w+: it has 5 .* at most 5/);
  assert.ok(output.includes(`Detach one of ${theirs.join(", ")} first`));
  assert.deepEqual(
    writes(made).map(({ path }) => path),
    [CONFIGURATIONS],
  );
});

test("a Configuration that is replaced hands its attachment over in one patch, before it is deleted", async (t) => {
  const made = await attachedByOthers(t, 2);
  const { project, theirs, conversations, id } = made;
  project.write(program({ conversations, strategy: "replace" }));
  await project.up();
  const [before, attachment] = [id("live"), id("live-attachment")];
  // Somebody else comes after it, so that its place can be told from the end.
  const later = await makeConfiguration(made, "later");
  await made.call("PATCH", `${CONVERSATIONS}/${conversations}`, {
    json: { intelligenceConfigurationIds: [theirs[0], before, theirs[1], later] },
  });
  writes(made);

  project.write(program({ conversations, strategy: "replace", description: "two" }));
  const preview = await project.preview();
  assert.deepEqual(opsOf(preview, "live-attachment"), ["update"]);
  const up = await project.up();
  assert.deepEqual(opsOf(up, "live"), ["create-replacement", "replace", "delete-replaced"]);
  assert.deepEqual(opsOf(up, "live-attachment"), ["update"]);
  const after = id("live");
  assert.notEqual(after, before);
  const moved = { intelligenceConfigurationIds: [theirs[0], after, theirs[1], later] };
  const log = writes(made);
  assert.deepEqual(
    log.map(({ method, path }) => [method, path]),
    [
      ["POST", CONFIGURATIONS],
      ["PATCH", `${CONVERSATIONS}/${conversations}`],
      ["DELETE", `${CONFIGURATIONS}/${before}`],
    ],
  );
  assert.deepEqual(log[1]?.body, moved);
  assert.equal(id("live-attachment"), attachment, "the attachment stays the same object");

  await t.test("and is read, moved again and detached under the id that it began with", async () => {
    await project.refresh();
    await project.preview({ args: ["--expect-no-changes"] });
    await project.destroy();
    assert.deepEqual(await attachedTo(made, conversations), [theirs[0], theirs[1], later]);
  });
});

test("an operation that fails, and a Conversations configuration that is not there, are errors that say so", async (t) => {
  const made = await attachedByOthers(t, 0);
  const { project, conversations } = made;
  const attachment = (to: string) =>
    programOf(`new ConversationsAttachment("a", {
      conversationsConfigurationId: "${to}",
      intelligenceConfigurationId: "intelligence_configuration_${"0".repeat(26)}",
    });`);
  project.write(attachment(conversations));
  const failed = await project.up({ expectFailure: true });
  assert.match(
    failed.output,
    /Could not attach to Conversations configuration \w+: its operation conv_operation_\w+ failed: .*no Intelligence Configuration/,
  );
  project.write(attachment("conv_configuration_none"));
  const missing = await project.up({ expectFailure: true });
  assert.match(
    missing.output,
    /Could not attach to Conversations configuration conv_configuration_none: it is not in the account/,
  );
});
