import { delimiter, dirname } from "node:path";
import { backendOf, homeOf } from "./environment";
import type { Project } from "./harness";

/** Returns the environment with which a command in the folder of a project finds the engine, the state and the key of its secrets. */
export const shellEnv = ({ root, bin, secrets }: Project): NodeJS.ProcessEnv => ({
  PATH: [dirname(bin), dirname(process.execPath), process.env.PATH].join(delimiter),
  PULUMI_HOME: homeOf(root),
  PULUMI_BACKEND_URL: backendOf(root),
  ...secrets.env,
});
