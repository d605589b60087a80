import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../test/engine/kit/harness";
import { npm, pack, QUIET_INSTALL } from "../../test/environments/npm";

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
    const wanted = [`./${pack(project.folder).filename}`, "@pulumi/pulumi@^3", "typescript@^5", "@types/node@^22"];
    npm([...QUIET_INSTALL, ...wanted], project.folder);
  } catch (error) {
    return String(error).trim().split("\n").slice(-3).join(" ");
  }
  // The modules that the kit of the tests links are not those of a user.
  rmSync(join(project.root, "node_modules"), { recursive: true });
  return undefined;
}
