import assert from "node:assert/strict";
import { test } from "node:test";
import { CONFIGURATIONS, configuration, opsOf, programOf, SERVICES, service, stand } from "../kit/stand";

const program = (text: string) =>
  programOf({
    calls: service({ uniqueName: "calls", friendlyName: text }),
    live: configuration({ displayName: "live", description: text, rules: [] }),
  });

test("what is deleted behind Pulumi's back is dropped, made again, and no hindrance to a destroy", async (t) => {
  const { project, call, id } = await stand(t, program("one"));
  await project.up();
  const paths = () => [`${SERVICES}/${id("calls")}`, `${CONFIGURATIONS}/${id("live")}`];
  const deleteAll = async () => {
    for (const path of paths()) assert.equal((await call("DELETE", path)).status, 204);
  };
  const first = paths();
  await deleteAll();

  project.write(program("two"));
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, /update Service GA\w+: .*was not found\..* Run `pulumi refresh`/);
  assert.match(output, /update Intelligence Configuration \w+: it is no longer in the account\. Run `pulumi refresh`/);

  await project.refresh();
  assert.deepEqual(
    project.state().resources.filter(({ type }) => type.includes("twilio-intelligence:")),
    [],
  );
  const again = await project.up();
  assert.deepEqual([opsOf(again, "calls"), opsOf(again, "live")], [["create"], ["create"]]);
  assert.ok(paths().every((path) => !first.includes(path)));

  await deleteAll();
  assert.deepEqual((await project.destroy()).changes, { delete: 3 });
});
