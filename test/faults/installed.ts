import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { npm, QUIET_INSTALL } from "../environments/npm";
import { ROOT } from "../environments/table";

/** Installs a packed build with its dependencies in a folder of its own, and runs a task on it. The SDK of Pulumi is this repository's. */
export async function withInstalled<T>(tarball: string, task: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "faults-package-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    npm([...QUIET_INSTALL, "--legacy-peer-deps", resolve(tarball)], folder);
    const modules = join(folder, "node_modules", "@pulumi");
    mkdirSync(modules, { recursive: true });
    symlinkSync(join(ROOT, "node_modules", "@pulumi", "pulumi"), join(modules, "pulumi"));
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
