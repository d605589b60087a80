import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { editsOf } from "../../../cli/review/edits/completed";
import { missing, risksOf } from "../../../cli/review/edits/entry";
import { headline } from "../../../cli/review/review";
import type { RiskId } from "../../../cli/review/risks";
import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import { isUpdate } from "../../golden/isUpdate";
import { editRows, entryText } from "./editRows";
import { editOf, rulesOf, VALUES } from "./editValues";
import { reviewed, rulesChange, step } from "./kit";

const DOCS = join(__dirname, "../../../docs/review.md");
const [START, END] = ["| object | edit | risk |\n|---|---|---|\n", "\n\n"];

test("docs/review.md has the risk of every edit, as the tables have it", () => {
  const docs = readFileSync(DOCS, "utf8");
  const at = docs.indexOf(START) + START.length;
  const end = docs.indexOf(END, at);
  const rows = editRows().map(({ of, edit, entry }) => `| ${of} | ${edit} | ${entryText(entry)} |`);
  if (isUpdate) writeFileSync(DOCS, `${docs.slice(0, at)}${rows.join("\n")}${docs.slice(end)}`);
  else assert.deepEqual(docs.slice(at, end).split("\n"), rows);
});

test("every entry that is no risk says why, and none names a risk twice", () => {
  for (const { of, edit, entry } of editRows()) {
    if ("none" in entry) assert.match(entry.none, /^[A-Z].{20,}\.$/, `${of}: ${edit}`);
    else assert.equal(new Set(risksOf(entry)).size, risksOf(entry).length, `${of}: ${edit}`);
  }
});

test("no edit of any kind is without its risk, and the headline never says that there is none where the table says otherwise", () => {
  const kind = fc.constantFrom<KindName>(...kindNames);
  fc.assert(
    fc.property(
      kind.chain((name) => editOf(name).map((edit) => ({ name, ...edit }))),
      ({ name, op, before, after }) => {
        const review = reviewed([step(name, "one", op, before, after)]);
        const [object] = review.objects;
        assert.ok(object !== undefined);
        const edits = editsOf(object.item);
        const properties = new Set(edits.flatMap(({ subject }) => subject ?? []));
        if (op === "update") assert.deepEqual(properties, object.item.changed, "a changed property has an entry");
        const raised = object.facts.flatMap(({ risks }) => risks);
        for (const { entry, subject } of edits) {
          assert.equal(missing(entry, raised), undefined, `${name} ${op} ${subject}: ${headline(review)}`);
          const isRisk = !("none" in entry) && entry.unless === undefined;
          if (isRisk) assert.doesNotMatch(headline(review), /no risk/);
        }
      },
    ),
    { seed: 18, numRuns: 600 },
  );
});

test("the generator changes every property of every kind", () => {
  for (const name of kindNames) {
    const { properties } = entryOf(name).resource;
    assert.deepEqual(new Set(Object.keys(VALUES[name])), new Set(Object.keys(properties)));
  }
});

const hostsOf = (rules: readonly { actions: readonly { url: string }[] }[]): Set<string> =>
  new Set(rules.flatMap(({ actions }) => actions.map(({ url }) => new URL(url).host)));

/** What a reader of two programs would say, without the review's own comparison. */
test("a rule that is gone, a host that is new, an operator or memory that comes or goes is never without its risk", () => {
  fc.assert(
    fc.property(rulesOf, rulesOf, (before, after) => {
      const { risks } = reviewed([rulesChange(before, after)]);
      const has = (...ids: RiskId[]) => risks.some(({ id }) => ids.includes(id));
      const names = (rules: typeof before) => rules.map(({ name }) => name);
      const byName = (name: string) => [before, after].map((rules) => rules.find((one) => one.name === name));
      const isNewHost = !hostsOf(after).isSubsetOf(hostsOf(before));
      if (isNewHost) assert.ok(has("R039", "R008"), "a new host");
      if (!isNewHost) assert.ok(!has("R039"), "no new host");
      for (const name of names(before)) {
        const [was, is] = byName(name);
        if (is === undefined) assert.ok(has("R041"), `${name} is gone`);
        else if (was !== undefined) {
          const ids = (one: typeof was) => new Set(one.operators.map(({ id }) => id));
          if (!ids(was).isSubsetOf(ids(is))) assert.ok(has("R042"), "an operator is gone");
          if (!ids(is).isSubsetOf(ids(was))) assert.ok(has("R043"), "an operator is new");
          if (is.context.memory !== undefined && was.context.memory === undefined) assert.ok(has("R047"), "memory");
        }
      }
      for (const one of after.filter(({ name }) => !names(before).includes(name))) {
        assert.ok(has("R044", "R045", "R015", "R038"), "a new rule");
        const [trigger] = one.triggers;
        if (trigger?.on === "COMMUNICATION" && trigger.parameters === undefined) assert.ok(has("R044"));
      }
    }),
    { seed: 19, numRuns: 300 },
  );
});
