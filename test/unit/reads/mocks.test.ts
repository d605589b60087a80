import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import * as sdk from "../../../sdk/index";

type Plain = (args: Record<string, unknown>) => Promise<unknown>;
type Lifted = (args: Record<string, unknown>) => pulumi.Output<unknown>;

const LISTS =
  /^get(Conversations|ConversationsConfigurations|IntelligenceConfigurations|LanguageOperators|LanguageOperatorVersions|MemoryStores|OperatorResults|Operators|OperatorTypes|Sentences|Services|TranscriptOperatorResults|Transcripts)$/;

const reads = Object.entries(sdk).flatMap(([name, read]) =>
  /^get\w+$/.test(name) && !name.endsWith("Output") ? [{ name, read: read as unknown as Plain }] : [],
);
const lifted = (name: string) => (sdk as unknown as Record<string, Lifted>)[`${name}Output`];

describe("under pulumi.runtime.setMocks", () => {
  let calls: pulumi.runtime.MockCallArgs[] = [];
  let answer: Record<string, unknown> = {};

  beforeEach(() => {
    calls = [];
    // A request would reach nobody, and fail the test.
    process.env.TWILIO_API_KEY = `SK${"0".repeat(32)}`;
    process.env.TWILIO_API_SECRET = "secret";
    const newResource = (args: pulumi.runtime.MockResourceArgs) => ({ id: `${args.name}-id`, state: args.inputs });
    const call = (args: pulumi.runtime.MockCallArgs) => {
      calls.push(args);
      return answer;
    };
    pulumi.runtime.setMocks({ newResource, call }, "project", "stack", false);
    pulumi.runtime.setAllConfig({ "twilio-intelligence:baseUrl": "http://127.0.0.1:9" });
  });

  assert.ok(reads.length > 25);
  for (const { name, read } of reads) {
    it(`${name} answers from call, with its token and its arguments`, async () => {
      const item = { sid: "a", nested: [{ b: null, c: 1 }] };
      answer = LISTS.test(name) ? { items: [item] } : item;
      const expected = LISTS.test(name) ? [item] : item;
      assert.deepEqual(await read({ sid: "x" }), expected);
      assert.deepEqual(calls, [{ token: `twilio-intelligence:index:${name}`, inputs: { sid: "x" }, provider: "" }]);
      const output = lifted(name)?.({ sid: pulumi.output("y") });
      const value = await new Promise((resolve) => output?.apply(resolve));
      assert.deepEqual([value, calls[1]?.inputs], [expected, { sid: "y" }]);
    });
  }

  it("a list without items is an error that says what to return", async () => {
    answer = {};
    await assert.rejects(sdk.getServices(), {
      message:
        'The mock\'s "call" returned no list for twilio-intelligence:index:getServices: return { items: [...] }.',
    });
  });
});
