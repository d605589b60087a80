/*
 * Loads less of `@pulumi/pulumi`, for tests: `node --require ./tools/loader/lazy.cjs`.
 * - Two packages are loaded only when they are used. It needs them to write the source of a function into a state, which no resource of this
 *   package does, and they take half of the CPU time in which it loads.
 * - A program in a folder without tsconfig.json gets no compiler.
 */
const { existsSync } = require("node:fs");
const Module = require("node:module");
const { sep } = require("node:path");

const LAZY = new Set(["typescript", "@npmcli/arborist"]);
const PULUMI = `${sep}@pulumi${sep}pulumi${sep}`;
const load = Module._load;

Module._load = function (request, parent, isMain) {
  if (!LAZY.has(request) || !parent?.filename.includes(PULUMI)) return load.call(this, request, parent, isMain);
  let loaded;
  const get = (_, name) => {
    // So that a namespace import is the package itself, and does not copy what is in it.
    if (name === "__esModule") return true;
    loaded ??= load.call(this, request, parent, isMain);
    return loaded[name];
  };
  return new Proxy({}, { get });
};

// What `options: { typescript: false }` in Pulumi.yaml does. A language host that is built from the Go modules knows no options.
if (!existsSync("tsconfig.json")) delete process.env.PULUMI_NODEJS_TYPESCRIPT;
