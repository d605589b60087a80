import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { progressOn } from "../../../cli/shared/progressOn";
import { parseExpectations } from "../../../cli/verify/expectations";
import { stepsOf, valueAt } from "../../../cli/verify/jsonPath";
import { junitOf } from "../../../cli/verify/junit";
import type { Case } from "../../../cli/verify/verifyReport";
import { parseXml } from "../../contract/kit/xml";

const SEED = 20_261_121;
const property = (arbitrary: fc.IRawProperty<unknown>, numRuns = 100) => fc.assert(arbitrary, { seed: SEED, numRuns });

test("a path leads to its one place, however its names are written", () => {
  const step = fc.oneof(fc.string({ unit: "grapheme" }), fc.nat(5));
  const written = (one: string | number, single: boolean): string => {
    if (typeof one === "number") return `[${one}]`;
    const quote = single ? "'" : '"';
    return `[${quote}${one.replace(/[\\'"]/g, "\\$&")}${quote}]`;
  };
  property(
    fc.property(fc.array(step), fc.boolean(), (steps, single) => {
      const path = `$${steps.map((one) => written(one, single)).join("")}`;
      assert.deepEqual(stepsOf(path), steps);
      const value = steps.reduceRight<unknown>((inner, one) => {
        if (typeof one === "string") return Object.fromEntries([[one, inner]]);
        return Object.assign(
          Array.from({ length: one + 1 }, () => "other"),
          { [one]: inner },
        );
      }, "here");
      assert.equal(valueAt(value, path), "here");
      assert.equal(valueAt("elsewhere", `${path}.more`), undefined);
    }),
  );
  assert.deepEqual(stepsOf("$.a-b[0].c_d"), ["a-b", 0, "c_d"]);
  for (const path of ["", "a", "$a", "$.", "$..a", "$[*]", "$[-1]", "$.a[", "$['a]", "$.1"]) {
    assert.equal(stepsOf(path), undefined, path);
  }
  assert.equal(valueAt({}, "$.constructor"), undefined);
  assert.equal(valueAt([], "$.length"), undefined);
});

test("any text comes back from JUnit XML as it went in, but for what XML cannot hold", () => {
  const one = (name: string): Case => ({
    kind: "result",
    name,
    ok: false,
    conversation: name,
    rule: { id: name, name },
    operator: { id: name, name, version: 1 },
    result: null,
    problems: [{ code: "no_result", message: name }],
  });
  property(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme-composite" }), (wild, tame) => {
      const name = `${wild}\n\t"<&>']]>${tame}\ud800\0`;
      const xml = junitOf({
        stack: name,
        ok: false,
        counts: { ok: 0, failed: 1 },
        configurations: [
          {
            id: name,
            name,
            displayName: name,
            version: 1,
            ok: false,
            problems: [],
            warnings: [],
            silence: null,
            cases: [one(name)],
          },
        ],
      });
      const document = parseXml(xml);
      const testcase = document.querySelector("testsuites > testsuite > testcase");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot hold
      const kept = name.replace(/\p{Surrogate}|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/gu, "\ufffd");
      assert.equal(testcase?.getAttribute("name"), kept);
      assert.equal(testcase?.querySelector("failure")?.getAttribute("message"), kept);
    }),
    30,
  );
});

test("expectations keep their line, in JSON too, and anchors are followed", () => {
  const conversation = `conv_conversation_0${"a".repeat(25)}`;
  const [first, second] = parseExpectations(
    `expectations:\n  - label: x\n    conversation: &late ${conversation}\n\n  - contains: a\n    conversation: *late\n`,
    "verify.yaml",
  );
  assert.deepEqual(first, { label: ["x"], conversation, at: "verify.yaml:2" });
  assert.deepEqual(second, { contains: ["a"], conversation, at: "verify.yaml:5" });
  assert.equal(parseExpectations('{"expectations":[{"label":"x"}]}', "x.json")[0]?.at, "x.json:1");
});

test("a file that is too much is refused: a flood of aliases, a knot, a mountain", () => {
  const flood = ["a: &a [x,x,x,x,x,x,x,x,x,x]"];
  for (const [name, before] of ["ba", "cb", "dc"].map((pair) => [...pair])) {
    flood.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(",")}]`);
  }
  for (const text of [flood.join("\n"), "expectations: &a\n  - json: { $.a: { equals: *a } }", "a".repeat(2 ** 21)]) {
    assert.throws(() => parseExpectations(text, "verify.yaml"), /^Error: verify\.yaml (cannot be used|is larger)/);
  }
});

test("progress is one line on a terminal, taken away at the end, and a rare plain line elsewhere", () => {
  let now = 0;
  const record = (isTTY: boolean) => {
    const written: string[] = [];
    const out = { isTTY, columns: 11, write: (text: string) => written.push(text) };
    return { written, progress: progressOn(out, () => now) };
  };
  const terminal = record(true);
  terminal.progress.say("one");
  terminal.progress.say("too soon");
  now += 150;
  terminal.progress.say("a line that is too long");
  terminal.progress.done();
  terminal.progress.done();
  assert.deepEqual(terminal.written, ["\r\x1b[2Kone", "\r\x1b[2Ka line tha", "\r\x1b[2K"]);

  const pipe = record(false);
  pipe.progress.say("quick");
  now += 20_000;
  pipe.progress.say("slow");
  now += 150;
  pipe.progress.say("too soon");
  pipe.progress.done();
  assert.deepEqual(pipe.written, ["slow\n"]);
});
