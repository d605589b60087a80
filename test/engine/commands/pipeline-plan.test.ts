import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pipelineOf } from "../kit/pipeline";
import { CONFIGURATIONS, configuration, programOf, SERVICES, type Stand, SUMMARY, service, stand } from "../kit/stand";

const skip = process.platform === "win32" ? "the script is for POSIX shells" : false;

const calls = service({ uniqueName: "calls", friendlyName: "Calls" });
const care = configuration({
  displayName: "Care",
  rules: [{ name: "summary", operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] }],
});

const writes = (made: Stand) => made.sent().filter((one) => !one.startsWith("GET "));

test("up carries out the plan that was looked at, and refuses a program that has changed since", {
  skip,
}, async (t) => {
  const made = await stand(t, programOf({ calls }));
  const { run, file } = pipelineOf(made.project);
  const planned = await run("plan", "-s", "dev");
  assert.equal(planned.code, 0, planned.output);
  assert.match(
    file("plan.md"),
    /^<!-- twilio-intelligence review: \S+ -->\n[\s\S]*\+ new: Service <code>calls<\/code>/,
  );
  assert.match(file("review.env"), /^status=changes\nchanges=1\nrisk=\w+\nempty=false\n$/);
  assert.ok(!file("plan.json").includes(made.emulator.apiSecret));
  assert.deepEqual(writes(made), []);

  made.project.write(programOf({ calls, care }));
  const up = ["up", "-s", "dev", "-p", "pipeline-out/plan.json"];
  const refused = await run(...up);
  assert.equal(refused.code, 1);
  assert.match(refused.output, /not allowed by the plan/);
  assert.match(file("outcome.md"), /the update of `\S+` failed[\s\S]*not allowed by the plan/);
  assert.ok(!writes(made).some((one) => one.includes(CONFIGURATIONS)));

  made.project.write(programOf({ calls: service({ ...calls.args, friendlyName: "Other" }) }));
  const alone = await run("up", "-s", "dev");
  assert.equal(alone.code, 0, alone.output);
  assert.match(file("outcome.md"), /the stack `\S+` is updated[\s\S]*(?:\+ 1 created|~ 1 updated)/);
  const nothing = await run("plan", "-s", "dev");
  assert.equal(nothing.code, 0, nothing.output);
  assert.match(file("review.env"), /^status=unchanged\nchanges=0\nrisk=none\nempty=true\n$/);

  // The engine counts it as unchanged, and an update would record it.
  made.project.write(
    `${programOf({})}\nnew Service("calls", { ...${JSON.stringify(calls.args)}, friendlyName: "Other" }, { protect: true });`,
  );
  assert.equal((await run("plan", "-s", "dev")).code, 0);
  assert.match(file("review.env"), /^status=unchanged\nchanges=0\nrisk=none\nempty=false\n$/);
  assert.equal((await made.call("GET", SERVICES)).body.services[0].friendly_name, "Other");
});

test("what was changed by hand beside the plan is said when it is made and when it is carried out", {
  skip,
}, async (t) => {
  const redacted = service({ uniqueName: "redacted", autoRedaction: true });
  const made = await stand(t, programOf({ calls, redacted }));
  const { run, file } = pipelineOf(made.project);
  await made.project.up();
  made.project.write(programOf({ calls: service({ ...calls.args, friendlyName: "Other" }), redacted }));
  const planned = await run("plan", "-s", "dev");
  assert.equal(planned.code, 0, planned.output);
  assert.doesNotMatch(planned.output, /The account differs/);

  const path = `${SERVICES}/${made.id("redacted")}`;
  assert.equal((await made.call("POST", path, { form: { AutoRedaction: "false" } })).status, 200);
  const said = /The account differs from the stack\.[\s\S]*Service redacted [\s\S]*autoRedaction: true → false/;
  const again = await run("plan", "-s", "dev", "-o", "again");
  assert.equal(again.code, 0, again.output);
  assert.match(again.output, said);
  const summary = readFileSync(join(made.project.folder, "again", "plan.md"), "utf8");
  assert.match(summary, new RegExp(`^\\*\\*${said.source}[\\s\\S]*updated: Service <code>calls`));

  const up = await run("up", "-s", "dev", "-p", "pipeline-out/plan.json");
  assert.equal(up.code, 0, up.output);
  assert.match(up.output, said);
  assert.match(file("drift.txt"), /autoRedaction/);
  assert.equal((await made.call("GET", path)).body.auto_redaction, false, "a plan does not touch it");
});
