import { strict as assert } from "node:assert";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isUpdate } from "../../golden/isUpdate";
import { CASES } from "../../golden/review/cases";
import { commentOn } from "../../golden/review/commentOn";

const FOLDER = join(__dirname, "../../golden/review");

for (const { name } of CASES) {
  test(`the comment on "${name}" is the one that was read and found good`, () => {
    const comment = commentOn(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
    const file = join(FOLDER, `${name}.md`);
    if (isUpdate) writeFileSync(file, comment);
    assert.ok(existsSync(file), `${name}.md is missing: run this test with UPDATE_GOLDEN=1 and read it`);
    assert.equal(comment, readFileSync(file, "utf8"));
  });
}

test("there are at least 15 kinds of change, each from a preview of the real engine", () => {
  assert.ok(CASES.length >= 15);
});

test("no comment shows what is internal to the provider, or what was secret, or a number to call", () => {
  for (const { name } of CASES) {
    const comment = readFileSync(join(FOLDER, `${name}.md`), "utf8");
    for (const hidden of [
      "__provider",
      "__declared",
      "__secret",
      "__key",
      "__account",
      "__credentials",
      "require(",
      "abc123",
      "def456",
      "user:pass",
    ]) {
      assert.ok(!comment.includes(hidden), `${name}.md shows ${hidden}`);
    }
    assert.doesNotMatch(comment, /555|04da6b54/, name);
  }
});
