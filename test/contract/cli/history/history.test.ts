import { strict as assert } from "node:assert";
import { type TestContext, test } from "node:test";
import { CONFIGURATIONS, OPERATORS } from "../../../engine/kit/stand";
import { SENTIMENT } from "../../kit/emulator";
import { historyStand, type Program } from "./historyStand";

const tone = (prompt: string, more: object = {}): Program => ({
  tone: { kind: "LanguageOperator", args: { displayName: "Tone", prompt, outputFormat: "TEXT", ...more } },
});

const support = (event: string, more: object[] = []): Program => ({
  support: {
    kind: "IntelligenceConfiguration",
    args: {
      displayName: "Support",
      rules: [{ name: "mood", operators: [{ id: SENTIMENT }], triggers: [{ on: event }] }, ...more],
    },
  },
});

const EDITED = { displayName: "Tone", prompt: "By hand.", outputFormat: "TEXT" };

/** Lines of a report from the one of the object, without times. */
const linesOf = (out: string): string[] =>
  out
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "TIME")
    .split("\n")
    .filter((line) => line.startsWith(" ") || line.startsWith("*"));

/** An operator with a first prompt, a second, an edit by somebody else, and a return to the first. */
async function returned(t: TestContext, options = {}) {
  const made = await historyStand(t, options);
  await made.up(tone("One."), { message: "Add the tone" });
  await made.up(tone("Two."), { message: "Sharpen the tone" });
  await made.pass();
  const { status } = await made.call("PUT", `${OPERATORS}/${made.id("tone")}`, { json: EDITED });
  assert.equal(status, 200);
  await made.refresh({ message: "Sharpen the tone" });
  await made.up(tone("One."), { message: 'Revert "Sharpen the tone"' });
  return made;
}

test("each version stands beside the update that recorded it first, with commit and message, and a return beside the version it returns to", async (t) => {
  const { history } = await returned(t);
  const { code, out, err, methods } = await history();
  assert.deepEqual([code, err, methods], [0, "", ["GET"]]);
  assert.match(
    out,
    /^shop\/prod: 1 object, 4 updates\.\n\nLanguage Operator tone intelligence_operator_\w+: at version 4\n/,
  );
  assert.deepEqual(linesOf(out), [
    `* 4  ACTIVE  TIME  update 4 of TIME, 01234567 "Revert "Sharpen the tone""`,
    "     same content as version 1; changed: prompt",
    `  3  ACTIVE  TIME  not by this stack; recorded by refresh 3 of TIME, 01234567 "Sharpen the tone"`,
    "     changed: prompt",
    `  2  ACTIVE  TIME  update 2 of TIME, 01234567 "Sharpen the tone"`,
    "     changed: prompt",
    `  1  ACTIVE  TIME  update 1 of TIME, 01234567 "Add the tone"`,
    "* newest active version: rules that pin no version run it.",
  ]);
  assert.doesNotMatch(out, /One\.|Two\.|By hand\./);
});

test("a version that no update recorded is not by this stack", async (t) => {
  const { up, pass, call, id, history } = await historyStand(t);
  await up(tone("One."));
  await pass();
  await call("PUT", `${OPERATORS}/${id("tone")}`, { json: EDITED });
  const { out } = await history();
  assert.match(out, /: at version 2, the state records version 1$/m);
  assert.match(out, /^\* 2 {2}ACTIVE {2}\S+ \S+ {2}not by this stack$/m);
});

test("a backend that keeps no states of updates is not asked for one: versions are matched by time, and say so", async (t) => {
  const { history } = await returned(t, { numbered: false });
  const { code, out, exports } = await history();
  assert.deepEqual([code, exports], [0, []]);
  assert.match(out, /^! The backend of this stack does not keep the states .* matched with updates by time\.$/m);
  assert.deepEqual(
    linesOf(out).filter((line) => line.includes("ACTIVE")),
    [
      `* 4  ACTIVE  TIME  probably update of TIME, 01234567 "Revert "Sharpen the tone""`,
      "  3  ACTIVE  TIME  probably not by this stack: no update of it was running",
      `  2  ACTIVE  TIME  probably update of TIME, 01234567 "Sharpen the tone"`,
      `  1  ACTIVE  TIME  probably update of TIME, 01234567 "Add the tone"`,
    ],
  );
});

test("by time too, a version after that of the state is not by this stack", async (t) => {
  const { up, call, id, history } = await historyStand(t, { numbered: false });
  await up(tone("One."));
  await call("PUT", `${OPERATORS}/${id("tone")}`, { json: EDITED });
  const { out } = await history();
  assert.match(out, /^\* 2 {2}ACTIVE {2}\S+ \S+ {2}not by this stack$/m);
  assert.match(out, /^ {2}1 {2}ACTIVE {2}\S+ \S+ {2}probably update of /m);
});

