import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { after, before, test } from "node:test";
import ts from "typescript";
import { z } from "zod";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { outputNames } from "../../../sdk/outputs.generated";
import { command, npm, pack, QUIET_INSTALL, type Tarball } from "../../environments/npm";
import type { Setup } from "../../environments/setups";
import { report } from "../../environments/table";
import { createProject, type Project } from "../kit/harness";
import { configFor } from "../kit/stack-files";
import { SENTIMENT } from "../kit/stand";

const REPOSITORY = join(__dirname, "..", "..", "..");
const NAME = "pulumi-twilio-intelligence";

/** What the tarball may weigh, in bytes. */
const SIZE_MAX = 480_000;

/** What every program declares; each kind of program puts its own imports before and its own exports after. */
const DECLARATIONS = `
const calls = new Service("calls", {
  uniqueName: "calls",
  friendlyName: pulumi.interpolate\`Calls of \${pulumi.getStack()}\`,
  autoRedaction: true,
});
const live = new IntelligenceConfiguration("live", {
  displayName: "live",
  description: calls.sid,
  rules: [
    {
      name: "sentiment",
      operators: [{ id: "${SENTIMENT}" }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
      actions: [{ url: pulumi.output("https://example.com/results") }],
    },
  ],
});
`;
const IMPORTS = `import * as pulumi from "@pulumi/pulumi";\nimport { IntelligenceConfiguration, Service } from "${NAME}";`;
const TYPED_EXPORTS = `export const sid: pulumi.Output<string> = calls.sid;
export const ruleId: pulumi.Output<string | undefined> = live.ruleIds.apply((ids) => ids["sentiment"]);`;

interface Kind {
  name: Setup;
  files: Record<string, string>;
  /** The major version of the compiler that it is compiled with; a program in JavaScript has none. */
  typescript?: 5 | 6;
}

const manifest = (members: object) => JSON.stringify({ private: true, ...members });
const KINDS: readonly Kind[] = [
  {
    name: "commonjs-javascript",
    files: {
      "package.json": manifest({ main: "index.js" }),
      "index.js": `const pulumi = require("@pulumi/pulumi");\nconst { IntelligenceConfiguration, Service } = require("${NAME}");
${DECLARATIONS}
exports.sid = calls.sid;
exports.ruleId = live.ruleIds.sentiment;`,
    },
  },
  {
    name: "esm-javascript",
    files: {
      "package.json": manifest({ type: "module", main: "index.js" }),
      "index.js": `${IMPORTS}\n${DECLARATIONS}\nexport const sid = calls.sid;\nexport const ruleId = live.ruleIds.sentiment;`,
    },
  },
  {
    name: "commonjs-typescript",
    files: {
      "package.json": manifest({ main: "index.ts" }),
      "index.ts": `${IMPORTS}\n${DECLARATIONS}\n${TYPED_EXPORTS}`,
      // As `pulumi new typescript` has set up projects for years.
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          strict: true,
          outDir: "bin",
          target: "es2020",
          module: "commonjs",
          moduleResolution: "node",
          sourceMap: true,
          experimentalDecorators: true,
          noFallthroughCasesInSwitch: true,
          noImplicitReturns: true,
          forceConsistentCasingInFileNames: true,
        },
        files: ["index.ts"],
      }),
    },
    typescript: 5,
  },
  {
    name: "esm-typescript",
    files: {
      "package.json": manifest({ type: "module", main: "index.ts" }),
      "index.ts": `${IMPORTS}\n${DECLARATIONS}\n${TYPED_EXPORTS}`,
      "tsconfig.json": JSON.stringify({
        compilerOptions: { strict: true, target: "es2022", module: "nodenext", exactOptionalPropertyTypes: true },
        files: ["index.ts"],
      }),
    },
    typescript: 6,
  },
];

let emulator: Emulator;
let project: Project;
let tarball: Tarball;

before(async () => {
  emulator = await startEmulator();
  project = await createProject({ program: "", config: configFor(emulator) });
  tarball = pack(project.root);
  // What the harness links is not what a user gets.
  rmSync(join(project.root, "node_modules"), { recursive: true });
  const wanted = [join(project.root, tarball.filename), "@pulumi/pulumi@^3", "typescript@^5", "@types/node@^22"];
  npm([...QUIET_INSTALL, ...wanted], project.folder);
});
after(async () => {
  project?.dispose();
  await emulator?.close();
});

const installed = (...path: string[]) => join(project.folder, "node_modules", NAME, ...path);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("the tarball holds what a user needs and nothing else", () => {
  const sources = ["api", "provider", "dynamic", "sdk", "emulator", "cli", "policy"]
    .flatMap((folder) => filesBelow(join(REPOSITORY, folder)))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => relative(REPOSITORY, file).split(sep).join("/").slice(0, -".ts".length));
  const copied = ["policy/pack", "examples/pipelines"]
    .flatMap((folder) => filesBelow(join(REPOSITORY, folder)))
    .map((file) => relative(REPOSITORY, file).split(sep).join("/"));
  const paths = tarball.files.map(({ path }) => path);
  const declarations = new Set(paths.filter((path) => path.endsWith(".d.ts")));
  assert.deepEqual(
    paths.filter((path) => !declarations.has(path)).sort(),
    [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "package.json",
      ...copied,
      ...sources.map((path) => `dist/${path}.js`),
    ].sort(),
  );
  assert.deepEqual(
    [...declarations].filter((path) => !sources.includes(path.slice("dist/".length, -".d.ts".length))),
    [],
  );
  // Every declaration that another one names is there, and no other of the provider's or of the emulator's routes.
  assert.deepEqual(
    [...declarations].filter((path) => /^dist\/(cli|dynamic|provider|emulator\/(builtin|routes|values))\//.test(path)),
    [],
  );
  for (const path of declarations) {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(REPOSITORY, path), "utf8"));
    for (const { fileName } of importedFiles.filter((one) => one.fileName.startsWith("."))) {
      const named = relative(REPOSITORY, join(REPOSITORY, path, "..", fileName))
        .split(sep)
        .join("/");
      assert.ok(declarations.has(`${named}.d.ts`), `${path} names ${named}, which is not in the tarball`);
    }
  }
  assert.ok(tarball.size < SIZE_MAX, `it has ${tarball.size} bytes`);
});

