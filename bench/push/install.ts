import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Project } from "../../test/engine/kit/harness";

const REPOSITORY = join(__dirname, "..", "..");

const packed = z.tuple([z.object({ filename: z.string() })]);

/** Settings of a project in TypeScript, as `pulumi new` writes them. */
const SETTINGS = {
  compilerOptions: { strict: true, target: "es2022", module: "commonjs", moduleResolution: "node", skipLibCheck: true },
  files: ["index.ts"],
};

/**
 * Makes a user's project of a test's: in TypeScript, with a lock file, and the packed package in its own `node_modules`. All that it
 * installs is in npm's cache afterwards. Returns the reason if that is not possible; the project then uses this repository.
 */
export function install(project: Project): string | undefined {
  const manifest = join(project.folder, "package.json");
  writeFileSync(manifest, JSON.stringify({ private: true, main: "index.ts" }));
  writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify(SETTINGS));
  try {
    const [{ filename }] = packed.parse(
      JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", project.folder], REPOSITORY)),
    );
    const wanted = [`./${filename}`, "@pulumi/pulumi@^3", "typescript@^5", "@types/node@^22"];
    npm(["install", "--prefer-offline", "--no-audit", "--no-fund", ...wanted], project.folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  // The modules that the kit of the tests links are not those of a user.
  rmSync(join(project.root, "node_modules"), { recursive: true });
  return undefined;
}

/** Returns its standard output. Throws with the end of what it printed if it fails. */
function npm(args: string[], cwd: string): string {
  // `npm run` tells its children where it runs; this one runs elsewhere.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_local_prefix|package_)/.test(name)),
  );
  const { status, stdout, stderr, error } = spawnSync("npm", args, { cwd, env, encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(`npm ${args[0]} failed: ${error?.message ?? stderr.trim().split("\n").slice(-3).join(" ")}`);
}
