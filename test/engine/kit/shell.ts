import { delimiter, dirname } from "node:path";
import { backendOf, homeOf, type Project } from "./harness";

/** What a shell in the folder of a project has, so that a command finds the engine, the state and its key. */
export const shellEnv = ({ root, bin, secrets }: Project): NodeJS.ProcessEnv => ({
  PATH: [dirname(bin), dirname(process.execPath), process.env.PATH].join(delimiter),
  PULUMI_HOME: homeOf(root),
  PULUMI_BACKEND_URL: backendOf(root),
  ...secrets.env,
});
