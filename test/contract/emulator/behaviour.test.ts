import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { behaviourOf, switches } from "../../../emulator/behaviour";
import type { EmulatorOptions } from "../../../emulator/index";
import { type Bench, bench, refused, rule, SENTIMENT, SUMMARY } from "../kit/emulator";
import { full, CONFIGURATIONS as HOSTED, withConfiguration } from "./conversations/kit";

const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
const OPERATORS = "/v3/ControlPlane/Operators";

const README = readFileSync(join(__dirname, "../../../emulator/README.md"), "utf8");

/** Runs a test with each value of a switch. */
function both(
  title: string,
  values: EmulatorOptions[],
  run: (t: TestContext, options: EmulatorOptions) => Promise<void>,
) {
  for (const options of values) test(`${title}: ${JSON.stringify(options)}`, (t) => run(t, options));
}

const configuration = async ({ call }: Bench, json: object) => {
  const made = await call("POST", CONFIGURATIONS, { json: { displayName: "x", rules: [rule()], ...json } });
  assert.equal(made.status, 201, made.body.message);
  return made.body;
};

test("the page of the emulator lists every switch with its values, the default first", () => {
  for (const { name, values, default: fallback } of switches) {
    const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    assert.equal(values[0], fallback);
    assert.ok(README.includes(`| \`--${dashed} ${values.join("\\|")}\` | \`${name}\` |`), `${name}: ${values}`);
  }
});

test("a value that no switch has is refused", () => {
  assert.throws(() => behaviourOf({ put: "dead" }), /put/);
  assert.equal(behaviourOf({ rate: 3, put: "inactive" }).put, "inactive");
});

both(
  "a put of a language operator makes a version that runs, or one that does not",
  [{ operatorPut: "active" }, { operatorPut: "preview" }],
  async (t, options) => {
    const { call } = await bench(t, options);
    const json = { displayName: "x", prompt: "x", outputFormat: "TEXT" };
    const { body } = await call("POST", OPERATORS, { json });
    assert.equal((await call("PUT", `${OPERATORS}/${body.id}`, { json })).body.version, 2);
    const { items } = (await call("GET", `${OPERATORS}/${body.id}/Versions`)).body;
    const expected = options.operatorPut === "preview" ? "PREVIEW" : "ACTIVE";
    assert.deepEqual(
      items.map(({ status }: { status: string }) => status),
      ["ACTIVE", expected],
    );
  },
);

const SAM = { type: "CUSTOMER", addresses: [{ channel: "SMS", address: "+15550100001" }] };

both(
  "a conversation runs the newest version of a Configuration, or that of its creation",
  [{ conversationVersions: "live" }, { conversationVersions: "pinned" }],
  async (t, options) => {
    const b = await withConfiguration(t, options);
    const one = await configuration(b, {});
    await b.patch({ intelligenceConfigurationIds: [one.id] });
    const made = await b.call("POST", "/v2/Conversations", { json: { configurationId: b.id, participants: [SAM] } });
    const rules = [{ ...one.rules[0], operators: [{ id: SENTIMENT }] }];
    await b.call("PUT", `${CONFIGURATIONS}/${one.id}`, { json: { displayName: "x", rules } });
    const execution = {
      intelligenceConfigurationId: one.id,
      ruleId: one.rules[0].id,
      conversationId: made.body.id,
    };
    assert.equal((await b.call("POST", "/v3/RuleExecutions", { json: execution })).status, 202);
    const [result] = (await b.call("GET", `/v3/OperatorResults?conversationId=${made.body.id}`)).body.items;
    const expected = options.conversationVersions === "pinned" ? [1, SUMMARY] : [2, SENTIMENT];
    assert.deepEqual([result.intelligenceConfiguration.version, result.operator.id], expected);
  },
);

