import assert from "node:assert/strict";
import { test } from "node:test";
import { CONVERSATIONS, makeConfiguration, makeConversations } from "../../../engine/kit/classes";
import { virtually } from "../../kit/virtual";

test("an attachment that Twilio refuses until the end is told with Twilio's reason", () =>
  virtually(async ({ made, provider }) => {
    const conversationsConfigurationId = await makeConversations(made);
    const intelligenceConfigurationId = await makeConfiguration(made, "live");
    made.emulator.setFaults([{ method: "PATCH", path: `^${CONVERSATIONS}/`, fault: "conflict-other", times: 1000 }]);
    await assert.rejects(
      provider("ConversationsAttachment").create({ conversationsConfigurationId, intelligenceConfigurationId }),
      /^Error: Could not attach to Conversations configuration conv_configuration_\w+: somebody else kept changing what is attached to it for 120 s, or the API refuses for another reason: Injected fault: conflict-other.*\. Find out who, and run `pulumi up` again\.$/,
    );
  }));
