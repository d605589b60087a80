import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheRoot } from "./cache";
import { type Candidate, compareVersions, isSupported, parseVersion } from "./findEngine";
import { hasOtherLauncher, putLauncher } from "./launcher";

const run = promisify(execFile);

/** Executables that `pulumi` needs to run a Node program with dynamic resources. An official installation has both. */
export const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/** Returns all `pulumi` executables on the `PATH`, in its order. */
export async function onPath(): Promise<Candidate[]> {
  return probeAll(pathFolders());
}

/** Returns the installations in the Automation API's per-user folder, newest first. */
export async function cached(): Promise<Candidate[]> {
  if (!existsSync(cacheRoot())) return [];
  const versions = readdirSync(cacheRoot())
    .map((name) => ({ name, version: parseVersion(name) ?? [0, 0, 0] }))
    .filter(({ version }) => isSupported(version))
    .sort((a, b) => compareVersions(b.version, a.version));
  // An engine that an earlier version of this tool built has a launcher of its own.
  for (const { name } of versions) {
    const bin = join(cacheRoot(), name, "bin");
    if (hasOtherLauncher(bin)) putLauncher(bin);
  }
  return probeAll(versions.map(({ name }) => join(cacheRoot(), name, "bin")));
}

/** Returns the version and companions of the `pulumi` in a folder; undefined if there is none. */
export async function probe(folder: string): Promise<Candidate | undefined> {
  const bin = findExecutable("pulumi", [folder]);
  if (!bin) return undefined;
  const beside = [folder, dirname(realpathSync(bin)), ...pathFolders()];
  const missing = COMPANIONS.filter((name) => !findExecutable(name, beside));
  return { bin, path: folder, answer: await askVersion(bin), missing };
}

async function probeAll(folders: string[]): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const folder of new Set(folders)) {
    const candidate = await probe(folder);
    if (candidate) found.push(candidate);
  }
  return found;
}

async function askVersion(bin: string): Promise<string> {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await run(bin, ["version"], { env, timeout: 20_000 });
    return stdout;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function pathFolders(): string[] {
  return (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

function findExecutable(name: string, folders: string[]): string | undefined {
  const names = process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
  return folders.flatMap((folder) => names.map((file) => join(folder, file))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