test("what is installed is the tarball, without a link to this repository or a path of the machine that made it", () => {
  assert.equal(realpathSync(installed()), join(realpathSync(project.folder), "node_modules", NAME));
  for (const file of filesBelow(installed())) assert.ok(!readFileSync(file, "utf8").includes(REPOSITORY), file);
  assert.ok(statSync(installed("dist", "sdk", "index.js")).isFile());
});

test("the declarations of resources and reads need no package but Pulumi's", () => {
  const declarations = ["sdk", "provider"]
    .flatMap((folder) => filesBelow(installed("dist", folder)))
    .filter((file) => file.endsWith(".d.ts"));
  const named = declarations.flatMap((file) => ts.preProcessFile(readFileSync(file, "utf8")).importedFiles);
  const packages = named.map(({ fileName }) => fileName).filter((name) => !name.startsWith("."));
  assert.deepEqual([...new Set(packages)], ["@pulumi/pulumi"]);
});

test("the installed command runs", () => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(installed("package.json"), "utf8")));
  assert.equal(npm(["exec", "--", "twilio-intelligence", "--version"], project.folder).trim(), version);
});

test("nothing that ships has a known vulnerability", (t) => {
  const { stdout, stderr } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
    cwd: project.folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const report = z.object({ vulnerabilities: z.record(z.string(), z.unknown()) }).safeParse(JSON.parse(stdout || "{}"));
  if (!report.success) return t.skip("the registry answers no audit");
  assert.deepEqual(Object.keys(report.data.vulnerabilities), [], stderr);
});

for (const { name, files, typescript } of KINDS) {
  test(`a project in ${name} goes up, has nothing to do, and goes down`, async (t) => {
    writeKind(name, files);
    emulator.reset();
    assert.deepEqual((await project.up()).changes, { create: 3 });
    const { sid, ruleId } = project.outputs();
    assert.match(String(sid), /^GA[0-9a-f]{32}$/);
    assert.match(String(ruleId), /^intelligence_configurationrule_/);
    assert.deepEqual((await project.up()).changes, { same: 3 });
    assert.deepEqual((await project.destroy()).changes, { delete: 3 });
    const wire = emulator
      .requests()
      .map(({ method, path }) => `${method} ${path.replace(/(GA|_configuration_).*$/, "…")}`);
    assert.deepEqual(
      wire.map((line) => line.split(" ")[0]).filter((method) => method !== "GET"),
      ["POST", "POST", "DELETE", "DELETE"],
    );
    report(t, name, "works");
    report(t, "main", "works");
  });

  if (typescript === undefined) continue;
  test(`a project in ${name} compiles under TypeScript ${typescript}, our declarations with it`, () => {
    writeKind(name, files);
    const root = typescript === 5 ? project.folder : REPOSITORY;
    const tsc = join(root, "node_modules", "typescript", "lib", "tsc.js");
    const reported = command(process.execPath, [tsc, "--version"], root);
    assert.match(reported, new RegExp(`^Version ${typescript}\\.`));
    const folder = join(project.folder, name);
    command(process.execPath, [tsc, "-p", ".", "--noEmit", "--skipLibCheck", "false", "--pretty", "false"], folder);
  });
}

/** A module whose declarations name the type of each output of each class, and which loads every entry point. */
const LIBRARY = [
  `import * as ti from "${NAME}";`,
  ...["client", "emulator", "policy"].map((entry) => `export * as ${entry} from "${NAME}/${entry}";`),
  ...Object.entries(outputNames).flatMap(([kind, names]) => [
    `declare const a${kind}: ti.${kind};`,
    ...names.map((name) => `export const ${kind}_${name} = a${kind}.${name};`),
  ]),
].join("\n");

for (const [setup, moduleResolution, module, typescript] of [
  ["resolution-node", "node", "commonjs", 5],
  ["resolution-nodenext", "nodenext", "nodenext", 6],
  ["resolution-bundler", "bundler", "esnext", 6],
] as const) {
  test(`a library can export every output, and every entry point has types, under moduleResolution ${moduleResolution}`, (t) => {
    const compilerOptions = { strict: true, target: "es2022", declaration: true, module, moduleResolution };
    const tsconfig = JSON.stringify({ compilerOptions, files: ["library.ts"] });
    writeKind("library", { "package.json": manifest({}), "library.ts": LIBRARY, "tsconfig.json": tsconfig });
    const root = typescript === 5 ? project.folder : REPOSITORY;
    const tsc = join(root, "node_modules", "typescript", "lib", "tsc.js");
    command(process.execPath, [tsc, "-p", ".", "--skipLibCheck"], join(project.folder, "library"));
    report(t, setup, "compiles");
  });
}

/** Makes it the stack's program. */
function writeKind(name: string, files: Record<string, string>): void {
  writeFileSync(join(project.folder, "Pulumi.yaml"), `name: ${project.name}\nruntime: nodejs\nmain: ${name}\n`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(project.folder, name), { recursive: true });
    writeFileSync(join(project.folder, name, path), text);
  }
}
