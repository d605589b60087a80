import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { LOAD_SOURCES, lazyNodeOptions } from "../../../tools/loader";

const ROOT = join(__dirname, "../../..");

function node(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, encoding: "utf8" });
}

test("a TypeScript file is loaded as it is now, before a JSON file of its name, and its errors name its own lines", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-loader-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const main = join(folder, "main.ts");
  writeFileSync(
    main,
    'import { say } from "./word";\n\ninterface Unused {\n  a: string;\n}\nsay("hello" satisfies string);\n',
  );
  writeFileSync(join(folder, "word.json"), "{}");
  const write = (body: string) =>
    writeFileSync(
      join(folder, "word.ts"),
      `type Text = string;\nexport const say = (text: Text): void => {\n${body}\n};\n`,
    );
  for (const word of ["first", "second", "first"]) {
    write(`console.log("${word}", text);`);
    assert.equal(node([...LOAD_SOURCES, main]).stdout, `${word} hello\n`);
  }
  write("throw new Error(text);");
  assert.match(node([...LOAD_SOURCES, main]).stderr, /Error: hello[\s\S]*word\.ts:3:[\s\S]*main\.ts:6:/);
});

test("a program that loads Pulumi's SDK lazily has what it needs to write a function into a state, once it does", () => {
  const program = `
    const loaded = () => Object.keys(require.cache).some((file) => /node_modules.(typescript|@npmcli.arborist)./.test(file));
    const pulumi = require("@pulumi/pulumi");
    const before = loaded();
    const greeting = "hello";
    pulumi.runtime.serializeFunction(() => greeting).then(({ text }) => console.log(JSON.stringify({ before, after: loaded(), text })));`;
  const of = (options: string | undefined) => JSON.parse(node(["-e", program], { NODE_OPTIONS: options }).stdout);
  const [all, lazy] = [of(undefined), of(lazyNodeOptions("--no-deprecation"))];
  assert.deepEqual([all.before, all.after], [true, true]);
  assert.deepEqual([lazy.before, lazy.after], [false, true]);
  assert.match(all.text, /hello/);
  assert.equal(lazy.text, all.text);
});

test("a program gets a compiler if its folder has a tsconfig.json", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-loader-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const hasCompiler = () =>
    spawnSync(process.execPath, ["-p", "process.env.PULUMI_NODEJS_TYPESCRIPT"], {
      cwd: folder,
      env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: "true", NODE_OPTIONS: lazyNodeOptions() },
      encoding: "utf8",
    }).stdout.trim();
  assert.equal(hasCompiler(), "undefined");
  writeFileSync(join(folder, "tsconfig.json"), "{}");
  assert.equal(hasCompiler(), "true");
});
