/*
 * Lets Node load the TypeScript files of this repository, for tests: `node --require ./tools/loader/typescript.cjs file.ts`.
 * It does what tsx does, and leaves the modules of packages to Node: tsx takes 0.3 s of CPU time more to load `@pulumi/pulumi`,
 * and some 250 processes of `npm test` load it. Compiled files are kept, by content.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");

const CACHE = join(__dirname, "..", "..", "node_modules", ".cache", "typescript");

process.setSourceMapsEnabled(true);
mkdirSync(CACHE, { recursive: true });

const { ".js": js, ...others } = Module._extensions;
for (const extension of Object.keys(others)) delete Module._extensions[extension];
// The order in which Node tries them: `./accounts` is accounts.ts, even beside accounts.json.
Object.assign(Module._extensions, { ".js": js, ".ts": load, ...others });

function load(module, file) {
  const source = readFileSync(file, "utf8");
  const key = createHash("sha256").update(`${file}\n${source}`).digest("hex");
  const kept = join(CACHE, `${key}.js`);
  module._compile(read(kept) ?? compile(source, file, kept), file);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function compile(source, file, kept) {
  const { ModuleKind, ScriptTarget, transpile } = require("typescript");
  const options = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2023,
    esModuleInterop: true,
    inlineSourceMap: true,
  };
  const code = transpile(source, options, file);
  // In one step: another process may read it at the same time.
  const temporary = `${kept}.${process.pid}`;
  writeFileSync(temporary, code);
  renameSync(temporary, kept);
  return code;
}
