import assert from "node:assert/strict";
import { test } from "node:test";
import { allAttached } from "../../../../cli/review/facts/attached";
import { Directory, type Target } from "../../../../cli/review/facts/directory";
import { mayRun, reach, usedBy } from "../../../../cli/review/facts/runners";
import { itemsOf } from "../../../../cli/review/preview/items";
import { readPreview } from "../../../../cli/review/preview/preview";
import { printed, recordedRule, rule, step } from "../kit";

/** Counts how often a reference of a rule, or of an attachment, is resolved. */
class CountingDirectory extends Directory {
  resolved = 0;

  override find(...given: Parameters<Directory["find"]>): Target {
    this.resolved += 1;
    return super.find(...given);
  }
}

const OPERATORS = 40;
const CONFIGURATIONS = 10;

const numbers = (length: number) => Array.from({ length }, (_, at) => at);
const operatorId = (at: number) => `intelligence_operator_${String(at).padStart(26, "0")}`;

const operators = numbers(OPERATORS).map((at) => {
  const id = operatorId(at);
  return step("LanguageOperator", `op${at}`, "update", { id, prompt: "Old" }, { prompt: "New" });
});

/** Each of them runs operators of its own. */
const configurations = numbers(CONFIGURATIONS).map((at) => {
  const rules = numbers(4).map((one) => ({ name: `r${one}`, operators: [{ id: operatorId(at * 4 + one) }] }));
  const id = `intelligence_configuration_${String(at).padStart(26, "0")}`;
  return step(
    "IntelligenceConfiguration",
    `c${at}`,
    "same",
    { id, rules: rules.map(recordedRule) },
    { rules: rules.map(rule) },
  );
});

const attachments = numbers(CONFIGURATIONS).map((at) => {
  const ids = { intelligenceConfigurationId: `intelligence_configuration_${String(at).padStart(26, "0")}` };
  return step("ConversationsAttachment", `a${at}`, "same", ids, ids);
});

const directoryOf = (...steps: ReturnType<typeof step>[]) =>
  new CountingDirectory(itemsOf(readPreview(printed(steps))));

test("each rule is read once, however many operators ask which rules run them", () => {
  const directory = directoryOf(...operators, ...configurations);
  const all = directory.of("LanguageOperator");
  assert.equal(all.length, OPERATORS);
  for (const item of all) {
    assert.ok(mayRun(item, directory), item.name);
    assert.match(JSON.stringify(usedBy(item, directory)), /1 rule.*of this stack run/, item.name);
    assert.equal(reach(item, directory).length, 1, item.name);
  }
  assert.equal(directory.resolved, CONFIGURATIONS * 4);
});

test("each attachment is read once, however many Configurations ask whether they are attached", () => {
  const directory = directoryOf(...configurations, ...attachments);
  for (const item of directory.of("IntelligenceConfiguration")) {
    assert.ok(allAttached("after", directory).has(item), item.name);
    assert.ok(allAttached("before", directory).has(item), item.name);
  }
  assert.equal(directory.resolved, 2 * CONFIGURATIONS);
});
