import assert from "node:assert/strict";
import { test } from "node:test";
import type { SeedInput } from "../../../../emulator/index";
import { runCommand } from "../../kit/command";
import { SENTIMENT, SUMMARY } from "../../kit/emulator";
import { ANOTHER, CONVERSATION, codesOf, EXECUTIONS, only, stand, urnOf } from "./kit";

const OPERATORS = "/v3/ControlPlane/Operators";
const two = { mood: [{ id: SENTIMENT }], gist: [{ id: SUMMARY }] };
const id = (prefix: string) => `${prefix}_0${"z".repeat(25)}`;

test("verify executes each rule once, writes nothing else, and says that the results came as they should", async (t) => {
  const { emulator, make, verify } = await stand(t);
  await make("support", two);
  emulator.clearRequests();
  const { code, out } = await verify("--conversation", CONVERSATION);
  assert.equal(code, 0, out);
  assert.match(out, /^support .*version 1$/m);
  assert.match(out, /✓ mood › Sentiment version 3\n.*✓ gist › Summary version 1\n/);
  assert.match(out, /2 as expected\.\n$/);
  const writes = emulator.requests().filter(({ method }) => method !== "GET");
  assert.deepEqual(
    writes.map(({ method, path }) => `${method} ${path}`),
    [`POST ${EXECUTIONS}`, `POST ${EXECUTIONS}`],
  );
});

test("a put that keeps the Configuration live is as expected; one that does not is named, with the way out", async (t) => {
  for (const put of ["live", "inactive"] as const) {
    const { attach, make, put: change, verify, report } = await stand(t, { put });
    await attach(await make("support", two));
    await change("support");
    const found = await report("--timeout", "1");
    if (put === "live") {
      assert.deepEqual([found.code, found.ok, only(found).silence], [0, true, null]);
      continue;
    }
    assert.deepEqual([found.code, found.counts], [2, { ok: 0, failed: 2 }]);
    assert.deepEqual(codesOf(only(found)), ["no_result", "no_result"]);
    assert.equal(only(found).silence?.code, "inactive_version");
    const { code, out } = await verify("--timeout", "0", "--conversation", CONVERSATION);
    assert.equal(code, 2);
    assert.ok(out.includes(`pulumi up --replace '${urnOf("support")}'`), out);
    assert.match(out, /updateStrategy: "replace"/);
    assert.match(out, /0 as expected, 2 not\.\n$/);
  }
});

test("a silent Configuration that is not attached is to be attached first, and nothing is replaced", async (t) => {
  for (const options of [{ unattached: "silent" }, { put: "inactive" }] as const) {
    const { make, put, report } = await stand(t, options);
    await make("support", two);
    await put("support");
    const { silence, warnings } = only(await report("--timeout", "0"));
    assert.deepEqual([silence?.code, warnings.map(({ code }) => code)], ["unattached", ["not_attached"]]);
    assert.match(silence?.next.join("\n") ?? "", /^Attach it/);
    assert.doesNotMatch(silence?.next.join("\n") ?? "", /replace/i);
  }
});

test("a result that comes from elsewhere than it should is told by what is wrong with it", async (t) => {
  const cases: [claims: NonNullable<SeedInput["languageFindings"]>[number]["claims"], codes: string[]][] = [
    [{ configurationVersion: 7 }, ["wrong_version"]],
    [{ operatorVersion: 9 }, ["wrong_operator_version"]],
    [{ operatorId: id("intelligence_operator") }, ["no_result", "wrong_operator"]],
    [{ ruleId: id("intelligence_configurationrule") }, ["no_result", "wrong_rule"]],
    [{ configurationId: id("intelligence_configuration") }, ["wrong_configuration"]],
  ];
  for (const [claims, codes] of cases) {
    const { make, report } = await stand(t, { seed: { languageFindings: [{ operator: SENTIMENT, claims }] } });
    await make("support", { ...two, mood: [{ id: SENTIMENT, version: 3 }] });
    const found = await report("--timeout", "1");
    assert.deepEqual([found.code, codesOf(only(found))], [2, codes], JSON.stringify(claims));
    assert.equal(only(found).silence, null, "the other rule is well");
  }
});

test("one operator that is silent among others is missing, and no verdict on the Configuration", async (t) => {
  const { make, report } = await stand(t, { seed: { languageFindings: [{ operator: "Summary", fails: true }] } });
  await make("support", two);
  const found = await report("--timeout", "1");
  const { cases, silence } = only(found);
  assert.deepEqual([found.code, found.counts, silence], [2, { ok: 1, failed: 1 }, null]);
  assert.deepEqual(
    cases.map(({ name, ok, result }) => [name, ok, result === null]),
    [
      ["mood › Sentiment", true, false],
      ["gist › Summary", false, true],
    ],
  );
});

