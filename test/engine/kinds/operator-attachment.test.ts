import assert from "node:assert/strict";
import { test } from "node:test";
import { PRE_BUILT, programOf } from "../kit/classes";
import { opsOf, SERVICES, stand } from "../kit/stand";

/** How long an attachment takes to show, on the emulator's clock. */
const LAG_MS = 600;

const program = (friendlyName: string) =>
  programOf(`
const calls = new Service("calls", { uniqueName: "calls", friendlyName: "${friendlyName}" });
const topic = new CustomOperator("topic", { friendlyName: "Topic", operatorType: "Generative", config: { prompt: "p" } });
for (const [name, operatorSid] of [["ours", topic.sid], ["theirs", "${PRE_BUILT}"]]) {
  new OperatorAttachment(name, { serviceSid: calls.sid, operatorSid });
}`);

for (const attachments of ["bump", "keep"] as const) {
  test(`an attachment neither changes the Service nor breaks its next update, where it is to its version: ${attachments}`, async (t) => {
    const { project, sent, id } = await stand(t, program("Calls"), { attachments });
    await project.up();
    const calls = `${SERVICES}/${id("calls")}`;
    sent();

    project.write(program("Sales calls"));
    // The sid of what is updated stays known: what refers to it is not shown as replaced.
    assert.doesNotMatch((await project.preview()).output, /replace/);
    assert.deepEqual(opsOf(await project.up(), "calls"), ["update"]);
    const stale = [`POST ${calls}`, `GET ${calls}`, `POST ${calls}`];
    assert.deepEqual(sent(), attachments === "bump" ? stale : [`POST ${calls}`]);

    await project.refresh();
    assert.deepEqual((await project.up()).changes, { same: 5 });
    await project.destroy();
  });
}

test("an attachment that shows late is waited for, one that is there already is taken, and one that is gone is attached again", async (t) => {
  const { project, call, sent, id, emulator } = await stand(t, program("Calls"), { lagMs: LAG_MS });
  await project.up();
  const operators = `${SERVICES}/${id("calls")}/Operators`;
  const attached = async (): Promise<string[]> => (await call("GET", operators)).body.operator_sids;
  const sids = [id("topic"), PRE_BUILT].sort();
  assert.deepEqual((await attached()).sort(), sids);
  assert.match(id("ours"), /^GA\w{32}\/LY\w{32}$/);

  const detach = async () => {
    await call("DELETE", `${operators}/${PRE_BUILT}`);
    emulator.advance(LAG_MS);
  };

  await t.test("detached behind Pulumi's back", async () => {
    await detach();
    await project.refresh();
    const again = await project.up();
    assert.deepEqual([opsOf(again, "ours"), opsOf(again, "theirs")], [["same"], ["create"]]);
    assert.deepEqual((await attached()).sort(), sids);
  });
  await t.test("attached by somebody else, and not shown yet", async () => {
    await detach();
    await project.refresh();
    await call("POST", `${operators}/${PRE_BUILT}`, { form: {} });
    sent();
    assert.deepEqual(opsOf(await project.up(), "theirs"), ["create"]);
    assert.deepEqual((await attached()).sort(), sids);
  });
  await t.test("the API's reason where it refuses", async () => {
    project.write(`${program("Calls")}
new OperatorAttachment("none", { serviceSid: calls.sid, operatorSid: "LY${"0".repeat(32)}" });`);
    const { output } = await project.up({ expectFailure: true });
    assert.match(output, /create Operator Attachment GA\w+\/LY0+: .*LY0+ was not found/);
  });
});
