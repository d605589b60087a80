import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const ROOT = join(__dirname, "..");
const SHIPPED = ["api", "provider", "dynamic", "sdk", "emulator", "cli", "policy"];

/** Compiles the package if its output is missing or older than a source. */
export async function ensureBuild(): Promise<void> {
  if (isBuildStale()) await build();
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

async function build(): Promise<void> {
  console.error("Compiling the package.");
  const compiler = spawn("npm", ["run", "--silent", "build"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  const [status] = await once(compiler, "close");
  if (status === 0) return;
  // The compiler writes output even with errors. Delete it, so that the next run does not treat it as up to date.
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  throw new Error("The package does not compile.");
}

/** Returns the files below a folder of the repository, with forward slashes. */
export function filesIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !file.includes("/node_modules/"));
}
