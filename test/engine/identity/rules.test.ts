import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { CONFIGURATIONS, configuration, opsOf, programOf, SENTIMENT, type Stand, SUMMARY, stand } from "../kit/stand";

type Members = Record<string, unknown>;

const every = (count: number) => [{ on: "COMMUNICATION", parameters: { count } }];
const END = [{ on: "CONVERSATION_END" }];
const sentiment = (members: Members = {}): Members => ({
  operators: [{ id: SENTIMENT }],
  triggers: every(3),
  ...members,
});
const summary = (members: Members = {}): Members => ({ operators: [{ id: SUMMARY }], triggers: END, ...members });
const hook = (name: string) => ({ actions: [{ url: `https://example.com/${name}` }] });

/** One Configuration for each way to treat its rules, and what `ruleIds` says of it. */
const program = (rules: Record<string, Members[]>) =>
  programOf(
    Object.fromEntries(
      Object.entries(rules).map(([name, list]) => [name, configuration({ displayName: name, rules: list })]),
    ),
    Object.keys(rules)
      .map((name) => `exports.${name} = ${name}.ruleIds;`)
      .join("\n"),
  );

const idsOf = (made: Stand, name: string) =>
  z
    .array(z.object({ id: z.string() }))
    .parse(made.outputs(name).rules)
    .map(({ id }) => id);

/** Brings the account to the program, whatever it did, and gives the ids by Configuration. */
async function upTo(made: Stand, rules: Record<string, Members[]>) {
  made.project.write(program(rules));
  const operation = await made.project.up();
  return { operation, ids: Object.fromEntries(Object.keys(rules).map((name) => [name, idsOf(made, name)])) };
}

test("a rule keeps its id through edits, moves, renames and the rules around it", async (t) => {
  const made = await stand(t, "");
  const { project, requests, id, call } = made;
  const first = await upTo(made, {
    moved: [sentiment({ name: "a" }), summary({ name: "b" })],
    renamed: [sentiment({ name: "a" }), summary({ name: "b" })],
    unnamed: [sentiment(), summary(), sentiment(hook("x"))],
    swapped: [sentiment({ name: "a", ...hook("a") }), summary({ name: "b" })],
    reused: [sentiment({ name: "a" })],
    twins: [sentiment(), sentiment()],
  });
  const [moved0, moved1] = first.ids.moved ?? [];
  const [renamed0, renamed1] = first.ids.renamed ?? [];
  const [unnamed0, unnamed1, unnamed2] = first.ids.unnamed ?? [];
  const [swapped0, swapped1] = first.ids.swapped ?? [];
  const [reused0] = first.ids.reused ?? [];
  assert.deepEqual(project.outputs().moved, { a: moved0, b: moved1 });
  assert.deepEqual(project.outputs().unnamed, {});
  requests();

  await t.test("reordered and edited, renamed", async () => {
    const { operation, ids } = await upTo(made, {
      moved: [summary({ name: "b", ...hook("b") }), sentiment({ name: "a", triggers: every(5) })],
      renamed: [sentiment({ name: "other" }), summary({ name: "b" })],
      unnamed: [sentiment({ ...hook("x"), triggers: every(4) }), sentiment(), summary(hook("y"))],
      swapped: [summary({ name: "a" }), sentiment({ name: "b", ...hook("a") })],
      reused: [sentiment({ name: "b" })],
      twins: [sentiment(), sentiment({ triggers: every(9) })],
    });
    assert.deepEqual(ids.moved, [moved1, moved0]);
    assert.deepEqual(ids.unnamed, [unnamed2, unnamed0, unnamed1]);
    assert.deepEqual(
      ids.swapped,
      [swapped0, swapped1],
      "a name is the identity: two names exchanged are two rules edited",
    );
    assert.deepEqual(ids.twins, first.ids.twins);
    assert.deepEqual(project.outputs().moved, { a: moved0, b: moved1 });

    assert.deepEqual(opsOf(operation, "renamed"), ["same"]);
    assert.deepEqual(opsOf(operation, "reused"), ["same"]);
    assert.deepEqual(project.outputs().renamed, { other: renamed0, b: renamed1 });
    assert.deepEqual(project.outputs().reused, { b: reused0 });
    const sent = requests().map(({ path }) => path);
    for (const name of ["renamed", "reused"]) assert.ok(!sent.includes(`${CONFIGURATIONS}/${id(name)}`));
  });

  await t.test("edited after a rename, a new rule under a name that is free again", async () => {
    const { ids } = await upTo(made, {
      moved: [sentiment({ name: "a" }), sentiment({ name: "c", ...hook("c") }), summary({ name: "b" })],
      renamed: [summary({ name: "b" }), sentiment({ name: "other", operators: [{ id: SUMMARY }], ...hook("z") })],
      unnamed: [sentiment(), summary(hook("y"))],
      swapped: [sentiment({ name: "b", ...hook("a") })],
      reused: [sentiment({ name: "b" }), summary({ name: "a" })],
      twins: [sentiment()],
    });
    const [kept0, added, kept1] = ids.moved ?? [];
    assert.deepEqual([kept0, kept1], [moved0, moved1]);
    assert.ok(added !== undefined && ![moved0, moved1].includes(added), "a new rule gets a new id");
    assert.deepEqual(project.outputs().moved, { a: moved0, c: added, b: moved1 });
    assert.deepEqual(ids.renamed, [renamed1, renamed0]);
    assert.deepEqual(project.outputs().renamed, { other: renamed0, b: renamed1 });
    assert.deepEqual(ids.unnamed, [unnamed0, unnamed1]);
    assert.deepEqual(ids.swapped, [swapped1]);
    const [kept, fresh] = ids.reused ?? [];
    assert.equal(kept, reused0, "the rule that was renamed keeps its id when another takes its old name");
    assert.notEqual(fresh, reused0);
    assert.deepEqual(project.outputs().reused, { b: reused0, a: fresh });
    assert.deepEqual(ids.twins, first.ids.twins?.slice(0, 1));
  });

  await t.test("a rename that a refresh followed still keeps the id through a large edit", async () => {
    await upTo(made, {
      renamed: [summary({ name: "b" }), sentiment({ name: "third", operators: [{ id: SUMMARY }], ...hook("z") })],
    });
    await project.refresh();
    const { ids } = await upTo(made, {
      renamed: [summary({ name: "b" }), sentiment({ name: "third", triggers: END })],
    });
    assert.deepEqual(ids.renamed, [renamed1, renamed0]);
    assert.deepEqual(project.outputs().renamed, { third: renamed0, b: renamed1 });
  });

  await t.test("the account has the same ids, and no name", async () => {
    const { rules } = (await call("GET", `${CONFIGURATIONS}/${id("renamed")}`)).body;
    assert.deepEqual(
      rules.map((rule: Members) => [rule.id, rule.name, rule.__key]),
      [
        [renamed1, undefined, undefined],
        [renamed0, undefined, undefined],
      ],
    );
  });
});
