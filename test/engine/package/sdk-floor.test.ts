import assert from "node:assert/strict";
import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { obtain, pack } from "../../environments/npm";
import { ROOT, report } from "../../environments/table";
import { NAMES, written } from "../../faults/options/program";
import { SERVICES, shownDiff, stand } from "../kit/stand";

const versionIn = (file: string) =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, "utf8"))).version;

const FLOOR = z
  .object({
    peerDependencies: z.object({ "@pulumi/pulumi": z.string().transform((range) => /^>=(\S+)/.exec(range)?.[1]) }),
  })
  .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))).peerDependencies["@pulumi/pulumi"];

/** One resource of each class, and the stack. */
const ALL = NAMES.length + 1;

test(`@pulumi/pulumi ${FLOOR}, the oldest that the package accepts, takes a resource of every class through its life`, async (t) => {
  assert.equal(FLOOR, "3.216.0", "the title of the row names it");
  const { project, sent, call, id } = await stand(
    t,
    written({ text: "first" }, NAMES),
    { lagMs: 0, transcriptMs: 0 },
    {},
    "asUsers",
  );
  const modules = obtain(t, "sdk-floor", [join(project.root, pack(project.root).filename), `@pulumi/pulumi@${FLOOR}`]);
  if (modules === undefined) return;
  rmSync(join(project.root, "node_modules"), { recursive: true });
  renameSync(modules, join(project.root, "node_modules"));
  assert.equal(versionIn(join(project.root, "node_modules/@pulumi/pulumi/package.json")), FLOOR);

  assert.deepEqual((await project.preview()).changes, { create: ALL });
  assert.deepEqual((await project.up()).changes, { create: ALL });
  assert.deepEqual((await project.refresh()).changes, { same: ALL });
  sent();
  assert.deepEqual((await project.up()).changes, { same: ALL });
  assert.deepEqual(
    sent().filter((request) => !request.startsWith("GET ")),
    [],
  );

  // Older versions do not show what an update sets back after a refresh.
  await call("POST", `${SERVICES}/${id("calls")}`, { form: { FriendlyName: "by hand" } });
  await project.refresh();
  assert.deepEqual(shownDiff(await project.preview(), "calls"), ["friendlyName"]);
  assert.deepEqual((await project.destroy()).changes, { delete: ALL });
  report(t, "sdk-floor", "works");
});
