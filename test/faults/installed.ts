import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const REPOSITORY = join(__dirname, "..", "..");

/** Installs a packed build with its dependencies in a folder of its own, and runs a task on it. The SDK of Pulumi is this repository's. */
export async function withInstalled<T>(tarball: string, task: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "faults-package-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    const args = ["install", "--legacy-peer-deps", "--no-audit", "--no-fund", "--prefer-offline", resolve(tarball)];
    const { status, stderr, error } = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm could not install ${tarball}: ${error?.message ?? stderr.trim()}`);
    const modules = join(folder, "node_modules", "@pulumi");
    mkdirSync(modules, { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules", "@pulumi", "pulumi"), join(modules, "pulumi"));
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