test("an operator that cannot run is named: its version is retired, or it is gone", async (t) => {
  const { call, make, report } = await stand(t);
  const own = (await call("POST", OPERATORS, { json: { displayName: "own", prompt: "x", outputFormat: "TEXT" } })).body
    .id;
  await make("support", { mood: [{ id: SENTIMENT, version: 1 }], own: [{ id: own }] });
  assert.equal((await call("DELETE", `${OPERATORS}/${own}`)).status, 204);
  const found = only(await report("--timeout", "0"));
  assert.deepEqual(codesOf(found), ["no_result", "operator_retired", "no_result", "operator_deleted"]);
  assert.equal(found.silence, null);
});

test("a JSON result is held against the outputSchema of the version that made it", async (t) => {
  const seed = { languageFindings: [{ operator: "Quality", conversation: ANOTHER, result: { score: "high" } }] };
  const { call, make, report } = await stand(t, { seed });
  const json = {
    displayName: "Quality",
    prompt: "x",
    outputFormat: "JSON",
    outputSchema: { type: "object", properties: { score: { type: "integer" } } },
  };
  const quality = (await call("POST", OPERATORS, { json })).body.id;
  await make("support", { quality: [{ id: quality }] });
  assert.equal((await report()).code, 0);
  const found = await report("--conversation", ANOTHER);
  assert.deepEqual([found.code, codesOf(only(found))], [2, ["schema_mismatch"]]);
  assert.match(only(found).cases[0]?.problems[0]?.message ?? "", /\/score must be integer/);
});

test("results are waited for, and no longer than --timeout", async (t) => {
  const { attach, emulator, make, report, executed } = await stand(t, { lagMs: 3_600_000 });
  await attach(await make("support", { mood: [{ id: SENTIMENT }] }));
  emulator.advance(3_600_000);
  const given = await report("--timeout", "1");
  assert.deepEqual([given.code, codesOf(only(given))], [2, ["no_result"]]);
  assert.equal(only(given).silence?.code, "late_or_failed");

  let ended = false;
  const running = report("--timeout", "600").finally(() => {
    ended = true;
  });
  while (executed() < 2 && !ended) await new Promise((resolve) => setTimeout(resolve, 20));
  emulator.advance(3_600_000);
  assert.equal((await running).code, 0);
});

test("two Configurations are told apart, and one can be chosen by name or id", async (t) => {
  const { make, report, verify } = await stand(t, {
    seed: { languageFindings: [{ operator: "Summary", fails: true }] },
  });
  const support = await make("support", { mood: [{ id: SENTIMENT }] });
  await make("sales", { gist: [{ id: SUMMARY }] });
  const both = await report("--timeout", "1");
  assert.deepEqual(
    both.configurations.map(({ name, ok }) => [name, ok]),
    [
      ["support", true],
      ["sales", false],
    ],
  );
  assert.equal(both.code, 2);
  for (const wanted of ["support", support.id]) {
    const one = await report("--configuration", wanted);
    assert.deepEqual([one.code, only(one).name], [0, "support"]);
  }
  const none = await verify("--configuration", "suport");
  assert.equal(none.code, 1);
  assert.match(none.err, /calls\/dev has no Intelligence Configuration "suport" \(it has: support, sales\)/);
});

test("an id needs no stack: credentials then come from the environment", async (t) => {
  const { make, run } = await stand(t);
  const { id } = await make("support", two);
  const { code, out } = await run("--configuration", id, "--conversation", CONVERSATION);
  assert.equal(code, 0, out);
  assert.match(out, /^The support .*version 1$/m);
  assert.match(out, /rules\[0\] › Sentiment/);
});

test("without --conversation the newest one is taken that the Configuration is attached to", async (t) => {
  const { admin, call, make, verify, executed } = await stand(t);
  const { id } = await make("support", two);
  const none = await verify("--json");
  assert.deepEqual([none.code, codesOf(only(JSON.parse(none.out)))], [2, ["no_conversation"]]);
  assert.equal(executed(), 0);

  const attach = (conversation: string, fields: object) =>
    admin("PATCH", `/objects/${conversation}`, { fields, bumpVersion: false });
  await attach(CONVERSATION, { intelligenceConfigurationIds: [id] });
  await attach(ANOTHER, { intelligenceConfigurationIds: [id], createdAt: "2026-02-01T00:00:00Z" });
  const conversationOf = async () => only(JSON.parse((await verify("--json")).out)).cases[0]?.conversation;
  assert.equal(await conversationOf(), ANOTHER);
  await attach(CONVERSATION, { createdAt: new Date().toISOString() });
  assert.equal(await conversationOf(), CONVERSATION);

  await t.test(
    "one that no conversation names goes by the Conversations configuration that it is attached to",
    async () => {
      const fresh = await make("fresh", { mood: [{ id: SENTIMENT }] });
      const { body } = await call("POST", "/v2/ControlPlane/Configurations", {
        json: {
          displayName: "front",
          description: "",
          conversationGroupingType: "GROUP_BY_PROFILE",
          memoryStoreId: "mem_store_1",
          intelligenceConfigurationIds: [fresh.id],
        },
      });
      await attach(ANOTHER, { conversationConfigurationId: body.related.configurationId });
      const { code, out } = await verify("--json", "--configuration", "fresh");
      assert.deepEqual([code, only(JSON.parse(out)).cases[0]?.conversation], [0, ANOTHER]);
    },
  );
});

