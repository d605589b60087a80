import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { KindName } from "../../../provider/catalogue";
import { configured, newProvider } from "../../engine/kit/classes";
import { bench } from "../kit/emulator";

/** Kinds whose preview reads the account, each with arguments that make it read. */
const READING: [KindName, object][] = [
  [
    "IntelligenceConfiguration",
    { displayName: "a", rules: [{ operators: [{ id: `intelligence_operator_0${"z".repeat(25)}` }], triggers: [] }] },
  ],
  ["CustomOperator", { friendlyName: "a", operatorType: "phrase-match", config: {} }],
  [
    "ConversationsConfiguration",
    {
      displayName: "a",
      conversationGroupingType: "GROUP_BY_PROFILE",
      memoryStoreId: `mem_store_0${"z".repeat(25)}`,
    },
  ],
];

async function preview(t: TestContext, kind: KindName, args: object, fault: "key" | "503") {
  t.mock.method(console, "warn", () => {});
  const made = await bench(t);
  if (fault === "503") made.emulator.setFaults([{ path: ".*", fault: "503", times: 100 }]);
  const { emulator } = made;
  const apiSecret = fault === "key" ? "0".repeat(32) : emulator.apiSecret;
  const provider = configured(newProvider(kind), { ...made, emulator: { ...emulator, apiSecret } });
  return provider.check({}, JSON.parse(JSON.stringify(args)));
}

for (const [kind, args] of READING) {
  test(`${kind}: a preview that reads the account fails if the credentials are refused`, async (t) => {
    await assert.rejects(
      preview(t, kind, args, "key"),
      /^UnauthorisedError: Could not .*\(Twilio 20003, HTTP 401\) Check /,
    );
  });
}

test("a preview passes if the account cannot be read now", async (t) => {
  for (const [kind, args] of READING) assert.deepEqual((await preview(t, kind, args, "503")).failures, [], kind);
});
