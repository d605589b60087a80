import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report } from "../../../cli/verify/verifyReport";
import { CONVERSATION, codesOf, only } from "../../contract/cli/verify/kit";
import { runApart } from "../../contract/kit/command";
import { makeConversations } from "../kit/classes";
import { shellEnv } from "../kit/shell";
import { CONFIGURATIONS, configuration, programOf, SENTIMENT, stand } from "../kit/stand";

const declared = (description: string, more: object = {}) => ({
  support: configuration({
    displayName: "Support",
    description,
    rules: [{ name: "mood", operators: [SENTIMENT], triggers: [{ on: "CONVERSATION_END" }] }],
    ...more,
  }),
});

test("verify after an up: well; silent once a put stopped it, with the reason; well again by the way out", async (t) => {
  const made = await stand(t, "", { put: "inactive" });
  const { project, id, call } = made;
  const conversations = await makeConversations(made);
  const program = (description: string, more = {}) =>
    programOf(
      declared(description, more),
      `const { ConversationsAttachment } = require("pulumi-twilio-intelligence");
new ConversationsAttachment("live", { conversationsConfigurationId: "${conversations}", intelligenceConfigurationId: support.id });`,
    );
  project.write(program("one"));
  const env = shellEnv(project);
  const verify = async (): Promise<Report & { code: number | null }> => {
    const args = ["--cwd", project.folder, "--conversation", CONVERSATION, "--timeout", "1", "--json"];
    const { code, out, err } = await runApart(["verify", ...args], { env });
    assert.ok(out.startsWith("{"), err);
    return { code, ...JSON.parse(out) };
  };
  await project.up();
  const first = await verify();
  assert.deepEqual([first.code, first.stack, first.counts], [0, `${project.name}/dev`, { ok: 1, failed: 0 }]);
  assert.deepEqual(
    [only(first).id, only(first).name, only(first).cases[0]?.name],
    [id("support"), "support", "mood › Sentiment"],
  );

  project.write(program("two"));
  await project.up();
  const silent = await verify();
  assert.deepEqual(
    [silent.code, codesOf(only(silent)), only(silent).silence?.code],
    [2, ["no_result"], "inactive_version"],
  );
  const steps = only(silent).silence?.next.join("\n") ?? "";
  const urn = /`pulumi up --replace '(urn:[^']+)'`/.exec(steps)?.[1] ?? "";

  await t.test("the command that it names makes the Configuration anew", async () => {
    const before = id("support");
    await project.up({ args: ["--replace", urn] });
    assert.notEqual(id("support"), before);
    assert.equal((await verify()).code, 0);
  });

  await t.test("the strategy that it names keeps later changes well", async () => {
    project.write(program("three", { updateStrategy: "replace" }));
    await project.up();
    assert.equal((await verify()).code, 0);
  });

  await t.test("a change that the stack has not seen is a warning", async () => {
    const path = `${CONFIGURATIONS}/${id("support")}`;
    const { displayName, rules } = (await call("GET", path)).body;
    await call("PUT", path, { json: { displayName, rules }, headers: { "if-match": "1" } });
    assert.ok(only(await verify()).warnings.some(({ code }) => code === "version_moved"));
  });
});