both(
  "a Configuration that is not attached has results, or none until it is attached",
  [{ unattached: "runs" }, { unattached: "silent" }],
  async (t, options) => {
    const b = await withConfiguration(t, options);
    const one = await configuration(b, {});
    const conversationId = (await b.call("GET", "/v3/Conversations")).body.items[0].id;
    const results = async () => {
      const json = { intelligenceConfigurationId: one.id, ruleId: one.rules[0].id, conversationId };
      assert.equal((await b.call("POST", "/v3/RuleExecutions", { json })).status, 202);
      return (await b.call("GET", "/v3/OperatorResults")).body.items.length;
    };
    assert.equal(await results(), options.unattached === "silent" ? 0 : 1);
    await b.patch({ intelligenceConfigurationIds: [one.id] });
    assert.equal(await results(), options.unattached === "silent" ? 1 : 2);
  },
);

both(
  "an account has any number of Conversations configurations, or ten",
  [{ conversationsLimit: "none" }, { conversationsLimit: "ten" }],
  async (t, options) => {
    const { call, path } = await withConfiguration(t, options);
    for (let number = 2; number <= 10; number++)
      assert.equal((await call("POST", HOSTED, { json: full() })).status, 202);
    const last = await call("POST", HOSTED, { json: full() });
    if (options.conversationsLimit === "none") assert.equal(last.status, 202);
    else {
      refused(last, 400, 20001, /at most 10/);
      assert.equal((await call("DELETE", path)).status, 202);
      assert.equal((await call("POST", HOSTED, { json: full() })).status, 202);
    }
  },
);

both(
  "the grouping of a Conversations configuration can change, or not",
  [{ grouping: "mutable" }, { grouping: "immutable" }],
  async (t, options) => {
    const { call, path, patch } = await withConfiguration(t, options);
    const other = { conversationGroupingType: "GROUP_BY_PARTICIPANT_ADDRESSES" };
    const put = () => call("PUT", path, { json: full({ ...other, channelSettings: {} }) });
    for (const answer of [await patch(other), await put()]) {
      if (options.grouping === "mutable") assert.equal(answer.status, 202);
      else refused(answer, 400, 20001, /^conversationGroupingType: /);
    }
    assert.equal((await patch({ conversationGroupingType: full().conversationGroupingType })).status, 202);
  },
);

both(
  "a Conversations configuration has PATCH, or answers 405",
  [{ conversationsPatch: "accepted" }, { conversationsPatch: "refused" }],
  async (t, options) => {
    const { call, path, patch } = await withConfiguration(t, options);
    const answer = await patch({ description: "other" });
    if (options.conversationsPatch === "accepted") assert.equal(answer.status, 202);
    else refused(answer, 405, 20004, /not allowed/);
    assert.equal((await call("PUT", path, { json: full({ channelSettings: {} }) })).status, 202);
  },
);

both(
  "a put of a Configuration without description clears it, or keeps it",
  [{ omittedDescription: "cleared" }, { omittedDescription: "kept" }],
  async (t, options) => {
    const b = await bench(t, options);
    const one = await configuration(b, { description: "first" });
    const put = async (json: object) =>
      (await b.call("PUT", `${CONFIGURATIONS}/${one.id}`, { json: { displayName: "x", rules: [], ...json } })).body;
    assert.equal((await put({})).description, options.omittedDescription === "kept" ? "first" : undefined);
    assert.equal((await put({ description: "" })).description, "");
  },
);

both(
  "answers have rules in the order of the request, or by id",
  [{ ruleOrder: "kept" }, { ruleOrder: "lost" }],
  async (t, options) => {
    const b = await bench(t, options);
    const one = await configuration(b, { rules: [rule(), rule(), rule()] });
    const ids = ({ rules }: { rules: { id: string }[] }) => rules.map(({ id }) => id);
    const path = `${CONFIGURATIONS}/${one.id}`;
    const sorted = ids(one).toSorted();
    if (options.ruleOrder === "lost") assert.deepEqual(ids(one), sorted);
    const rules = sorted.toReversed().map((id) => rule({ id }));
    const answer = await b.call("PUT", path, { json: { displayName: "x", rules } });
    const expected = options.ruleOrder === "lost" ? sorted : sorted.toReversed();
    assert.deepEqual([ids(answer.body), ids((await b.call("GET", path)).body)], [expected, expected]);
  },
);
