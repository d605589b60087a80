import assert from "node:assert/strict";
import { test } from "node:test";
import { programOf } from "../kit/classes";
import { stand } from "../kit/stand";

test("resource options that do nothing on a dynamic resource are warned about, and no others", async (t) => {
  const program = (options: string) => programOf(`new Service("calls", { uniqueName: "calls" }, ${options});`);
  const { project } = await stand(
    t,
    program('{ customTimeouts: { create: "1m" }, replaceOnChanges: ["friendlyName"], protect: false }'),
  );
  const { output } = await project.preview();
  for (const option of ["customTimeouts", "replaceOnChanges"])
    assert.match(output, new RegExp(`warning: ${option} has no effect here: `));
  assert.doesNotMatch(output, /protect has no effect/);
  project.write(program("{ protect: false }"));
  assert.doesNotMatch((await project.preview()).output, /has no effect/);
});
