import assert from "node:assert/strict";
import { test } from "node:test";
import { CONFIGURATIONS, IMPORTS, opsOf, SENTIMENT, stand } from "../kit/stand";

const program = (description: string, onConflict: string) => `${IMPORTS}
new IntelligenceConfiguration("live", {
  displayName: "live",
  description: "${description}",
  onConflict: "${onConflict}",
  updateStrategy: "replace",
  rules: [{ operators: [{ id: "${SENTIMENT}" }], triggers: [{ on: "COMMUNICATION" }] }],
});`;

const HOOK = `https://example.com/${"by-hand/".repeat(20)}`;

test("a replacement does not take with it what somebody else changed, unless it is told to, and then says all of it", async (t) => {
  const { project, call, id } = await stand(t, program("one", "fail"));
  await project.up();
  const first = id("live");
  const { rules } = (await call("GET", `${CONFIGURATIONS}/${first}`)).body;
  const actions = [{ type: "WEBHOOK", method: "POST", url: HOOK }];
  const edit = { displayName: "live", description: "one", rules: [{ ...rules[0], actions }] };
  assert.equal((await call("PUT", `${CONFIGURATIONS}/${first}`, { json: edit })).status, 200);

  for (const onConflict of ["fail", "merge"]) {
    project.write(program("two", onConflict));
    for (const { output } of [
      await project.preview({ expectFailure: true }),
      await project.up({ expectFailure: true }),
    ]) {
      assert.match(output, new RegExp(`${first} was changed in the account: it is at version 2.*It was not replaced`));
      assert.match(output, /rules\["?\[?0.*actions|actions/);
    }
    const all: { id: string }[] = (await call("GET", CONFIGURATIONS)).body.items;
    assert.deepEqual(
      all.map((one) => one.id),
      [first],
      "nothing was created or deleted",
    );
  }

  project.write(program("two", "overwrite"));
  const preview = await project.preview();
  assert.match(preview.output, /The replacement does not have these changes/);
  const up = await project.up();
  assert.deepEqual(opsOf(up, "live"), ["create-replacement", "replace", "delete-replaced"]);
  assert.ok(up.output.includes(HOOK), "what is lost is printed in full");
  assert.equal((await call("GET", `${CONFIGURATIONS}/${first}`)).status, 404);
});
