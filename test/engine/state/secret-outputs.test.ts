import assert from "node:assert/strict";
import { test } from "node:test";
import { programOf } from "../kit/classes";
import { SERVICES, stand } from "../kit/stand";

const [RECORDED, THEIRS, DECLARED] = ["recorded-name", "changed-by-hand", "declared-name"];

const program = (friendlyName: string) =>
  programOf(`new Service("calls", { uniqueName: "calls", friendlyName: "${friendlyName}" },
  { additionalSecretOutputs: ["friendlyName"] });`);

test("what additionalSecretOutputs names is in no message", async (t) => {
  const { project, call, id } = await stand(t, program(RECORDED), {}, { "twilio-intelligence:checkDrift": "true" });
  await project.up();
  await call("POST", `${SERVICES}/${id("calls")}`, { form: { FriendlyName: THEIRS } });
  project.write(program(DECLARED));
  const preview = await project.preview();
  const up = await project.up({ expectFailure: true });
  assert.match(preview.output, /friendlyName +\[secret\]/);
  assert.match(up.output, /friendlyName +\[secret\] +\[secret\] +\[secret\]/);
  for (const text of [RECORDED, THEIRS]) assert.ok(!`${preview.output}${up.output}`.includes(text), text);

  await project.refresh();
  await project.up();
  assert.deepEqual((await project.up()).changes, { same: 2 });
});
