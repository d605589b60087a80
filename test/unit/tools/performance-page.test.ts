import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deviationOf, fitOf } from "../../../bench/kit/fit";
import type { MeasuredPart } from "../../../bench/kit/measured";
import { isMet, type Target } from "../../../bench/kit/target";
import { pageOf, partsOf } from "../../../bench/page/page";
import { plotOf } from "../../../bench/page/plot";
import { PARTS } from "../../../bench/parts";
import { parseXml } from "../../contract/kit/xml";

const page = readFileSync(join(__dirname, "../../../docs/performance.md"), "utf8");

const targetOf = (measure: string, value: number): Target => ({
  measure,
  value: { min: value - 1, median: value, max: value + 1 },
  counts: "median",
  most: 10,
  unit: "ms",
});

const partOf = (name: string, targets: Target[] = []): MeasuredPart => ({
  lines: [`Figures of ${name} with a $& in them`],
  results: [],
  targets,
  load: 0.5,
  machine: { node: "v24.0.0", processor: "processor", cores: 2 },
  measuredAt: "2026-11-27T00:00:00.000Z",
  settings: { isQuick: false, runs: 3 },
});

const names = partsOf(page);
const measured = Object.fromEntries(names.map((name) => [name, partOf(name, [targetOf(`target of ${name}`, 9)])]));

test("the page about performance shows parts that npm run bench measures, each once", () => {
  assert.ok(names.length > 0);
  assert.deepEqual(
    names.filter((name) => !Object.hasOwn(PARTS, name)),
    [],
  );
  assert.equal(new Set(names).size, names.length);
});

test("the figures of every part and all targets are written into the page, and the text around them stays", () => {
  const filled = pageOf(page, measured);
  for (const name of names) {
    assert.ok(filled.includes(`<!-- measured: ${name} -->\n\nFigures of ${name} with a $& in them\n\n<!-- end -->`));
    assert.ok(filled.includes(`| target of ${name} `));
  }
  const around = (text: string) => text.replace(/(<!-- measured: \w+ -->)[\s\S]*?(<!-- end -->)/g, "$1$2");
  assert.equal(around(filled), around(page));
});

test("a page that is written again with the same figures stays as it is", () => {
  const filled = pageOf(page, measured);
  assert.equal(pageOf(filled, measured), filled);
});

test("a page says which of its parts is not measured, and how to measure it", () => {
  const [first = "", ...others] = names;
  const parts = Object.fromEntries(others.map((name) => [name, partOf(name)]));
  const filled = pageOf(page, parts);
  assert.ok(filled.includes(`<!-- measured: ${first} -->\n\nNot measured yet: \`npm run bench -- ${first}\`.\n`));
  assert.equal(filled.match(/Not measured yet/g)?.length, 1);
});

test("a target is met at its limit, and not above it", () => {
  assert.equal(isMet(targetOf("at", 10)), true);
  assert.equal(isMet(targetOf("above", 10.01)), false);
  assert.equal(isMet({ ...targetOf("maximum above", 10), counts: "max" }), false);
});

test("the plot is an XML document with every target as text, whatever characters it has", () => {
  const measure = `a & b < c > "d"`;
  const svg = plotOf({ load: partOf("load", [targetOf(measure, 9), targetOf("another", 50)]) });
  const texts = [...parseXml(svg).querySelectorAll("text")].map(({ textContent }) => textContent);
  assert.ok(texts.includes(measure) && texts.includes("another") && texts.includes("5.00"), texts.join("\n"));
});

test("points on a line have a line without distance, and points of a square do not", () => {
  const points = (of: (objects: number) => number) =>
    [100, 300, 1000, 3000].map((objects) => ({ objects, value: of(objects) }));
  const line = points((objects) => 5 + 2 * objects);
  const { base, each, r2 } = fitOf(line);
  assert.deepEqual(
    [base, each, r2].map((value) => Number(value.toFixed(6))),
    [5, 2, 1],
  );
  assert.ok(deviationOf(line) < 1e-6);
  assert.ok(deviationOf(points((objects) => 5 + objects ** 2)) > 50);
});
