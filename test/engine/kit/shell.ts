import { dirname } from "node:path";
import { backendOf, homeOf, pathWith } from "./environment";
import type { Project } from "./harness";

/** Returns the environment with which a command in the folder of a project finds the engine, the state and the key of its secrets. */
export const shellEnv = ({ root, bin, secrets, sparing }: Project): NodeJS.ProcessEnv => ({
  PATH: pathWith(dirname(bin)),
  PULUMI_HOME: homeOf(root),
  PULUMI_BACKEND_URL: backendOf(root),
  ...secrets.env,
  ...sparing,
});
