import { readFileSync } from "node:fs";

/** Twilio account, deployed as the stack of the same name. */
export interface Account {
  name: string;
  /** Account SID. An object that the API key would create in another account is refused. */
  accountSid: string;
  /** Where the API key is: in variables of the environment, or in the stack's config. */
  key: "environment" | "config";
}

/** Names of stacks, which are also arguments of Pulumi's command. */
const NAME = /^[A-Za-z0-9][\w.-]*$/;
const ACCOUNT_SID = /^AC[0-9a-f]{32}$/;

/** Reads the file that lists the accounts by name. Throws an Error that names the entry which is not right. */
export function readAccounts(file: string): Account[] {
  const accounts = Object.entries(objectIn(file, JSON.parse(readFileSync(file, "utf8")))).map(([name, entry]) =>
    accountOf(`${file}: ${name}`, name, entry),
  );
  for (const { name, key } of accounts) {
    const other = accounts.find((one) => one.name !== name && one.key === key && prefixOf(one.name) === prefixOf(name));
    if (key === "environment" && other !== undefined)
      throw new Error(
        `${file}: ${name} and ${other.name} would both use ${prefixOf(name)}API_KEY. Rename one of them.`,
      );
  }
  return accounts;
}

/**
 * Returns the variables with which the stack of an account is deployed. Variables of a default account in the environment never reach the
 * stack of another account. Throws an Error that names the variables which are not set.
 */
export function variablesOf({ name, accountSid, key }: Account, env: NodeJS.ProcessEnv): Record<string, string> {
  const cleared = { TWILIO_ACCOUNT_SID: "", TWILIO_API_KEY: "", TWILIO_API_SECRET: "", TWILIO_AUTH_TOKEN: "" };
  if (key === "config") return cleared;
  const names = [`${prefixOf(name)}API_KEY`, `${prefixOf(name)}API_SECRET`];
  const [apiKey, apiSecret] = names.map((variable) => env[variable]);
  if (!apiKey || !apiSecret)
    throw new Error(`no API key: set ${names.filter((variable) => !env[variable]).join(" and ")}`);
  return { ...cleared, TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret };
}

/** The package reads the variables of an account that a program names (`account: "emea"`) under the same names. */
const prefixOf = (name: string): string =>
  `TWILIO_INTELLIGENCE_ACCOUNT_${name.replaceAll(/[^A-Za-z0-9]/g, "_").toUpperCase()}_`;

function accountOf(at: string, name: string, entry: unknown): Account {
  const { accountSid, key, ...others } = objectIn(at, entry);
  if (!NAME.test(name)) throw new Error(`${at} is no name of a stack. Use letters, digits, "-", "_" and ".".`);
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new Error(`${at} has ${other}. An entry has accountSid and key only; keep API keys out of this file.`);
  if (typeof accountSid !== "string" || !ACCOUNT_SID.test(accountSid))
    throw new Error(`${at} needs an accountSid: AC and 32 digits.`);
  if (key !== "environment" && key !== "config") throw new Error(`${at} needs a key: "environment" or "config".`);
  return { name, accountSid, key };
}

function objectIn(at: string, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${at} must be an object.`);
  return { ...value };
}
