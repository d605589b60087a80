import { delimiter, dirname, join } from "node:path";
import type { Project } from "./harness";

/** What a shell in the folder of a project has, so that a command finds the engine, the state and the passphrase. */
export const shellEnv = ({ root, bin }: Project): NodeJS.ProcessEnv => ({
  PATH: [dirname(bin), dirname(process.execPath), process.env.PATH].join(delimiter),
  PULUMI_HOME: join(root, "home"),
  PULUMI_BACKEND_URL: `file://${join(root, "state")}`,
  PULUMI_CONFIG_PASSPHRASE: "not-a-secret",
});
