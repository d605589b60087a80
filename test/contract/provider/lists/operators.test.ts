import assert from "node:assert/strict";
import { test } from "node:test";
import { configured, LANGUAGE_OPERATORS, newProvider } from "../../../engine/kit/classes";
import { bench } from "../../kit/emulator";
import { command, LISTED, paced, sent } from "./listed";

const LIST = `GET ${LANGUAGE_OPERATORS}?pageSize=1000`;

/** A Configuration whose rules run these operators. */
const configurationOf = (at: number, operators: readonly unknown[]) => ({
  displayName: `configuration ${at}`,
  rules: [{ operators, triggers: [{ on: "CONVERSATION_END" }], actions: [] }],
});

/** An account with operators of its own, and their ids. */
async function withOperators(t: Parameters<typeof bench>[0], count: number) {
  const made = await bench(t);
  const row = LISTED.find(({ kind }) => kind === "LanguageOperator");
  const ids = ((await row?.grow(made, [], count)) ?? []).map(({ id }) => id);
  sent(made);
  return { made, ids };
}

test("a preview looks up the operators of one rule in one list, and a single one by itself", async (t) => {
  const { made, ids } = await withOperators(t, 5);
  const { failures } = await command("IntelligenceConfiguration", made).check({}, configurationOf(1, ids));
  assert.deepEqual([failures, sent(made)], [[], [LIST]]);
  await command("IntelligenceConfiguration", made).check({}, configurationOf(1, ids.slice(0, 1)));
  // The client of these credentials has looked at all of them in this process.
  assert.deepEqual(sent(made), []);
  const other = await withOperators(t, 1);
  await command("IntelligenceConfiguration", other.made).check({}, configurationOf(1, other.ids));
  assert.deepEqual(sent(other.made), [`GET ${LANGUAGE_OPERATORS}/${other.ids[0]}`]);
});

test("operators of 300 new Configurations are looked up in one list", async (t) => {
  const { made, ids } = await withOperators(t, 300);
  const preview = command("IntelligenceConfiguration", made);
  const checked = await paced(ids, (id, at) => preview.check({}, configurationOf(at, [id])));
  assert.ok(checked.every(({ failures }) => failures.length === 0));
  assert.deepEqual(sent(made), [LIST]);
});

test("an operator is refused only once a read of its own says so", async (t) => {
  const { made, ids } = await withOperators(t, 3);
  const absent = "intelligence_operator_00000000000000000000000009";
  const [first, second, third] = ids;
  const operators = [first, { id: second, parameters: { language: "en" } }, third, absent];
  const { failures } = await command("IntelligenceConfiguration", made).check({}, configurationOf(1, operators));
  assert.deepEqual(
    failures.map(({ reason }) => reason.split(" ").slice(0, 4).join(" ")),
    ["rules[0].operators[1].parameters.language is no parameter", "rules[0].operators[3].id is no operator"],
  );
  assert.deepEqual(sent(made), [LIST, `GET ${LANGUAGE_OPERATORS}/${second}`, `GET ${LANGUAGE_OPERATORS}/${absent}`]);
});

test("a list of operators that fails refuses nothing: each is read by itself", async (t) => {
  const { made, ids } = await withOperators(t, 3);
  made.emulator.setFaults([{ path: "ControlPlane/Operators$", times: 100, fault: "html-404" }]);
  const preview = configured(newProvider("IntelligenceConfiguration"), made);
  const { failures } = await preview.check({}, configurationOf(1, ids));
  assert.deepEqual(failures, []);
  const reads = sent(made).filter((one) => one !== LIST);
  assert.deepEqual(reads.sort(), ids.map((id) => `GET ${LANGUAGE_OPERATORS}/${id}`).sort());
});
