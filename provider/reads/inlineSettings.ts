import { FailedCheck, NoCredentials, UnknownAccount } from "../failures";
import { type ReadConfig, readSettings, type Settings } from "../settings";

const NAMESPACE = "twilio-intelligence:";

/** Addresses, each with its variable. */
const ADDRESSES = [
  ["baseUrl", "TWILIO_INTELLIGENCE_BASE_URL"],
  ["conversationsBaseUrl", "TWILIO_CONVERSATIONS_BASE_URL"],
  ["memoryBaseUrl", "TWILIO_MEMORY_BASE_URL"],
] as const;

const WHY =
  "this program runs inline (Automation API), and its reads take nothing from the environment, because the engine can have another one, such as the `envVars` of the workspace, and so another account";

/**
 * Settings of a read in an inline program, from the stack's config alone. The engine, and with it the resources of the same program, may
 * have another environment than this process.
 *
 * @throws FailedCheck if the config has no credentials, or if the environment of this process has an address that the config does not have.
 */
export function inlineSettings(config: ReadConfig, env: NodeJS.ProcessEnv, account?: string): Settings {
  const settings = configuredSettings(config, account);
  const addresses = Object.fromEntries(ADDRESSES.map(([, variable]) => [variable, env[variable]]));
  const addressed = readSettings(config, addresses, account);
  for (const [name, variable] of ADDRESSES) {
    if (settings[name] === addressed[name]) continue;
    const set = `stack.setConfig("${NAMESPACE}${name}", { value })`;
    throw new FailedCheck(
      `${NAMESPACE}${name}`,
      `is not in the stack's config, and ${variable} is set: ${WHY}. Run \`${set}\`, or unset the variable`,
    );
  }
  return settings;
}

function configuredSettings(config: ReadConfig, account: string | undefined): Settings {
  try {
    return readSettings(config, {}, account);
  } catch (error) {
    if (!(error instanceof NoCredentials || error instanceof UnknownAccount)) throw error;
    const [key, path] =
      account === undefined ? [`${NAMESPACE}apiKey`, ""] : [`${NAMESPACE}accounts.${account}.apiKey`, ", true"];
    const set = `stack.setConfig("${key}", { value, secret: true }${path})`;
    throw new FailedCheck(key, `is not in the stack's config: ${WHY}. Run \`${set}\`, and the same for apiSecret`);
  }
}
