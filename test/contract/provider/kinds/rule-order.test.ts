import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { newProvider } from "../../../engine/kit/classes";
import { CONFIGURATIONS, SENTIMENT, SUMMARY } from "../../../engine/kit/stand";
import { Stack } from "../../../faults/matrix/stack";
import { bench } from "../../kit/emulator";

const ruleOf = (name: string, id: string, url = "https://example.com/hook") => ({
  name,
  operators: [{ id }],
  triggers: [{ on: "CONVERSATION_END" }],
  actions: [{ url }],
});
// Two that say the same, and one that differs from them in its URL alone.
const RULES = [
  ruleOf("a", SUMMARY),
  ruleOf("b", SUMMARY, "https://example.com/other"),
  ruleOf("c", SUMMARY),
  ruleOf("d", SENTIMENT),
];
const args = (rules: object[]) => ({ displayName: "live", rules });

interface Recorded {
  name: string;
  id: string;
  actions: { url: string }[];
}

/** A stack on an API whose answers have rules by their ids. */
async function withRules(t: TestContext, rules: object[] = RULES) {
  for (const method of ["log", "warn"] as const) t.mock.method(console, method, () => undefined);
  const made = await bench(t, { ruleOrder: "lost" });
  const stack = new Stack(() => newProvider("IntelligenceConfiguration"), made);
  await stack.up(args(rules));
  const path = `${CONFIGURATIONS}/${stack.entry?.id}`;
  const live = async () => (await made.call("GET", path)).body;
  const recorded = (): Recorded[] => Object(stack.entry?.outs).rules;
  const ids = () => new Map(recorded().map(({ name, id }) => [name, id]));
  const settled = async (declared: object[]) => {
    assert.equal(await stack.differs(args(declared)), false);
    await stack.refresh();
    assert.equal(await stack.differs(args(declared)), false);
    assert.deepEqual(
      recorded().map(({ name }) => name),
      declared.map((rule) => Object(rule).name),
    );
  };
  return { made, stack, path, live, recorded, ids, settled };
}

test("rules that come back in another order are recorded each with its own id, and nothing differs", async (t) => {
  // Ids are random, so several Configurations meet several orders.
  for (let round = 0; round < 5; round++) {
    const { live, ids, settled } = await withRules(t);
    const urls = new Map((await live()).rules.map((rule: { id: string }) => [rule.id, rule]));
    for (const { name, operators, actions } of RULES) {
      const rule = Object(urls.get(ids().get(name)));
      assert.deepEqual([rule.operators, rule.actions[0].url], [operators, actions[0]?.url]);
    }
    await settled(RULES);
  }
});

test("rules keep their ids through a new order and an edit, wherever the API answers them", async (t) => {
  const { stack, live, ids, settled } = await withRules(t);
  const before = ids();
  const moved = RULES.toReversed();
  await stack.up(args(moved));
  assert.deepEqual([...ids()].toSorted(), [...before].toSorted());
  await settled(moved);
  const edited = moved.map((rule) => (rule.name === "c" ? ruleOf("c", SUMMARY, "https://example.com/new") : rule));
  await stack.up(args(edited));
  assert.deepEqual([...ids()].toSorted(), [...before].toSorted());
  const { actions } = (await live()).rules.find(({ id }: { id: string }) => id === ids().get("c"));
  assert.equal(actions[0].url, "https://example.com/new");
  await settled(edited);
});

test("an edit by hand is the only thing that a refresh finds, and the next up undoes it", async (t) => {
  const { made, stack, live, path, recorded, ids, settled } = await withRules(t);
  const before = ids();
  const { rules } = await live();
  const theirs = rules.map((rule: { id: string }) =>
    rule.id === before.get("d")
      ? { ...rule, actions: [{ type: "WEBHOOK", method: "POST", url: "https://a.example/" }] }
      : rule,
  );
  assert.equal((await made.call("PUT", path, { json: { displayName: "live", rules: theirs } })).status, 200);
  await stack.refresh();
  assert.deepEqual(
    recorded().map(({ name, actions }) => [name, actions[0]?.url]),
    RULES.map(({ name, actions }) => [name, name === "d" ? "https://a.example/" : actions[0]?.url]),
  );
  assert.equal(await stack.differs(args(RULES)), true);
  await stack.up(args(RULES));
  assert.deepEqual([...ids()].toSorted(), [...before].toSorted());
  await settled(RULES);
});

test("a create whose answer is lost is found again, in whatever order its rules are", async (t) => {
  const { made } = await withRules(t);
  made.emulator.setFaults([{ method: "POST", fault: "drop-after" }]);
  const stack = new Stack(() => newProvider("IntelligenceConfiguration"), made);
  await stack.up({ ...args(RULES), displayName: "second" });
  assert.equal((await made.call("GET", CONFIGURATIONS)).body.items.length, 2);
});
