import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startEmulator } from "../../emulator/index";
import { benchOf } from "../contract/emulator";
import { createProject } from "./harness";
import { CONFIGURATIONS, SERVICES } from "./kit";
import { environmentOf, replay } from "./replay/replay";

const RECORDED = join(__dirname, "replay");
const releases = readdirSync(RECORDED, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test("the first release is on record", () => {
  assert.ok(releases.some(({ name }) => name === "0.1.0"));
});

for (const { name } of releases) {
  test(`the state that release ${name} wrote is refreshed, updated and destroyed`, async (t) => {
    const folder = join(RECORDED, name);
    const program = readFileSync(join(folder, "program.js"), "utf8");
    const emulator = await startEmulator();
    t.after(() => emulator.close());
    const project = await createProject({ program, env: environmentOf(emulator) });
    t.after(() => project.dispose());
    await replay(folder, emulator, project);
    const before = project.outputs();
    emulator.clearRequests();
    const sent = () => emulator.requests().map(({ method }) => method);

    assert.deepEqual((await project.refresh()).changes, { same: 3 });
    assert.deepEqual(sent(), ["GET", "GET"]);
    assert.deepEqual((await project.up({ withPreview: true })).changes, { same: 3 });
    assert.deepEqual(sent(), ["GET", "GET"]);

    project.write(program.replace("Customer calls", "All calls").replace("count: 3", "count: 5"));
    assert.deepEqual((await project.up()).changes, { same: 1, update: 2 });
    assert.deepEqual(project.outputs(), before, "the sid and the ids of the rules stay");
    const { call } = benchOf(emulator);
    assert.equal((await call("GET", SERVICES)).body.services[0].friendly_name, "All calls");
    assert.equal((await call("GET", CONFIGURATIONS)).body.items[0].rules[0].triggers[0].parameters.count, 5);

    assert.deepEqual((await project.destroy()).changes, { delete: 3 });
    assert.deepEqual((await call("GET", SERVICES)).body.services, []);
    assert.deepEqual((await call("GET", CONFIGURATIONS)).body.items, []);
  });
}
