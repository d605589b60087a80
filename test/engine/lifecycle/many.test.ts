import assert from "node:assert/strict";
import { test } from "node:test";
import { CONFIGURATIONS, IMPORTS, SERVICES, SUMMARY, stand } from "../kit/stand";

/** A stack of `count` Services and as many Configurations. */
const program = (count: number) => `${IMPORTS}
for (let at = 0; at < ${count}; at++) {
  new Service(\`calls-\${at}\`, { uniqueName: \`calls-\${at}\`, friendlyName: "Calls" });
  new IntelligenceConfiguration(\`live-\${at}\`, {
    displayName: \`live \${at}\`,
    rules: [{ operators: ["${SUMMARY}"], triggers: [{ on: "CONVERSATION_END" }] }],
  });
}`;

/** Requests to each of the two kinds. */
const countsOf = (sent: readonly string[]): number[] =>
  [SERVICES, CONFIGURATIONS].map((path) => sent.filter((one) => one.startsWith(`GET ${path}`)).length);

test("a refresh and a drift preview of many objects send two requests for each kind, and one for each change", async (t) => {
  const made = await stand(t, program(40), {}, { "twilio-intelligence:checkDrift": "true" });
  const { project, sent, id, call, outputs } = made;
  await project.up();
  for (const command of ["refresh", "preview"] as const) {
    sent();
    await project[command]();
    const all = sent();
    assert.ok(Math.max(...countsOf(all)) <= 2, `${command}: ${all.join(", ")}`);
    for (const list of [`GET ${SERVICES}?PageSize=1000`, `GET ${CONFIGURATIONS}?pageSize=1000`])
      assert.ok(all.includes(list), `${command}: ${all.join(", ")}`);
  }

  const [changed, gone] = [`${SERVICES}/${id("calls-7")}`, `${CONFIGURATIONS}/${id("live-9")}`];
  await call("POST", changed, { form: { FriendlyName: "Theirs" } });
  await call("DELETE", gone);
  sent();
  await project.refresh();
  const all = sent();
  assert.ok(Math.max(...countsOf(all)) <= 3, all.join(", "));
  assert.ok(all.includes(`GET ${changed}`) && all.includes(`GET ${gone}`));
  assert.deepEqual([outputs("calls-7").friendlyName, outputs("calls-7").etag], ["Theirs", '"2"']);
  assert.throws(() => id("live-9"), /holds no resource/);
});
