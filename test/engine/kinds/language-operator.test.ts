import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../../../emulator/index";
import { LANGUAGE_OPERATORS, programOf } from "../kit/classes";
import { proxyTo } from "../kit/proxy";
import { CONFIGURATIONS, opsOf, stand, standOn } from "../kit/stand";

/** What the server writes in other words than the program. */
const REWRITTEN = {
  text: { outputFormat: "TEXT", prompt: "p" },
  empty: {
    outputFormat: "CLASSIFICATION",
    prompt: "p",
    description: "",
    trainingExamples: [],
    context: {},
    parameters: {},
  },
  switchedOff: { outputFormat: "TEXT", prompt: "p", context: { memory: { enabled: false } } },
  full: {
    outputFormat: "CLASSIFICATION",
    prompt: "In {{parameters.language}}, {{ parameters.times }} times.",
    description: "all of it",
    trainingExamples: [{ output: "happy", input: "thank you" }],
    context: { knowledge: { enabled: true }, memory: { enabled: true } },
    parameters: {
      language: { type: "STRING", default: "English", description: "" },
      times: { type: "INTEGER", required: true },
      sources: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS", required: false },
    },
  },
  json: {
    outputFormat: "JSON",
    prompt: "p",
    outputSchema: {
      type: "object",
      required: ["reason"],
      additionalProperties: true,
      properties: {
        reason: { type: "string", enum: ["refund", "repair"] },
        note: { type: ["string", "null"] },
        required: { type: "object", properties: { additionalProperties: { type: ["number", "null"] } } },
        items: { type: "array", items: { type: "object", properties: { id: { type: ["string", "null"] } } } },
        either: { anyOf: [{ type: "null" }, { type: "object", properties: {} }, { $ref: "#/$defs/one" }] },
      },
      $defs: { one: { type: "object", properties: { a: { type: ["string", "null"] } } } },
    },
  },
};

test("after an up and a refresh nothing is left to change, however the server words it", async (t) => {
  const source = Object.entries(REWRITTEN).map(
    ([name, args]) => `new LanguageOperator("${name}", ${JSON.stringify({ displayName: name, ...args })});`,
  );
  const { project, requests, call, id } = await stand(t, programOf(source.join("\n")));
  await project.up();
  await project.preview({ args: ["--expect-no-changes"] });
  await project.refresh();
  requests();
  assert.deepEqual((await project.up()).changes, { same: source.length + 1 });
  assert.deepEqual(requests(), []);

  const { outputSchema } = (await call("GET", `${LANGUAGE_OPERATORS}/${id("text")}`)).body;
  assert.equal(outputSchema.type, "object", "the server does make a schema for TEXT");
  const { required } = (await call("GET", `${LANGUAGE_OPERATORS}/${id("json")}`)).body.outputSchema;
  assert.equal(required.length, 5, "the server does require every property");

  await t.test("a schema that says something else is a change", async () => {
    const changed = structuredClone(REWRITTEN.json);
    changed.outputSchema.properties.reason.enum = ["refund"];
    project.write(
      programOf(
        [
          ...source.slice(0, -1),
          `new LanguageOperator("json", ${JSON.stringify({ displayName: "json", ...changed })});`,
        ].join("\n"),
      ),
    );
    assert.deepEqual((await project.up()).changes, { same: source.length, update: 1 });
  });
});

const pinned = (prompt: string) =>
  programOf(`
const tone = new LanguageOperator("tone", { displayName: "Tone", outputFormat: "TEXT", prompt: "${prompt}" });
const live = new IntelligenceConfiguration("live", {
  displayName: "live",
  rules: [{ operators: [{ id: tone.id, version: tone.version }], triggers: [{ on: "CONVERSATION_END" }] }],
});`);

test("an update is a whole, guarded one, keeps what is not known here, and takes a rule that pins its version along", async (t) => {
  const { project, call, admin, requests, id, outputs } = await stand(t, pinned("one"));
  await project.up();
  const [tone, live] = [`${LANGUAGE_OPERATORS}/${id("tone")}`, `${CONFIGURATIONS}/${id("live")}`];
  await admin("PATCH", `/objects/${id("tone")}`, { fields: { temperature: 0.2 }, bumpVersion: false });
  assert.deepEqual((await call("GET", live)).body.rules[0].operators, [{ id: id("tone"), version: 1 }]);
  requests();

  project.write(pinned("two"));
  const preview = await project.preview();
  assert.deepEqual([opsOf(preview, "tone"), opsOf(preview, "live")], [["update"], ["update"]]);
  assert.deepEqual(requests(), []);
  await project.up();
  const put = requests().find(({ method, path }) => method === "PUT" && path === tone);
  assert.equal(put?.headers["if-match"], '"1"');
  const { body } = await call("GET", tone);
  assert.deepEqual([body.prompt, body.version, body.temperature], ["two", 2, 0.2]);
  assert.equal(outputs("tone").version, 2);
  assert.deepEqual((await call("GET", live)).body.rules[0].operators, [{ id: id("tone"), version: 2 }]);
  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });
});

test("a version that moved between the read and the put is a conflict, and nothing is overwritten", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const proxy = await proxyTo(t, emulator.url);
  const made = await standOn(t, emulator, pinned("one"), { "twilio-intelligence:baseUrl": proxy.url });
  const { project, call, id } = made;
  await project.up();
  const tone = `${LANGUAGE_OPERATORS}/${id("tone")}`;
  const theirs = { displayName: "Tone", outputFormat: "TEXT", prompt: "theirs" };
  const edits: number[] = [];
  proxy.before = async (method, path) => {
    if (method === "PUT" && path === tone && edits.length === 0) {
      edits.push((await call("PUT", tone, { json: theirs })).status);
    }
  };
  project.write(pinned("two"));
  const { output } = await project.up({ expectFailure: true });
  assert.deepEqual(edits, [200]);
  assert.match(output, /Language Operator \w+ was changed in the account|changed while an answer was lost/);
  assert.equal((await call("GET", tone)).body.prompt, "theirs");
});

test("what is legal and worth a word is printed in the preview", async (t) => {
  const schema = { type: "object", properties: { reason: { type: "string" }, note: { type: ["string", "null"] } } };
  const program = (displayName: string) =>
    programOf(`const pulumi = require("@pulumi/pulumi");
new LanguageOperator("o", {
  displayName: ${displayName},
  outputFormat: "JSON",
  prompt: "p",
  outputSchema: ${JSON.stringify(schema)},
});`);
  const { project } = await stand(t, program('"Reason"'));
  const { output } = await project.preview();
  assert.match(output, /warning: Reason: outputSchema: the API requires every property.*: properties\.reason\./);
  assert.ok(!output.includes("properties.note"));
  project.write(program('pulumi.secret("Reason")'));
  const secret = await project.preview();
  assert.match(secret.output, /warning: outputSchema: the API requires .*: properties\.reason\./);
});
