import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { IntelligenceConfiguration, Service } from "../../../sdk";
import { SUMMARY } from "../../engine/kit/stand";
import { policyStand } from "../../engine/policy/policy-kit";

/** `tsx test/golden/review/capture-policies.ts` writes the event log of a preview that violates policies anew. */
async function main(): Promise<void> {
  const ends: (() => unknown)[] = [];
  const stand = await policyStand({ after: (end) => void ends.push(end) }, "dev");
  try {
    const program = async () => {
      new Service("calls", { uniqueName: "calls", webhookUrl: "http://hooks.example.com/a?key=1" });
      new IntelligenceConfiguration("care", {
        displayName: "Care",
        rules: [{ name: "summary", operators: [SUMMARY], triggers: [{ on: "CONVERSATION_END" }] }],
      });
    };
    const { events } = await stand.preview(program, {
      "twilio-https-webhooks": "advisory",
      "twilio-version-pins-required": "advisory",
      "twilio-media-redaction-required": "disabled",
    });
    const lines = events
      .filter((event) => Object.keys(event).some((name) => name.startsWith("policy")))
      .map((event) => JSON.stringify({ ...event, timestamp: 0 }));
    writeFileSync(join(__dirname, "policies.events"), `${lines.join("\n")}\n`);
  } finally {
    for (const end of ends) await end();
  }
}

void main();
