import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { z } from "zod";
import type { Scope } from "../faults/cell";
import type { Setup } from "./setups";
import { ROOT, skip } from "./table";

const packed = z.tuple([
  z.object({ filename: z.string(), size: z.number(), files: z.array(z.object({ path: z.string() })) }),
]);
export type Tarball = z.infer<typeof packed>[0];

/** Packs the package, which has been built, into a folder. */
export const pack = (folder: string): Tarball =>
  packed.parse(JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], ROOT)))[0];

export const QUIET_INSTALL = ["install", "--prefer-offline", "--no-audit", "--no-fund"];

/** Its standard output. Throws with all that it printed when it fails. */
export function npm(args: string[], cwd: string): string {
  // `npm test` tells its children where it runs and what it was told; this one runs elsewhere.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_local_prefix|config_loglevel|package_)/.test(name)),
  );
  return command("npm", args, cwd, env);
}

export function command(file: string, args: string[], cwd: string, env = process.env): string {
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd,
    env,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  assert.equal(status, 0, `${file} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

/** Codes of npm for a package that the registry does not have, or a registry that it cannot reach. */
const NOT_OFFERED = /\b(E40[134]|ETARGET|ENOVERSIONS|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\b/;

/** `node_modules` of a folder of its own, which ends with the scope, or the reason why npm cannot get the packages. */
export function install(scope: Scope, packages: string[]): { modules: string } | { reason: string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "environments-")));
  scope.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  try {
    npm([...QUIET_INSTALL, ...packages], folder);
    return { modules: join(folder, "node_modules") };
  } catch (error) {
    const [code] = NOT_OFFERED.exec(String(error)) ?? [];
    if (code === undefined) throw error;
    return { reason: `npm could not get ${packages.join(" and ")} (${code})` };
  }
}

/** `node_modules` of a folder of its own with packages that a set-up needs; undefined, after a skip, where npm cannot get them. */
export function obtain(t: TestContext, setup: Setup, packages: string[]): string | undefined {
  const installed = install(t, packages);
  if ("modules" in installed) return installed.modules;
  skip(t, setup, installed.reason);
  return undefined;
}