test("many updates that leave the objects as they are need the states of the first and the last", async (t) => {
  const { up, history } = await historyStand(t);
  await up(tone("One."));
  for (let count = 0; count < 9; count += 1) await up(tone("One."), { resourceChanges: { same: 3, update: 1 } });
  await up(tone("One."));
  const { out, exports } = await history();
  assert.deepEqual(exports, [1, 10]);
  assert.match(out, /^\* 1 {2}ACTIVE {2}\S+ \S+ {2}update 1 of /m);
});

test("--limit bounds updates, exports and versions, and what is older is not guessed", async (t) => {
  const { up, history } = await historyStand(t);
  for (const prompt of ["One.", "Two.", "Three.", "Four."]) await up(tone(prompt));
  const { out, calls, exports } = await history("--limit", "2");
  assert.match(calls, /stack history --json --page-size 2 /);
  assert.deepEqual(exports, [3, 4]);
  assert.deepEqual(
    linesOf(out).filter((line) => !line.includes("changed:")),
    [
      `* 4  ACTIVE  TIME  update 4 of TIME, 01234567 "update 4"`,
      `  3  ACTIVE  TIME  update 3 of TIME, 01234567 "update 3"`,
      "  2 older versions not read: set --limit.",
      "* newest active version: rules that pin no version run it.",
    ],
  );
  await up({ ...support("CONVERSATION_END") });
  await up({ ...support("CONVERSATION_INACTIVE") });
  assert.match((await history("tone", "--limit", "2")).out, /^\* 4 {2}ACTIVE {2}\S+ \S+ {2}not known$/m);
});

test("a Configuration shows the versions that states recorded: a return says so, whatever became of the ids of its rules", async (t) => {
  const { up, call, id, pass, history } = await historyStand(t);
  const second = { name: "end", operators: [{ id: SENTIMENT }], triggers: [{ on: "CONVERSATION_INACTIVE" }] };
  await up(support("CONVERSATION_END", [second]));
  await up(support("CONVERSATION_END"));
  await up(support("CONVERSATION_END", [second]));
  await pass();
  await call("PUT", `${CONFIGURATIONS}/${id("support")}`, { json: { displayName: "Support", rules: [] } });
  const { code, out } = await history();
  assert.equal(code, 0);
  assert.match(out, /^Intelligence Configuration support \S+: at version 4, the state records version 3$/m);
  assert.deepEqual(linesOf(out), [
    "  4  TIME  not by this stack",
    "     changed: rules",
    `  3  TIME  update 3 of TIME, 01234567 "update 3"`,
    "     same content as version 1; changed: rules",
    `  2  TIME  update 2 of TIME, 01234567 "update 2"`,
    "     changed: rules",
    `  1  TIME  update 1 of TIME, 01234567 "update 1"`,
    "  The API keeps no earlier versions of a Configuration. Earlier ones are those that the states of updates recorded.",
  ]);
});

test("without earlier states, a Configuration has its current version, and the updates that changed something", async (t) => {
  const { up, history } = await historyStand(t, { numbered: false });
  await up(support("CONVERSATION_END"), { message: "Add the rule" });
  await up(support("CONVERSATION_END"));
  await up(support("CONVERSATION_INACTIVE"), { message: "Wait for silence" });
  assert.deepEqual(linesOf((await history()).out), [
    `  2  TIME  probably update of TIME, 01234567 "Wait for silence"`,
    "  The API keeps no earlier versions of a Configuration. Updates that changed something in the stack:",
    `    update of TIME, 01234567 "Wait for silence"`,
    `    update of TIME, 01234567 "Add the rule"`,
  ]);
});

test("where only a part returns, the part is named", async (t) => {
  const { up, history } = await historyStand(t);
  const example = { input: "Hello", output: "friendly" };
  await up(tone("One.", { trainingExamples: [example] }));
  await up(tone("Two.", { trainingExamples: [] }));
  await up(tone("One.", { trainingExamples: [], description: "Tone of the agent" }));
  const { out } = await history();
  assert.match(out, /^ {5}same prompt as version 1; changed: description, prompt$/m);
  assert.match(out, /^ {5}changed: prompt, trainingExamples$/m);
});

test("a member that this release does not know is content of an operator, and no obstacle for a Configuration", async (t) => {
  const { up, admin, id, history } = await historyStand(t);
  await up({ ...tone("One."), ...support("CONVERSATION_END") });
  const patch = (name: string, fields: object) => admin("PATCH", `/objects/${id(name)}`, { fields });
  assert.equal((await patch("tone", { region: "ie1" })).status, 200);
  assert.equal((await patch("support", { region: "ie1" })).status, 200);
  assert.match((await history("tone")).out, /^ {5}changed: region$/m);
  assert.match((await history("support")).out, /^ {5}same content as version 1$/m);
});
