import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { ensureBuild } from "../../tools/build";
import { obtain, pack } from "./npm";
import { report } from "./table";

const NAME = "pulumi-twilio-intelligence";

before(ensureBuild);

test("TypeScript 4.9 does not read the declarations of the package", (t) => {
  const packed = mkdtempSync(join(tmpdir(), "packed-"));
  t.after(() => rmSync(packed, { recursive: true, force: true }));
  const tarball = join(packed, pack(packed).filename);
  const modules = obtain(t, "typescript-4", [tarball, "@pulumi/pulumi@^3.216.0", "@types/node@^22", "typescript@4.9"]);
  if (modules === undefined) return;
  const folder = dirname(modules);
  const compilerOptions = { strict: true, target: "es2020", module: "commonjs", noEmit: true, types: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  writeFileSync(
    join(folder, "index.ts"),
    `import { Service } from "${NAME}";\nexport const { sid } = new Service("calls", { uniqueName: "calls" });`,
  );
  const tsc = join(modules, "typescript/lib/tsc.js");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", "."], { cwd: folder, encoding: "utf8" });
  const [, error] = new RegExp(`/${NAME}/dist/\\S+: error (TS\\d+: .*)\\.$`, "m").exec(stdout) ?? [];
  assert.ok(error !== undefined, stdout.slice(0, 2_000));
  report(t, "typescript-4", `does not compile: ${error}`);
});
