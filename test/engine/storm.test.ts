import assert from "node:assert/strict";
import { test } from "node:test";
import { CONFIGURATIONS, IMPORTS, SERVICES, SUMMARY, stand } from "./kit";

const OBJECTS = 200;
/** Requests per second. */
const RATE = 8;
/** Requests sent for each that is needed. */
const MOST = 1.3;

const PROGRAM = `${IMPORTS}
for (let n = 0; n < ${OBJECTS / 2}; n++) {
  new Service("service" + n, { uniqueName: "service" + n });
  new IntelligenceConfiguration("configuration" + n, {
    displayName: "configuration" + n,
    rules: [{ operators: [{ id: "${SUMMARY}" }], triggers: [{ on: "CONVERSATION_END" }] }],
  });
}`;

test(`${OBJECTS} objects come through an account's limit of ${RATE} requests a second, none fails, and hardly any is sent twice`, async (t) => {
  const { project, requests, sent } = await stand(t, PROGRAM, { rate: RATE });
  const started = Date.now();
  const { steps } = await project.up();
  const seconds = (Date.now() - started) / 1000;
  const log = requests();
  const ratio = (seconds / (OBJECTS / RATE)).toFixed(2);
  t.diagnostic(
    `${log.length} requests for ${OBJECTS}; the whole up took ${seconds.toFixed(1)} s, ${ratio} × the time that the rate allows`,
  );
  const accepted = (path: string) => log.filter((one) => one.path === path && one.status === 201).length;
  assert.deepEqual([accepted(SERVICES), accepted(CONFIGURATIONS)], [OBJECTS / 2, OBJECTS / 2]);
  assert.equal(steps.filter(({ op, urn }) => op === "create" && !urn.includes("pulumi:Stack")).length, OBJECTS);
  const refused = log.filter(({ status }) => status === 429).length;
  t.diagnostic(`${refused} requests were refused at first`);
  assert.ok(log.length <= OBJECTS * MOST, `${log.length} requests for ${OBJECTS}`);

  await project.up();
  assert.deepEqual(sent(), [], "nothing is left to do");
});
