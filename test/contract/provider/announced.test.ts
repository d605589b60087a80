import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { HostLog } from "../../../dynamic/hostLog";
import { configured, newProvider } from "../../engine/kit/classes";
import { bench } from "../kit/emulator";

const OPERATOR = { displayName: "Resolution", prompt: "one\ntwo", outputFormat: "TEXT" };

/** Texts that were printed. */
function printed(t: TestContext): string[] {
  const said: string[] = [];
  t.mock.method(console, "log", (text: unknown) => void said.push(String(text)));
  return said;
}

/** What the comparison of two programs says. */
async function told(t: TestContext, before: object, after: object): Promise<string[]> {
  const provider = configured(newProvider("LanguageOperator"), await bench(t));
  const { inputs } = await provider.check({}, { ...OPERATOR, ...before });
  const { id, outs } = await provider.create(inputs);
  const said = printed(t);
  const checked = await provider.check(inputs, { ...OPERATOR, ...after });
  assert.deepEqual(checked.failures, []);
  await provider.diff(id, outs, checked.inputs);
  return said;
}

test("of a prompt that is secret on either side nothing is said", async (t) => {
  const prompt = "one\nhidden words";
  assert.deepEqual(await told(t, { prompt, __secret: ["prompt"] }, { prompt: "one\nplain words" }), []);
  assert.deepEqual(await told(t, { prompt: "one\nplain words" }, { prompt, __secret: ["prompt"] }), []);
});

test("a secret that a changed text repeats is redacted in its lines", async (t) => {
  const description = "the hidden words";
  const said = await told(t, {}, { description, prompt: `one\nSay ${description}.`, __secret: ["description"] });
  assert.equal(said.length, 1);
  assert.match(said[0] ?? "", /^ {2}\+ Say \*\*\*\.$/m);
  assert.doesNotMatch(said.join(), /hidden/);
});

test("a name with line breaks and controls stays within the first line of the message", async (t) => {
  const displayName = "Odd\nwarning: \u001b[2Kname";
  const said = await told(t, { displayName }, { displayName, prompt: "one\nthree" });
  assert.deepEqual(said, [
    "Odd\\u{a}warning: \\u{1b}[2Kname: prompt: 1 line removed, 1 line added\n  - two\n  + three",
  ]);
});

test("an example that comes first is one new example, and no change of the others", async (t) => {
  const examples = Array.from({ length: 4 }, (_, at) => ({ input: `question ${at}`, output: `answer ${at}` }));
  const trainingExamples = [{ input: "new question", output: "new answer" }, ...examples];
  assert.deepEqual(await told(t, { trainingExamples: examples }, { trainingExamples }), [
    "Resolution: trainingExamples: 2 lines added\n  + input: new question\n  + output: new answer",
  ]);
});

test("no example that is secret is said", async (t) => {
  const examples = [{ input: "question", output: "hidden words" }];
  const trainingExamples = [{ input: "question of more than one line\nand more", output: "hidden words" }];
  const secrets = { __secret: ["trainingExamples[0].output"] };
  const said = await told(t, { trainingExamples: examples, ...secrets }, { trainingExamples, ...secrets });
  assert.match(said.join(), /\+ input: question of more than one line/);
  assert.doesNotMatch(said.join(), /hidden/);
});

test("a message of several lines that no engine takes is printed, before the comparison ends", async (t) => {
  const said = printed(t);
  const log = new HostLog();
  const provider = log.delivering({
    ...newProvider("Service"),
    async diff() {
      log.info("first\n  second");
      return { changes: true, replaces: [], deleteBeforeReplace: false };
    },
  });
  await provider.diff("id", {}, {});
  assert.deepEqual(said, ["first\n  second"]);
});
