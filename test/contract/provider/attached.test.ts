import assert from "node:assert/strict";
import { test } from "node:test";
import { attachedTo, configured, makeConfiguration, makeConversations, newProvider } from "../../engine/kit/classes";
import { bench } from "../kit/emulator";

test("five Configurations can be attached, one of them moved, and a sixth is refused with what is attached", async (t) => {
  const made = await bench(t);
  const all = await Promise.all(["a", "b", "c", "d", "e", "f"].map((name) => makeConfiguration(made, name)));
  const [first, second, third, fourth, fifth, sixth] = all;
  const conversationsConfigurationId = await makeConversations(made, all.slice(0, 4));
  const provider = () => configured(newProvider("ConversationsAttachment"), made);
  const args = (intelligenceConfigurationId: string | undefined) => ({
    conversationsConfigurationId,
    intelligenceConfigurationId,
  });
  const { id, outs } = await provider().create(args(fifth));
  assert.deepEqual(await attachedTo(made, conversationsConfigurationId), [first, second, third, fourth, fifth]);
  await assert.rejects(
    provider().create(args(sixth)),
    new RegExp(
      `has 5 Intelligence Configurations attached, .* at most 5\\. Detach one of ${first}, .*, ${fifth} first`,
    ),
  );
  await provider().update(id, outs, args(sixth));
  assert.deepEqual(await attachedTo(made, conversationsConfigurationId), [first, second, third, fourth, sixth]);
});
