import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isStarted } from "./engineProcess";

const NAME = "pulumi-twilio-intelligence";

let isFound = false;

/**
 * Refuses a program whose folder does not lead to this package. Pulumi's dynamic provider host runs in the folder of the program and loads
 * the package from there, wherever the program itself has it from: a component library, a bundle, another name.
 *
 * @throws pulumi.RunError with what to add to which package.json.
 */
export function requireProvider(): void {
  // An engine of the Automation API runs its host in the folder of the workspace, which a program inside another process cannot know.
  if (isFound || !isStarted()) return;
  const folder = process.cwd();
  try {
    createRequire(join(folder, "index.js")).resolve(`${NAME}/provider`);
    isFound = true;
  } catch {
    throw new pulumi.RunError(
      `${NAME} cannot be loaded from ${folder}, where Pulumi runs its resources: a component library, a bundle or an alias has brought it. Add it to the dependencies of the package.json there (npm install ${NAME}). See docs/environments.md.`,
    );
  }
}
