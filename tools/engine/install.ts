import { join } from "node:path";
import { publish } from "./cache";
import { runChild } from "./child";
import { type Candidate, checkCandidate } from "./findEngine";
import { probe } from "./probe";
import type { Progress } from "./progress";

const LIMIT = 5 * 60_000;

/** Program of the installation. It runs in its own process, because the Automation API loads slowly and its download cannot be cancelled. */
const INSTALL = `
  require("@pulumi/pulumi/automation").PulumiCommand.install({ root: process.argv[1] }).then(
    (command) => console.log(String(command.version)),
    (error) => { console.error(error.message); process.exitCode = 1; },
  );`;

/**
 * Runs Pulumi's own installation of the release that matches the development dependency `@pulumi/pulumi`, into the Automation API's folder.
 * Throws if the download host cannot be reached, or if it takes longer than five minutes.
 */
export async function install(progress: Progress): Promise<Candidate> {
  progress.update("Pulumi engine: installing the official release");
  try {
    const folder = await publish(async (root) => {
      const options = { cwd: __dirname, env: { NODE_USE_ENV_PROXY: "1" }, limit: LIMIT };
      return runChild(process.execPath, ["-e", INSTALL, root], options);
    }, isUsable);
    progress.done(`Pulumi engine: official release installed in ${folder}`);
    return await installed(folder);
  } finally {
    progress.done();
  }
}

/** Returns the engine in a folder of the cache. Throws if there is none. */
export async function installed(folder: string): Promise<Candidate> {
  const candidate = await probe(join(folder, "bin"));
  if (!candidate) throw new Error(`there is no pulumi in ${join(folder, "bin")}`);
  return candidate;
}

/** Whether a folder of the cache contains a complete engine. */
export async function isUsable(folder: string): Promise<boolean> {
  const candidate = await probe(join(folder, "bin"));
  return candidate !== undefined && "version" in checkCandidate(candidate);
}
