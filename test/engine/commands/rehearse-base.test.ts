import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import type { Project } from "../kit/harness";
import { envOf, pipelineOf } from "../kit/pipeline";
import { programOf, service, stand } from "../kit/stand";

const skip = process.platform === "win32" ? "the script is for POSIX shells" : false;

/** Another checkout of the project. */
function checkout({ folder, root }: Project): string {
  const base = join(root, "base");
  cpSync(folder, base, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  symlinkSync(join(folder, "node_modules"), join(base, "node_modules"));
  return base;
}

test("a rehearsal with the program of the base branch shows before and after, and without an account or a secret", {
  skip,
}, async (t) => {
  const calls = service({ uniqueName: "calls", friendlyName: "Calls" });
  const gone = service({ uniqueName: "gone" });
  const made = await stand(t, programOf({ calls, gone }));
  const base = checkout(made.project);
  made.project.write(programOf({ calls: service({ ...calls.args, friendlyName: "Other" }) }));
  const settings = "config:\n  aws:region: eu-west-1\n";
  writeFileSync(join(base, "Pulumi.rehearsal.yaml"), settings);
  const nothing = { PULUMI_BACKEND_URL: undefined, PULUMI_CONFIG_PASSPHRASE: undefined };
  const { run, file } = pipelineOf(made.project, envOf(made.project, nothing));
  const { code, output } = await run("rehearse", "-b", base);
  assert.equal(code, 0, output);
  assert.match(file("review.md"), /updated: Service <code>calls<\/code>/);
  assert.match(file("review.md"), /deleted: Service <code>gone<\/code>/);
  assert.deepEqual(made.sent(), [], "the account of the stack was not asked");
  assert.equal(readFileSync(join(base, "Pulumi.rehearsal.yaml"), "utf8"), settings);
  assert.ok(!existsSync(join(made.project.folder, "Pulumi.rehearsal.yaml")));

  writeFileSync(join(base, "index.js"), "throw new Error('needs an id of its own');");
  const alone = await run("rehearse", "-b", base);
  assert.equal(alone.code, 0, alone.output);
  assert.match(alone.output, /could not be deployed on the emulator[\s\S]*needs an id of its own/);
  assert.match(file("review.md"), /new: Service <code>calls<\/code>[\s\S]*before the change could not be deployed/);
  // The emulator stands in for Twilio alone.
  const real = join(made.project.root, "real");
  writeFileSync(
    join(base, "index.js"),
    `const pulumi = require("@pulumi/pulumi");
class Real extends pulumi.dynamic.Resource {
  constructor() {
    super({ create: async () => (require("node:fs").writeFileSync(${JSON.stringify(real)}, ""), { id: "1" }) }, "real", {});
  }
}
new Real();`,
  );
  const others = await run("rehearse", "-b", base);
  assert.match(
    others.output,
    /resources that are not of this package, which would be created for real: pulumi-nodejs:/,
  );
  assert.ok(!existsSync(real));
  assert.match((await run("rehearse", "-b", "nowhere")).output, /there is no Pulumi\.yaml in nowhere/);
});
