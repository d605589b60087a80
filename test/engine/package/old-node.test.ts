import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { z } from "zod";
import { ensureBuild } from "../../../tools/build";
import { report } from "../../environments/table";

const ROOT = join(__dirname, "../../..");
const { bin, exports } = z
  .object({ bin: z.record(z.string(), z.string()), exports: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

before(ensureBuild);

/** Runs a program on a Node that takes itself for another one. */
function on(versions: Record<string, string>, program: string) {
  const faked = Object.entries(versions).map(
    ([name, value]) => `Object.defineProperty(process.versions, ${JSON.stringify(name)}, { value: "${value}" });`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", `${faked.join("")}${program}`], {
    cwd: __dirname,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const entries = Object.keys(exports).filter((path) => path !== "./package.json");

for (const path of entries) {
  const specifier = join("pulumi-twilio-intelligence", path);
  const load = `try { require("${specifier}"); console.log("loaded"); } catch (error) { console.log(error.message); }`;

  test(`${specifier} on an older Node is one sentence`, (t) => {
    for (const version of ["20.11.1", "22.18.0"]) {
      const told = on({ node: version }, load).stdout;
      assert.equal(told, `pulumi-twilio-intelligence needs Node 22.19 or later, but this is Node ${version}.\n`);
      report(t, "node-too-old", `refused: ${told.slice(0, told.indexOf(","))}`);
    }
  });

  test(`${specifier} loads on the oldest Node that is enough, and on Bun, which states a Node of its own`, () => {
    for (const versions of [{ node: "22.19.0" }, { node: "22.6.0", bun: "1.1.30" }]) {
      assert.equal(on(versions, load).stdout, "loaded\n");
    }
  });
}

test("the command on an older Node is one sentence", () => {
  for (const file of Object.values(bin)) {
    const { status, stdout, stderr } = on({ node: "20.11.1" }, `require(${JSON.stringify(join(ROOT, file))});`);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.equal(stderr, "error: pulumi-twilio-intelligence needs Node 22.19 or later, but this is Node 20.11.1.\n");
  }
});
