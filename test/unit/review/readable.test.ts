import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plainText } from "../../../cli/review/phrase";
import { readPreview } from "../../../cli/review/preview/preview";
import { markdown } from "../../../cli/review/render/markdown";
import { headline, reviewOf } from "../../../cli/review/review";
import { UNKNOWN_TEXT } from "../../../dynamic/host";
import { kindNames } from "../../../provider/catalogue";
import { CASES } from "../../golden/review/cases";
import { OPERATOR, reviewed, rule, step, urn } from "./kit";

const golden = (name: string) =>
  reviewOf(readPreview(readFileSync(join(__dirname, "../../golden/review", `${name}.json`), "utf8")));

/** A comment as a reader sees it: without code, pictures, errors and small print. */
const running = (comment: string): string =>
  comment.replaceAll(/^ *(`{3,})[\s\S]*?^ *\1$/gm, "").replaceAll(/`[^`]*`|\(R\d+\)|<code>.*?<\/code>|<!--.*?-->/g, "");

test("a comment has no class names, ids of risks or words of the API in its running text", () => {
  const words = ["COMMUNICATION", "pinned", "pins", "R0", ...kindNames.filter((name) => /[a-z][A-Z]/.test(name))];
  for (const { name } of CASES) {
    const text = running(markdown(golden(name)));
    for (const word of words) assert.ok(!text.includes(word), `${name}: ${word}\n${text}`);
    assert.doesNotMatch(text, /\bsid\b/i, name);
  }
});

test("changes are counted as a person counts them", () => {
  const counts = {
    prompt: 2,
    language: 1,
    "first-deployment": 3,
    "redaction-off": 3,
    "strategy-replace": 1,
    "custom-operators": 2,
    "many-new": 0,
  };
  for (const [name, number] of Object.entries(counts)) assert.equal(golden(name).live, number, name);
});

test("no comment says that one change is both immediate and for later conversations", () => {
  for (const { name } of CASES)
    assert.doesNotMatch(markdown(golden(name)), /immediately|from the next conversation on/);
});

test("every object says when its change takes effect, and whether its id stays", () => {
  for (const { name } of CASES) {
    for (const { item, timing } of golden(name).objects) {
      assert.match(timing, /take effect|takes effect|next run|Nothing changes|does not change/, name);
      if (item.operation === "update") assert.match(timing, /kept\.$/);
      if (item.operation === "replace") assert.match(timing, /new id\.$/);
    }
  }
});

test("many objects of one kind are one fold-out with their number", () => {
  const review = golden("many-new");
  assert.equal(headline(review), "no change affects live conversations, no risk");
  const comment = markdown(review);
  assert.match(comment, /<summary>\+ new: 40 language operators<\/summary>/);
  assert.equal([...comment.matchAll(/<details/g)].length, 1);
  assert.match(comment, /Is topic 39 spoken of/);
});

test("an operator that a rule refers to by its id alone is run by that rule", () => {
  const operator = { displayName: "Urgency", outputFormat: "TEXT", prompt: "How urgent?" };
  const configuration = { displayName: "Support", rules: [rule({ operators: [UNKNOWN_TEXT] })] };
  const dependsOn = { rules: [urn("LanguageOperator", "urgency")] };
  const says = (steps: Parameters<typeof reviewed>[0]) =>
    reviewed(steps).objects.flatMap(({ facts }) => facts.map(({ say }) => plainText(say)));
  assert.match(
    says([
      step("LanguageOperator", "urgency", "create", undefined, operator),
      step("IntelligenceConfiguration", "support", "create", undefined, configuration, dependsOn),
    ]).join("\n"),
    /1 rule of this stack runs it: "watch" of "support"/,
  );
  const known = { displayName: "Support", rules: [rule({ operators: [OPERATOR] })] };
  assert.match(
    says([
      step("LanguageOperator", "urgency", "update", { ...operator, id: OPERATOR }, { ...operator, prompt: "How?" }),
      step("IntelligenceConfiguration", "support", "same", known, known),
    ]).join("\n"),
    /next run\*\* on: "watch" of "support"/,
  );
});

test("a Service that stays under its unique name cannot be replaced, and what leaves the stack is named", () => {
  const ids = (name: string) => golden(name).risks.map(({ id, object }) => `${id} ${object.item.name}`);
  assert.ok(ids("retained-language").includes("R061 calls"), ids("retained-language").join());
  assert.deepEqual(
    ids("retained").filter((one) => one.startsWith("R060")),
    ["R060 support", "R060 calls"],
  );
});

test("an object that is deleted and made again under another name is told as renamed", () => {
  const risks = golden("renamed").risks.filter(({ id }) => id === "R059");
  assert.deepEqual(risks.map(({ object }) => object.item.name).sort(), ["how-urgent", "sales-team"]);
});
