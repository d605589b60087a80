import assert from "node:assert/strict";
import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { obtain, pack, ROOT } from "../../environments/npm";
import { record } from "../../environments/table";
import { NAMES, TEXTS, written } from "../../faults/options/program";
import { stand } from "../kit/stand";

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
  const { project, sent } = await stand(t, written({ text: "first" }, NAMES), { lagMs: 0, transcriptMs: 0 });
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

  // What older versions do not show after a refresh.
  project.write(written({ text: "second" }, NAMES));
  const { steps } = await project.preview();
  for (const [name, property] of Object.entries(TEXTS))
    assert.deepEqual(steps.find(({ urn }) => urn.endsWith(`::${name}`))?.diffs, [property], name);
  assert.deepEqual((await project.destroy()).changes, { delete: ALL });
  record(t, "sdk-floor", "works");
});
