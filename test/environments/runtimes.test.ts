import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { startEmulator } from "../../emulator/index";
import { baseUrls } from "../contract/kit/emulator";
import { environmentOf, stand } from "../engine/kit/stand";
import { NAMES, written } from "../faults/options/program";
import { obtain } from "./npm";
import { SETUPS, type Setup } from "./setups";
import { ROOT, report, skip } from "./table";

/** One resource of each class, and the stack. */
const ALL = NAMES.length + 1;

/** Folder of a Node of this version; undefined, after a skip, where npm has none for this machine. */
function nodeOf(t: TestContext, setup: Setup, version: string): string | undefined {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const modules = obtain(t, setup, [`${name}@${version}`]);
  return modules && join(modules, name, "bin");
}

for (const [setup, version] of [
  ["node-22.19.0", "22.19.0"],
  ["node-24", "24"],
  ["node-26", "26"],
] as const) {
  test(`${SETUPS[setup]} takes a resource of every class through its life`, async (t) => {
    const folder = nodeOf(t, setup, version);
    if (folder === undefined) return;
    const program = `${written({ text: "first" }, NAMES)}\nexports.version = process.version;`;
    const { project } = await stand(t, program, { lagMs: 0, transcriptMs: 0 }, {}, "asUsers");
    const env = { PATH: [folder, process.env.PATH].join(delimiter) };
    assert.deepEqual((await project.up({ env })).changes, { create: ALL });
    assert.match(String(project.outputs().version), new RegExp(`^v${version}(\\.|$)`));
    assert.deepEqual((await project.refresh({ env })).changes, { same: ALL });
    assert.deepEqual((await project.up({ env })).changes, { same: ALL });
    assert.deepEqual((await project.destroy({ env })).changes, { delete: ALL });
    report(t, setup, "works");
  });
}

/** Loads every entry point, and reads. */
const READS = `
for (const entry of ["client", "emulator", "policy", "provider"]) require("pulumi-twilio-intelligence/" + entry);
require("pulumi-twilio-intelligence").getServices().then((all) => console.log(process.versions.bun, all.length));`;

test("Bun loads every entry point, and reads", async (t) => {
  const modules = obtain(t, "bun", ["bun@1"]);
  if (modules === undefined) return;
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const { baseUrl } = baseUrls(emulator);
  const env = { ...process.env, ...environmentOf(emulator), TWILIO_INTELLIGENCE_BASE_URL: baseUrl };
  const child = spawn(join(modules, ".bin/bun"), ["-e", READS], { cwd: ROOT, env });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  assert.match(stdout, /^1\.\d+\.\d+ 0\n$/, stderr);
  assert.equal(emulator.requests().length, 1);
  report(t, "bun", "works");
});

test("an engine that has a language host for Bun runs a program with it", async (t) => {
  const modules = obtain(t, "runtime-bun", ["bun@1"]);
  if (modules === undefined) return;
  const { project } = await stand(t, written({ text: "first" }, NAMES), { lagMs: 0, transcriptMs: 0 }, {}, "asUsers");
  writeFileSync(join(project.folder, "Pulumi.yaml"), `name: ${project.name}\nruntime: bun\n`);
  const env = { PATH: [join(modules, ".bin"), process.env.PATH].join(delimiter) };
  const { code, output } = await project.start(["up", "--yes", "--skip-preview"], env).ended;
  if (/no language plugin 'pulumi-language-bun'/.test(output))
    return skip(t, "runtime-bun", "the engine has no `pulumi-language-bun`");
  assert.equal(code, 0, output);
  assert.deepEqual((await project.up({ env })).changes, { same: ALL });
  assert.deepEqual((await project.destroy({ env })).changes, { delete: ALL });
  report(t, "runtime-bun", "works");
});
