import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { programOf, service, stand } from "../kit/stand";

const report = z.object({
  /** Module files that the import loaded. */
  loaded: z.array(z.string()),
  /** Timers, sockets and the like that are open after it, and were not before. */
  opened: z.array(z.string()),
  exports: z.array(z.string()),
});

/** Imports a module in a process of its own that may read files, and neither write one nor start a process. */
function importAlone(specifier: string, { after }: { after: string }): z.infer<typeof report> {
  const program = `
    require(${JSON.stringify(after)});
    const before = { files: new Set(Object.keys(require.cache)), open: process.getActiveResourcesInfo() };
    const names = Object.keys(require(${JSON.stringify(specifier)}));
    const open = process.getActiveResourcesInfo();
    for (const one of before.open) if (open.includes(one)) open.splice(open.indexOf(one), 1);
    const loaded = Object.keys(require.cache).filter((file) => !before.files.has(file));
    console.log(JSON.stringify({ loaded, opened: open, exports: names }));`;
  return report.parse(JSON.parse(node(["--permission", "--allow-fs-read=*", "-e", program])));
}

/** What it prints. Throws when it prints to its standard error, and when it fails. */
function node(args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: __dirname, encoding: "utf8" });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  return stdout;
}

const packagesIn = (files: string[]) =>
  new Set(
    files.flatMap(
      (file) => /[\\/]node_modules[\\/](?!.*[\\/]node_modules[\\/])((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1] ?? [],
    ),
  );

test("importing the package loads its own few files and no other package, opens nothing and writes nothing", () => {
  const { loaded, opened, exports } = importAlone("pulumi-twilio-intelligence", { after: "@pulumi/pulumi" });
  assert.deepEqual([...packagesIn(loaded)], []);
  assert.ok(loaded.length > 0 && loaded.length < 40, loaded.join("\n"));
  assert.deepEqual(opened, []);
  for (const name of ["IntelligenceConfiguration", "Service"]) assert.ok(exports.includes(name));
});

test("the provider loads zod and diff when the engine asks for it, undici not before its first request, and opens and writes nothing", () => {
  const { loaded, opened, exports } = importAlone("pulumi-twilio-intelligence/provider", { after: "node:fs" });
  assert.deepEqual([...packagesIn(loaded)].sort(), ["diff", "zod"]);
  assert.deepEqual(opened, []);
  for (const name of ["IntelligenceConfiguration", "Service"]) assert.ok(exports.includes(name));
});

test("an ES module imports the classes by name", () => {
  const program = `
    import { IntelligenceConfiguration, Service } from "pulumi-twilio-intelligence";
    console.log(Service.name, IntelligenceConfiguration.name, typeof Service.get);`;
  assert.equal(node(["--input-type=module", "-e", program]), "Service IntelligenceConfiguration function\n");
});

test("a command loads no file of another command, no emulator and no HTTP client", () => {
  const main = join(__dirname, "../../../dist/cli/main.js");
  const program = `
    process.once("exit", () => console.log(JSON.stringify(Object.keys(require.cache))));
    require(process.argv[1]);`;
  const lines = node(["-e", program, main, "review", "--help"]).trim().split("\n");
  const loaded = z.array(z.string()).parse(JSON.parse(lines.at(-1) ?? ""));
  assert.deepEqual([...packagesIn(loaded)].sort(), ["commander", "diff", "zod"]);
  const parts = loaded.flatMap(
    (file) => /[\\/]dist[\\/](cli[\\/]\w+|\w+)[\\/]/.exec(file)?.[1]?.replace("\\", "/") ?? [],
  );
  assert.deepEqual([...new Set(parts)].sort(), ["api", "cli", "cli/review", "cli/shared", "dynamic", "provider"]);
});

test("with a compile cache, a host that the engine kills leaves what it has compiled to the next one", async (t) => {
  const cache = mkdtempSync(join(tmpdir(), "compile-cache-"));
  t.after(() => rmSync(cache, { recursive: true, force: true }));
  const { project } = await stand(t, programOf({ calls: service({ uniqueName: "calls" }) }), {}, {}, "asUsers");
  await project.up();
  const written = () => readdirSync(cache, { recursive: true }).length;
  // A refresh starts no Node but the host.
  await project.refresh({ env: { NODE_COMPILE_CACHE: cache } });
  assert.ok(written() > 100, `${written()} files`);
});
