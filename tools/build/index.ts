import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { publish } from "./publish";

const ROOT = join(__dirname, "..", "..");
const SHIPPED = ["api", "provider", "dynamic", "sdk", "emulator", "cli", "policy"];

const TSC = join(ROOT, "node_modules", "typescript", "bin", "tsc");

/** Set for the processes of a run that has decided whether to compile: no test may change `dist/` under another one. */
const DECIDED = "PACKAGE_BUILD_DECIDED";

/** Compiles the package if its output is missing or older than a source; once for this process and those that it starts. */
export function ensureBuild(): Promise<void> {
  decided ??= decide();
  return decided;
}

let decided: Promise<void> | undefined;

async function decide(): Promise<void> {
  if (process.env[DECIDED] === "1") return;
  if (isBuildStale()) {
    console.error("Compiling the package.");
    await build();
  }
  process.env[DECIDED] = "1";
}

/** Whether a source has no output, an output has no source, or an output is older than a source. */
function isBuildStale(): boolean {
  const outputs = SHIPPED.flatMap((folder) => filesIn(`dist/${folder}`)).filter((file) => file.endsWith(".js"));
  const sources = SHIPPED.flatMap((folder) => filesIn(folder)).filter((file) => file.endsWith(".ts"));
  const expected = new Set(sources.map((file) => `dist/${file.replace(/\.ts$/, ".js")}`));
  if (outputs.length !== expected.size || outputs.some((file) => !expected.has(file))) return true;
  const changed = (file: string) => statSync(join(ROOT, file)).mtimeMs;
  const settings = ["tsconfig.json", "tsconfig.build.json"];
  const newestSource = Math.max(...[...sources, ...settings].map(changed));
  return outputs.some((file) => changed(file) < newestSource);
}

/**
 * Compiles the package into a folder of its own, and then puts each file in its place: who reads `dist/` meanwhile finds every file.
 *
 * @throws Error if the package does not compile. `dist/` is then as it was.
 */
export async function build(): Promise<void> {
  const cache = join(ROOT, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, "build-"));
  try {
    const compiler = spawn(process.execPath, [TSC, "-p", "tsconfig.build.json", "--outDir", fresh], {
      cwd: ROOT,
      stdio: ["ignore", 2, 2],
    });
    const [status] = await once(compiler, "close");
    if (status !== 0) throw new Error("The package does not compile.");
    publish(fresh, join(ROOT, "dist"));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Returns the files below a folder of the repository, with forward slashes. */
export function filesIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !file.includes("/node_modules/"));
}
