import assert from "node:assert/strict";
import { test } from "node:test";
import { configuration, type Declared, programOf, SENTIMENT, service, stand } from "../kit/stand";

const rule = (members: Record<string, unknown>) =>
  configuration({ displayName: "bad", rules: [{ operators: [{ id: SENTIMENT }], triggers: [], ...members }] });

/**
 * What the engine prints, by the title of the case. One of each class, an unknown key and a bad id among them, is in the table of
 * promises; all are in the unit tests.
 */
const CASES: [title: string, declared: Declared, message: RegExp][] = [
  ["a wrong type", service({ uniqueName: 5 }), /uniqueName must be a string, not a number/],
  ["data logging", service({ uniqueName: "a", dataLogging: true }), /dataLogging cannot be switched on by the API/],
  [
    "a number over its limit",
    rule({ triggers: [{ on: "COMMUNICATION", parameters: { count: 21 } }] }),
    /rules\[0\]\.triggers\[0\]\.parameters\.count must be at most 20/,
  ],
  ["a text of 1 MB", service({ uniqueName: "x".repeat(1024 * 1024) }), /uniqueName must have at most 256 characters/],
];

test("bad input is refused in the preview, by its path, and before any request", async (t) => {
  const { project, sent } = await stand(t, "");
  for (const [title, declared, message] of CASES) {
    await t.test(title, async () => {
      project.write(programOf({ bad: declared }));
      const { output } = await project.preview({ expectFailure: true });
      assert.match(output, message);
      assert.ok(output.length < 4000, `${output.length} characters of output`);
      assert.deepEqual(sent(), []);
    });
  }

  const good = programOf({ good: service({ uniqueName: "good" }) });
  await t.test("no credentials", async () => {
    await project.run(["config", "rm", "twilio-intelligence:apiKey"]);
    await project.run(["config", "rm", "twilio-intelligence:apiSecret"]);
    project.write(good);
    const { output } = await project.preview({ expectFailure: true });
    assert.match(output, /twilio-intelligence:apiKey is missing: run `pulumi config set/);
  });
  await t.test("plain http", async () => {
    const env = { TWILIO_API_KEY: "SK1", TWILIO_API_SECRET: "hunter2" };
    await project.run(["config", "set", "twilio-intelligence:baseUrl", "http://intelligence.example.com"]);
    const { output } = await project.preview({ expectFailure: true, env });
    assert.match(output, /twilio-intelligence:baseUrl must begin with https/);
    assert.equal(output.includes("hunter2"), false);
  });
  assert.deepEqual(sent(), []);
});
