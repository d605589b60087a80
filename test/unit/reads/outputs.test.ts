import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import * as sdk from "../../../sdk/index";

/** What people said, or where to hear it. */
const SECRET = [
  "getSentences",
  "getTranscriptOperatorResult",
  "getTranscriptOperatorResults",
  "getMedia",
  "getEncryptedSentences",
  "getEncryptedOperatorResults",
  "getConversation",
  "getConversations",
  "getOperatorResult",
  "getOperatorResults",
];

const outputs = Object.entries(sdk).flatMap(([name, read]) =>
  /^get\w+Output$/.test(name) ? [{ name: name.slice(0, -"Output".length), read: read as Lifted }] : [],
);
type Lifted = (args: Record<string, unknown>, opts?: sdk.ReadOutputOptions) => pulumi.Output<unknown>;

/** Whether an output has a value in the end. Where it has none, nothing was read: there is no account here that could be. */
const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
  (output as unknown as { isKnown: Promise<boolean> }).isKnown;

class Thing extends pulumi.CustomResource {
  constructor() {
    super("test:index:Thing", "thing", {});
  }
}

describe("in a preview", () => {
  before(() => {
    // A resource that is yet to be made has no id.
    const newResource = () => ({ id: undefined, state: {} });
    pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "stack", true);
    pulumi.runtime.setAllConfig({ "twilio-intelligence:baseUrl": "http://127.0.0.1:9" });
  });

  for (const { name, read } of outputs) {
    it(`${name}Output of what is not known yet is not known, and ${SECRET.includes(name) ? "" : "not "}secret`, async () => {
      const unknown = pulumi.output(Promise.resolve(pulumi.unknown));
      const output = read({ whatever: unknown });
      assert.equal(await isKnown(output), false);
      assert.equal(await pulumi.isSecret(output), SECRET.includes(name));
    });
  }

  it("a read that waits for a resource that is yet to be made is not known", async () => {
    const thing = new Thing();
    for (const dependsOn of [thing, [thing], pulumi.output([thing])]) {
      assert.equal(await isKnown(sdk.getServicesOutput({}, { dependsOn })), false);
    }
  });
});

it("there are as many secret reads as are listed here", () => {
  const names = outputs.map(({ name }) => name);
  assert.deepEqual(
    SECRET.filter((name) => !names.includes(name)),
    [],
  );
});
