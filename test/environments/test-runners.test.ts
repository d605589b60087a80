import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { ensureBuild } from "../../tools/build";
import { obtain } from "./npm";
import { SETUPS } from "./setups";
import { ROOT, report } from "./table";

before(ensureBuild);

const RUNNERS = [
  {
    setup: "mocks-jest",
    package: "jest@30",
    config: { "jest.config.js": 'module.exports = { setupFiles: ["./mocks.js"] };' },
    args: ["--ci"],
  },
  {
    setup: "mocks-vitest",
    package: "vitest@4",
    config: { "vitest.config.mjs": 'export default { test: { globals: true, setupFiles: ["./mocks.js"] } };' },
    args: ["run"],
  },
] as const;

for (const { setup, package: name, config, args } of RUNNERS) {
  test(`the test of docs/testing.md passes with ${SETUPS[setup].split(" with ")[1]}, changed as the page says`, (t) => {
    const modules = obtain(t, setup, [name]);
    if (modules === undefined) return;
    const folder = dirname(modules);
    const page = readFileSync(join(ROOT, "docs/testing.md"), "utf8");
    const files = [...page.matchAll(/```js (\S+)\n([\s\S]*?)```/g)].map(
      ([, file = "", text = ""]): [string, string] => [file, text],
    );
    for (const [file, text] of [...files, ...Object.entries(config)]) {
      const changed = text.replace(/^(require\("\.\/mocks\.js"\)|const \{ test \} = require\("node:test"\));\n/gm, "");
      writeFileSync(join(folder, file), changed);
    }
    symlinkSync(ROOT, join(modules, "pulumi-twilio-intelligence"), "dir");
    mkdirSync(join(modules, "@pulumi"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules/@pulumi/pulumi"), join(modules, "@pulumi/pulumi"), "dir");
    const bin = join(modules, ".bin", name.split("@")[0] ?? "");
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, NO_COLOR: "1" };
    const { status, stdout, stderr } = spawnSync(bin, [...args], { cwd: folder, encoding: "utf8", env });
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.match(`${stdout}${stderr}`, /\b2 passed\b/);
    report(t, setup, "works");
  });
}
