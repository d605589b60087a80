import assert from "node:assert/strict";
import { test } from "node:test";
import { CONVERSATIONS, configured, makeConfiguration, makeConversations } from "../../../engine/kit/classes";
import { begunProcess } from "../../../faults/build";
import { World } from "../../../faults/virtual/world";

test("an attachment that Twilio refuses until the end is told with Twilio's reason", async () => {
  const world = new World(1, {});
  const { made, schedule } = world;
  const { connect } = world.host(0);
  const provider = configured(begunProcess(undefined, connect)("ConversationsAttachment"), made);
  const message = await schedule.run(async () => {
    const conversationsConfigurationId = await makeConversations(made);
    const intelligenceConfigurationId = await makeConfiguration(made, "live");
    made.emulator.setFaults([{ method: "PATCH", path: `^${CONVERSATIONS}/`, fault: "conflict-other", times: 1000 }]);
    return provider.create({ conversationsConfigurationId, intelligenceConfigurationId }).catch(String);
  });
  assert.match(
    String(message),
    /^Error: Could not attach to Conversations configuration conv_configuration_\w+: somebody else kept changing what is attached to it for 120 s, or the API refuses for another reason: Injected fault: conflict-other.*\. Find out who, and run `pulumi up` again\.$/,
  );
});
