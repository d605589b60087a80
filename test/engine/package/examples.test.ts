import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { startEmulator } from "../../../emulator/index";
import { benchOf } from "../../contract/kit/emulator";
import { attachedTo, CONVERSATIONS, MEMORY_STORES, makeConversations, TRANSCRIPTS } from "../kit/classes";
import { createProject, type Project } from "../kit/harness";
import { configFor } from "../kit/stack-files";
import { SERVICES } from "../kit/stand";

const EXAMPLES = join(__dirname, "..", "..", "..", "examples");

/** A stack of an example as it lies in the repository, brought up; config by the project's own keys. */
async function up(t: TestContext, name: string, settings: (account: ReturnType<typeof benchOf>) => Promise<object>) {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const bench = benchOf(emulator);
  const text = (file: string) => readFileSync(join(EXAMPLES, name, file), "utf8");
  const files = Object.fromEntries(["package.json", "tsconfig.json", "index.ts"].map((file) => [file, text(file)]));
  const config = { ...configFor(emulator), ...(await settings(bench)) };
  const project = await createProject({ program: "", files, config, place: "apart" });
  t.after(() => project.dispose());
  const { output } = await project.up();
  assert.doesNotMatch(output, /warning:/);
  return { ...bench, project };
}

/** As a copy of the example would: nothing is left to change, and everything goes again. */
async function settles(project: Project) {
  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });
  await project.destroy();
}

test("call-transcripts: two operators are attached before the recording is transcribed", async (t) => {
  const made = await up(t, "call-transcripts", async () => ({ recordingUrl: "https://example.com/first-call.mp3" }));
  const { serviceSid, operatorSids, transcriptSid, seconds } = made.project.outputs();
  const { operator_sids } = (await made.call("GET", `${SERVICES}/${serviceSid}/Operators`)).body;
  assert.deepEqual(operator_sids.toSorted(), [operatorSids].flat().sort());
  const results = (await made.call("GET", `${TRANSCRIPTS}/${transcriptSid}/OperatorResults`)).body.operator_results;
  assert.equal(results.length, 2, "both have run");
  assert.ok(Number(seconds) > 0);
  await settles(made.project);
  assert.deepEqual((await made.call("GET", SERVICES)).body.services, []);
});

test("conversation-operators: operators of one's own run on the conversations that they are attached to", async (t) => {
  let conversations = "";
  const made = await up(t, "conversation-operators", async (bench) => {
    conversations = await makeConversations(bench);
    return { conversationsConfigurationId: conversations };
  });
  const { configurationId, operatorVersions, ruleIds } = made.project.outputs();
  assert.deepEqual(await attachedTo(made, conversations), [configurationId]);
  assert.deepEqual(operatorVersions, { urgency: 1, promises: 1 });
  assert.deepEqual(Object.keys(Object(ruleIds)).sort(), ["promises", "urgency"]);
  await settles(made.project);
  assert.deepEqual(await attachedTo(made, conversations), []);
});

test("from-nothing: one up on an empty account makes all that operators need to run, and destroy leaves nothing", async (t) => {
  const made = await up(t, "from-nothing", async () => ({}));
  const { memoryStoreId, conversationsConfigurationId, configurationId } = made.project.outputs();
  const { body: conversations } = await made.call("GET", `${CONVERSATIONS}/${conversationsConfigurationId}`);
  assert.equal(conversations.memoryStoreId, memoryStoreId);
  assert.deepEqual(conversations.intelligenceConfigurationIds, [configurationId]);
  assert.equal((await made.call("GET", `${MEMORY_STORES}/${memoryStoreId}`)).body.status, "ACTIVE");
  await settles(made.project);
  assert.deepEqual((await made.call("GET", CONVERSATIONS)).body.configurations, []);
  assert.deepEqual((await made.call("GET", MEMORY_STORES)).body.stores, []);
});
