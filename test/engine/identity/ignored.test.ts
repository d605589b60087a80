import assert from "node:assert/strict";
import { test } from "node:test";
import { programOf } from "../kit/classes";
import { SERVICES, stand } from "../kit/stand";

test("what ignoreChanges leaves to the account stays there, whatever else the program changes", async (t) => {
  const program = (webhookUrl: string) =>
    programOf(`new Service("calls", { uniqueName: "calls", friendlyName: "ours", webhookUrl: "${webhookUrl}" },
  { ignoreChanges: ["friendlyName"] });`);
  const { project, call, id, sent } = await stand(t, program("https://a.example/"));
  await project.up();
  const path = `${SERVICES}/${id("calls")}`;
  await call("POST", path, { form: { FriendlyName: "theirs" } });
  const live = async () => {
    const { friendly_name, webhook_url } = (await call("GET", path)).body;
    return [friendly_name, webhook_url];
  };

  project.write(program("https://b.example/"));
  await project.up();
  assert.deepEqual(await live(), ["theirs", "https://b.example/"]);
  sent();
  assert.deepEqual((await project.up()).changes, { same: 2 });
  assert.deepEqual(sent(), []);
  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });
  assert.deepEqual(await live(), ["theirs", "https://b.example/"]);
});
