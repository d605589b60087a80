import assert from "node:assert/strict";
import { test } from "node:test";
import { attachedTo, makeConversations } from "../kit/classes";
import { CONFIGURATIONS, type Stand, stand } from "../kit/stand";

const program = (id: string, description: string, options = "{}") => `
const { IntelligenceConfiguration, ConversationsAttachment } = require("pulumi-twilio-intelligence");
const live = new IntelligenceConfiguration("live", {
  displayName: "live", description: "${description}", rules: [], updateStrategy: "replace",
});
new ConversationsAttachment("attached", {
  conversationsConfigurationId: "${id}", intelligenceConfigurationId: live.id,
}, ${options});`;

const urnOf = ({ project }: Stand, name: string): string =>
  project.state().resources.find(({ urn }) => urn.endsWith(`::${name}`))?.urn ?? "";

const all = async ({ call }: Stand): Promise<string[]> =>
  (await call("GET", CONFIGURATIONS)).body.items.map(({ id }: { id: string }) => id);

test("a Configuration that is replaced under --target stays for as long as it is attached, and goes with the next up", async (t) => {
  const made = await stand(t, "");
  const { project, id } = made;
  const conversations = await makeConversations(made);
  project.write(program(conversations, "one"));
  await project.up();
  const old = id("live");

  project.write(program(conversations, "two"));
  const { output } = await project.up({ args: ["--target", urnOf(made, "live")], expectFailure: true });
  assert.match(
    output,
    new RegExp(
      `Could not delete Intelligence Configuration ${old}: Conversations configuration ${conversations} has it attached`,
    ),
  );
  assert.deepEqual(await attachedTo(made, conversations), [old]);
  assert.equal((await all(made)).includes(old), true);

  await project.up();
  assert.deepEqual(await attachedTo(made, conversations), [id("live")]);
  assert.deepEqual(await all(made), [id("live")]);
  await project.preview({ args: ["--expect-no-changes"] });
});

test("a Configuration that an attachment with deletedWith leaves attached is not deleted", async (t) => {
  const made = await stand(t, "");
  const { project, id } = made;
  const conversations = await makeConversations(made);
  project.write(program(conversations, "one", "{ deletedWith: live }"));
  await project.up();
  const live = id("live");
  const { output } = await project.destroy({ expectFailure: true });
  assert.match(output, /has it attached.*deletedWith/s);
  assert.deepEqual(await attachedTo(made, conversations), [live]);

  project.write(program(conversations, "one"));
  await project.up();
  await project.destroy();
  assert.deepEqual(await attachedTo(made, conversations), []);
  assert.deepEqual(await all(made), []);
});
