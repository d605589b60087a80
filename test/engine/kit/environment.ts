import { delimiter, dirname, join } from "node:path";

/** PULUMI_HOME and PULUMI_BACKEND_URL of a project that lies in this folder. */
export const homeOf = (root: string): string => join(root, "home");
export const backendOf = (root: string): string => `file://${join(root, "state")}`;

/** Returns the environment of this process without the Twilio and Pulumi settings of a developer, which must not reach a test. */
export const inheritedEnv = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TWILIO_|PULUMI_|NODE_TEST_)/.test(name)));

/** Returns the environment of the commands of a project: engine, home and state, and no settings of a developer. */
export function isolatedEnv(root: string, bin: string): NodeJS.ProcessEnv {
  return {
    ...inheritedEnv(),
    PATH: [dirname(bin), dirname(process.execPath), process.env.PATH].join(delimiter),
    PULUMI_HOME: homeOf(root),
    PULUMI_BACKEND_URL: backendOf(root),
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // Without it the engine does not know `--event-log`.
    PULUMI_DEBUG_COMMANDS: "1",
  };
}