test("--dry-run shows what would be executed, and executes nothing", async (t) => {
  const { make, verify, executed } = await stand(t);
  const { id } = await make("support", two);
  const { code, out } = await verify("--dry-run", "--conversation", CONVERSATION);
  assert.equal(code, 0);
  assert.match(out, new RegExp(`on ${CONVERSATION}\\n +mood › Sentiment\\n +gist › Summary\\n`));
  assert.match(out, /2 rules would be executed\. Nothing was executed\.\n$/);
  const json = JSON.parse((await verify("--dry-run", "--json", "--conversation", CONVERSATION)).out);
  assert.deepEqual([json.dryRun, json.configurations[0].id, json.configurations[0].runs.length], [true, id, 2]);
  assert.equal(executed(), 0);
});

test("what is gone, has no rules, or is refused is said, and what cannot be asked at all fails with 1", async (t) => {
  const { emulator, call, make, put, report, verify, executed } = await stand(t);
  const gone = await make("gone", two);
  await call("DELETE", `/v3/ControlPlane/Configurations/${gone.id}`);
  await make("empty", {});
  await put("empty");
  const found = await report();
  assert.deepEqual(
    found.configurations.map(({ problems, warnings }) => [...problems, ...warnings].map(({ code }) => code)),
    [["configuration_missing"], ["no_rules", "not_attached"]],
  );
  assert.equal(found.code, 2);

  const nothing = await verify("--configuration", "empty", "--conversation", CONVERSATION);
  assert.equal(nothing.code, 1);
  assert.match(nothing.err, /nothing to execute/);
  const absent = await verify("--conversation", id("conv_conversation"));
  assert.equal(absent.code, 1);
  assert.match(absent.err, /--conversation: the account does not have the conversation conv_conversation_0z/);
  assert.equal(executed(), 0);

  await make("lost", { mood: [{ id: SENTIMENT }] });
  emulator.setFaults([{ method: "POST", path: `^${EXECUTIONS}$`, fault: "drop-before" }]);
  const lost = await verify("--configuration", "lost", "--conversation", CONVERSATION);
  assert.equal(lost.code, 1);
  assert.match(lost.err, /Could not create Rule Execution/);
});

test("a rule that the API refuses to execute is told with the API's reason", async (t) => {
  const { admin, call, make, report } = await stand(t);
  const { id } = await make("support", { mood: [{ id: SENTIMENT }] });
  const path = `/v3/ControlPlane/Configurations/${id}`;
  const { displayName, rules } = (await call("GET", path)).body;
  assert.equal((await call("PUT", path, { json: { displayName, rules }, headers: { "if-match": "1" } })).status, 200);
  await admin("PATCH", `/objects/${CONVERSATION}`, { fields: { conversationConfigurationId: null } });
  const found = await report();
  const { cases, warnings, silence } = only(found);
  assert.deepEqual([found.code, codesOf(only(found)), silence], [2, ["refused"], null]);
  assert.match(cases[0]?.problems[0]?.message ?? "", /There is no Memory Store for the conversation/);
  assert.match(
    warnings.find(({ code }) => code === "version_moved")?.message ?? "",
    /version 2, but the state records version 1/,
  );
});

test("the exit code of the process is 0, 2 or 1, and what failed is on standard error", async (t) => {
  const { env, make } = await stand(t, { seed: { languageFindings: [{ operator: "Summary", fails: true }] } });
  const codes: (number | null)[] = [];
  for (const operator of [SENTIMENT, SUMMARY]) {
    const { id } = await make(operator, { only: [{ id: operator }] });
    const args = [
      "--configuration",
      id,
      "--conversation",
      CONVERSATION,
      "--timeout",
      operator === SUMMARY ? "0" : "60",
    ];
    codes.push((await runCommand(["verify", ...args], { env })).code);
  }
  assert.deepEqual(codes, [0, 2]);
  const failed = await runCommand(["verify", "--configuration", id("intelligence_configuration")], {
    env: { ...env, TWILIO_API_SECRET: "no" },
  });
  assert.deepEqual([failed.code, failed.out], [1, ""]);
  assert.match(failed.err, /^error: Could not read Intelligence Configuration/);
});
