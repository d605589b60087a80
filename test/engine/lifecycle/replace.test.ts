import assert from "node:assert/strict";
import { test } from "node:test";
import { CONFIGURATIONS, IMPORTS, opsOf, SENTIMENT, SERVICES, stand, stepsOf } from "../kit/stand";

interface Choice {
  languageCode?: string;
  description: string;
  updateStrategy?: string;
  byStack: string;
}

/** A Service, a Configuration that depends on it, one that is replaced by its own wish, and one that leaves it to the stack. */
const program = ({ languageCode, description, updateStrategy, byStack }: Choice) => `${IMPORTS}
const rules = [{ name: "a", operators: [{ id: "${SENTIMENT}" }], triggers: [{ on: "COMMUNICATION" }] }];
const calls = new Service("calls", ${JSON.stringify({ uniqueName: "calls", languageCode })});
const follower = new IntelligenceConfiguration("follower", { displayName: "follower", rules, description: calls.sid });
const own = new IntelligenceConfiguration("own", { displayName: "own", rules, ...${JSON.stringify({ description, updateStrategy })} });
const stack = new IntelligenceConfiguration("stack", { displayName: "stack", rules, description: "${byStack}" });
exports.own = own.ruleIds;`;

const keysOf = (operation: Parameters<typeof stepsOf>[0], name: string) =>
  stepsOf(operation, name).find(({ op }) => op === "replace")?.keys;

const REPLACED = ["create-replacement", "replace", "delete-replaced"];

test("what forces a replacement is named, and the old object makes way as it has to", async (t) => {
  const { project, id, sent, call, outputs } = await stand(t, program({ description: "one", byStack: "one" }));
  await project.up();
  const first = { calls: id("calls"), own: id("own"), stack: id("stack"), follower: id("follower") };
  const firstRuleIds = project.outputs().own;
  sent();

  await t.test("the strategy alone changes nothing", async () => {
    project.write(program({ description: "one", updateStrategy: "replace", byStack: "one" }));
    const { changes } = await project.up();
    assert.deepEqual([changes, sent()], [{ same: 5 }, []]);
  });

  await t.test("the preview says which property replaces what", async () => {
    project.write(program({ languageCode: "es-MX", description: "two", updateStrategy: "replace", byStack: "two" }));
    const preview = await project.preview();
    assert.deepEqual(keysOf(preview, "calls"), ["languageCode"]);
    assert.deepEqual(keysOf(preview, "own"), ["description"]);
    assert.deepEqual(opsOf(preview, "stack"), ["update"]);
    assert.deepEqual(opsOf(preview, "follower"), ["update"]);
    // What is to be replaced is looked at first: its deletion must not take what nobody here has seen.
    assert.deepEqual(sent().sort(), [`GET ${SERVICES}/${first.calls}`, `GET ${CONFIGURATIONS}/${first.own}`].sort());
  });

  await t.test("a Service goes before its successor comes, a Configuration after", async () => {
    const up = await project.up();
    assert.deepEqual(opsOf(up, "calls"), ["delete-replaced", "replace", "create-replacement"]);
    assert.deepEqual(opsOf(up, "own"), REPLACED);
    const requests = sent();
    const order = (paths: string[]) => requests.filter((line) => paths.includes(line));
    const gone = `DELETE ${SERVICES}/${first.calls}`;
    assert.deepEqual(order([gone, `POST ${SERVICES}`]), [gone, `POST ${SERVICES}`]);
    const old = `DELETE ${CONFIGURATIONS}/${first.own}`;
    assert.deepEqual(order([old, `POST ${CONFIGURATIONS}`]), [`POST ${CONFIGURATIONS}`, old]);

    assert.notEqual(id("calls"), first.calls);
    assert.equal((await call("GET", `${SERVICES}/${id("calls")}`)).body.language_code, "es-MX");
    assert.equal(outputs("follower").description, id("calls"), "what depends on the Service follows");
    assert.equal(id("follower"), first.follower);
    assert.notEqual(id("own"), first.own);
    assert.notDeepEqual(project.outputs().own, firstRuleIds);
    assert.equal((await call("GET", `${CONFIGURATIONS}/${id("own")}`)).body.description, "two");
    assert.equal((await call("GET", `${CONFIGURATIONS}/${first.own}`)).status, 404);
    assert.equal(id("stack"), first.stack);
  });

  await t.test("the stack's strategy holds where the program has none, and the program's before it", async () => {
    await project.run(["config", "set", "twilio-intelligence:updateStrategy", "replace"]);
    const own = id("own");
    project.write(program({ languageCode: "es-MX", description: "three", updateStrategy: "update", byStack: "three" }));
    const up = await project.up();
    assert.deepEqual(opsOf(up, "own"), ["update"]);
    assert.equal(id("own"), own);
    assert.deepEqual(opsOf(up, "stack"), REPLACED);
    assert.deepEqual(keysOf(up, "stack"), ["description"]);
    assert.notEqual(id("stack"), first.stack);
  });
});
