import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { dirname, join, sep } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";

type Compiled = (exports: object, require: unknown, module: Module, filename: string, dirname: string) => void;
type Loader = (request: string, parent: Module | undefined, isMain: boolean) => unknown;
type Extension = (module: Module, filename: string) => void;

/** The parts of Node's loader that no type declares. */
const internals = Module as unknown as { _load: Loader; _extensions: Record<string, Extension> };

/** Whether a source has mutants. */
const MUTATED = "stryMutAct_";

/**
 * Loads the TypeScript of a folder as CommonJS, again for each mutant, but compiles it only once. Packages stay loaded.
 *
 * @param nodeTest Stands in for `node:test`.
 */
export function loaderOf(root: string, nodeTest: () => unknown) {
  const compiled = new Map<string, Compiled>();
  const mutated = new Set<string>();
  const require = createRequire(join(root, "package.json"));
  const isOurs = (file: string) => file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`);

  const load = internals._load;
  internals._load = (request, parent, isMain) => {
    if (request === "node:test") return nodeTest();
    return load(request === "pulumi-twilio-intelligence" ? join(root, "sdk/index.ts") : request, parent, isMain);
  };

  const other = internals._extensions[".ts"];
  internals._extensions[".ts"] = (module, filename) => {
    if (!isOurs(filename)) return other?.(module, filename);
    const run = compiled.get(filename) ?? compile(filename);
    compiled.set(filename, run);
    run.call(module.exports, module.exports, createRequire(filename), module, filename, dirname(filename));
  };

  /** A compiled source stays beside it for the next process: one starts after each mutant that ran out of time. */
  function compile(filename: string): Compiled {
    const source = readFileSync(filename, "utf8");
    if (source.includes(MUTATED)) mutated.add(filename);
    const output = `${filename}.compiled`;
    const module = ts.ModuleKind.CommonJS;
    const options = { module, target: ts.ScriptTarget.ES2023, esModuleInterop: true };
    const code = existsSync(output)
      ? readFileSync(output, "utf8")
      : ts.transpileModule(source, { fileName: filename, compilerOptions: options }).outputText;
    if (!existsSync(output)) writeFileSync(output, code);
    return compileFunction(code, ["exports", "require", "module", "__filename", "__dirname"], { filename }) as Compiled;
  }

  return {
    /** Loads a file, and everything that it imports, anew. */
    load(file: string): void {
      for (const loaded of Object.keys(require.cache)) if (isOurs(loaded)) delete require.cache[loaded];
      require(join(root, file));
    },
    /** Whether anything that is loaded has mutants. */
    isMutated: (): boolean => Object.keys(require.cache).some((loaded) => mutated.has(loaded)),
  };
}
