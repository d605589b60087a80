import { chmodSync, copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const NAME = "pulumi-resource-pulumi-nodejs";

/** Pulumi's own launcher of the dynamic host, as the SDK contains it. */
const PULUMIS = join(dirname(require.resolve("@pulumi/pulumi/package.json")), NAME);

/**
 * Puts Pulumi's launcher of the dynamic host into a folder of executables. The tests need the one that users have: the processes that it
 * starts decide what outlives a killed engine.
 */
export function putLauncher(bin: string): void {
  const target = join(bin, NAME);
  copyFileSync(PULUMIS, target);
  chmodSync(target, 0o755);
}

/** Whether a folder has a launcher, and it is not Pulumi's. */
export const hasOtherLauncher = (bin: string): boolean =>
  existsSync(join(bin, NAME)) && !readFileSync(join(bin, NAME)).equals(readFileSync(PULUMIS));
