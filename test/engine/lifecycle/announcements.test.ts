import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { CONFIGURATIONS, OPERATORS, SENTIMENT, SUMMARY, stand } from "../kit/stand";

const every = (count: number) => [{ on: "COMMUNICATION", parameters: { count } }];
const END = [{ on: "CONVERSATION_END" }];
const hook = (host: string) => [{ url: `https://me:hunter2@${host}.example.com/calls` }];
const LINES = Array.from({ length: 30 }, (_, at) => `Line ${at + 1} of the instructions.`);

const MOVED = { name: "moved", operators: [SUMMARY, SENTIMENT], triggers: every(3) };
const timed = (triggers: unknown) => ({ name: "timed", operators: [SUMMARY], triggers, actions: hook("timed") });
const kept = (name: string) => ({ name, operators: [SENTIMENT], triggers: every(5), actions: hook("kept") });
const REMOVED = { name: "removed", operators: [SUMMARY], triggers: END, actions: hook("old") };
const ADDED = { name: "added", operators: [SENTIMENT], triggers: every(4), actions: hook("new") };
const schemaOf = (...names: string[]) => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: ["string", "null"] }])),
});

const programOf = (prompt: readonly string[], schema: unknown, rules: unknown) => `
const { IntelligenceConfiguration, LanguageOperator } = require("pulumi-twilio-intelligence");
new LanguageOperator("op", ${JSON.stringify({ displayName: "Resolution", prompt: prompt.join("\n"), outputFormat: "JSON", outputSchema: schema })});
new IntelligenceConfiguration("support", ${JSON.stringify({ displayName: "Support", rules })});`;

const BEFORE = programOf(LINES, schemaOf("a", "b"), [REMOVED, MOVED, kept("one"), timed(every(2))]);
const changed = LINES.map((line, at) => ([4, 5, 8, 20].includes(at) ? `${line} Be short.` : line));
const AFTER = programOf(changed, schemaOf("b", "a"), [kept("renamed"), timed(END), MOVED, ADDED]);

const OPERATOR = `Resolution: 2 changes in prompt, outputSchema
  prompt: 4 lines removed, 4 lines added
    - Line 5 of the instructions.
    + Line 5 of the instructions. {+Be short.+}
    - Line 6 of the instructions.
    + Line 6 of the instructions. {+Be short.+}
    - Line 9 of the instructions.
    + Line 9 of the instructions. {+Be short.+}
    and 2 more lines
  outputSchema.properties (order of keys) is "a, b", will be "b, a"`;

const CONFIGURATION = `Support: 4 changes in rules
  rule \`timed\` will run when the conversation ends (was: on every 2nd message or utterance)
  rule \`added\` will be added: on every 4th message or utterance, operator ${SENTIMENT}, to https://[secret]@new.example.com/calls
  rule \`removed\` will be removed: when the conversation ends, operator ${SUMMARY}, to https://[secret]@old.example.com/calls
  the order of rules will be renamed, timed, moved, added (was: removed, moved, renamed, timed)`;

const indented = (text: string) => text.replaceAll(/^/gm, "    ");
const countOf = (output: string, text: string) => output.split(text).length - 1;

/** Everything that the engine prints between the live lines and the counts. */
const diagnosticsOf = (output: string) => /^Diagnostics:\n.*:\n([\s\S]*?)\n\n^Resources:/m.exec(output)?.[1];

/** The blocks, in the order that the engine happened to ask in. */
const inOrder = (output: string, blocks: readonly string[]) =>
  blocks.toSorted((a, b) => output.indexOf(a) - output.indexOf(b));

test("a preview says in plain words, together and once, what changes within rules and texts", async (t) => {
  const { project, id, call } = await stand(t, BEFORE);
  await project.up();
  project.write(AFTER);

  await t.test("in its diagnostics", async () => {
    const { output } = await project.preview();
    const blocks = inOrder(output, [OPERATOR, CONFIGURATION].map(indented));
    assert.equal(diagnosticsOf(output), blocks.join("\n"), output);
    assert.ok(countOf(output, "running Resolution: 2 changes in prompt, outputSchema\n") >= 1, output);
    for (const line of [...OPERATOR.split("\n").slice(1), ...CONFIGURATION.split("\n").slice(1)])
      assert.equal(countOf(output, `${line}\n`), 1, line);
    assert.doesNotMatch(output, /hunter2/);
  });

  await t.test("with --diff, without empty lines in it, and with --json, each resource's as one message", async () => {
    const { stderr } = await project.run(["preview", "--diff"]);
    for (const block of [OPERATOR, CONFIGURATION]) assert.ok(`\n${stderr}`.includes(`\n${block}\n`), stderr);
    const json = await project.run(["preview", "--json"]);
    const { diagnostics } = z
      .object({ diagnostics: z.array(z.object({ message: z.string(), severity: z.string() })) })
      .parse(JSON.parse(json.stdout));
    const told = [OPERATOR, CONFIGURATION].map((block) =>
      diagnostics.filter(({ message, severity }) => severity === "info" && message.trim() === block),
    );
    assert.deepEqual(
      told.map(({ length }) => length),
      [1, 1],
      json.stdout,
    );
  });

  await t.test("an up, once in its preview and once in its update", async () => {
    const { output } = await project.up({ withPreview: true });
    for (const block of [OPERATOR, CONFIGURATION]) assert.equal(countOf(output, indented(block)), 2, output);
    for (const line of CONFIGURATION.split("\n").slice(1)) assert.equal(countOf(output, `${line}\n`), 2, line);
  });

  await t.test("a refresh, in sentences about the account", async () => {
    const path = `${CONFIGURATIONS}/${id("support")}`;
    const { rules } = (await call("GET", path)).body;
    rules[1].triggers = every(7);
    assert.equal((await call("PUT", path, { json: { displayName: "Support", rules: rules.slice(1) } })).status, 200);
    const operator = (await call("GET", `${OPERATORS}/${id("op")}`)).body;
    const { displayName, prompt, outputFormat, outputSchema } = operator;
    const edited = { displayName, prompt: `${prompt}\nBy hand.`, outputFormat, outputSchema };
    assert.equal((await call("PUT", `${OPERATORS}/${id("op")}`, { json: edited })).status, 200);
    const { output } = await project.refresh();
    const blocks = inOrder(output, [
      `    Support: 2 changes in rules
      rule \`renamed\` is in the state, and no longer in the account: on every 5th message or utterance, operator ${SENTIMENT}, to https://[secret]@kept.example.com/calls
      rule \`timed\` runs on every 7th message or utterance in the account, when the conversation ends in the state`,
      "    Resolution: prompt was changed in the account: 1 line added\n      + By hand.",
    ]);
    assert.equal(diagnosticsOf(output), blocks.join("\n"), output);
  });
});
