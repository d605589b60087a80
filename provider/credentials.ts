import { createHash } from "node:crypto";
import { z } from "zod";
import { parseJson } from "../api/problem";
import { accountSid as accountSidText } from "../api/wire/ids";
import { FailedCheck, NoCredentials, UnknownAccount } from "./failures";

/** Reads one value of the stack's config, without its namespace. */
export type ReadKey = (key: string) => string | undefined;

/** Credentials of one account. */
export interface Credentials {
  username: string;
  password: string;
  /** Account SID, if configured. Objects of other accounts are never changed. */
  accountSid: string | undefined;
  /** Where the credentials are configured, for messages. */
  credentialsAt: string;
  /** Whether they come from the config, which the engine records in the state, and not from the environment. */
  isInConfig: boolean;
}

/** Where the values of one account come from: its keys in the config, else its environment variables. */
export interface Source {
  config: ReadKey;
  env: NodeJS.ProcessEnv;
  /** Prefix of the config keys, for messages. */
  at: string;
  /** Prefix of the environment variables: `TWILIO_` or `TWILIO_INTELLIGENCE_ACCOUNT_EMEA_`. */
  variables: string;
}

const NAMESPACE = "twilio-intelligence:";
const ACCOUNTS = `${NAMESPACE}accounts`;
/** Environment variables of an account, after its prefix. */
const VARIABLES = ["ACCOUNT_SID", "API_KEY", "API_SECRET", "AUTH_TOKEN"];
const CREDENTIALS = ["apiKey", "apiSecret", "authToken"];
const text = z.string();
const account = z
  .strictObject({
    accountSid: text,
    apiKey: text,
    apiSecret: text,
    authToken: text,
    baseUrl: text,
    conversationsBaseUrl: text,
    memoryBaseUrl: text,
  })
  .partial();

/** Returns the source for the default account of the stack. */
export const stackSource = (config: ReadKey, env: NodeJS.ProcessEnv): Source => ({
  config,
  env,
  at: NAMESPACE,
  variables: "TWILIO_",
});

/** Prefix of the environment variables of a named account. */
const variablesOf = (name: string): string =>
  `TWILIO_INTELLIGENCE_ACCOUNT_${name.replaceAll(/[^A-Za-z0-9]/g, "_").toUpperCase()}_`;

/**
 * Returns the source for a named account: its entry in `twilio-intelligence:accounts`, or variables of its own in the environment.
 * `others`: further names that the program uses.
 */
export function accountSource(
  config: ReadKey,
  env: NodeJS.ProcessEnv,
  name: string,
  others: Iterable<string> = [],
): Source {
  const entries = readAccounts(config);
  const found = Object.hasOwn(entries, name) ? entries[name] : undefined;
  const variables = variablesOf(name);
  const isInEnvironment = VARIABLES.some((variable) => env[`${variables}${variable}`] !== undefined);
  if (found === undefined && !isInEnvironment) {
    const names = Object.keys(entries).join(", ") || "none";
    const set = `pulumi config set --secret --path '${ACCOUNTS}.${name}.apiKey' SK…`;
    throw new UnknownAccount(
      "account",
      `is "${name}", which is not in ${ACCOUNTS} (it has: ${names}). Run \`${set}\`, and set the other keys of the account, or set ${variables}API_KEY and ${variables}API_SECRET`,
    );
  }
  const values = new Map(Object.entries(found ?? {}));
  const isRead = isInEnvironment && !CREDENTIALS.some((key) => values.get(key));
  if (isRead) requireOneName(name, [...Object.keys(entries), ...others], variables);
  return { config: (key) => values.get(key) || undefined, env, at: `${ACCOUNTS}.${name}.`, variables };
}

/** Two names of one set of variables would be one account, and nothing would tell. */
function requireOneName(name: string, names: readonly string[], variables: string): void {
  const other = names.find((one) => one !== name && variablesOf(one) === variables);
  if (other === undefined) return;
  throw new FailedCheck(
    "account",
    `is "${name}", and its credentials would come from ${variables}API_KEY, as those of "${other}" would. Give one of the two accounts another name, or its own credentials in ${ACCOUNTS}`,
  );
}

/** Returns the names in `twilio-intelligence:accounts`. Accounts that only the environment has are not among them: it does not spell their names. */
export const accountNames = (config: ReadKey): string[] => Object.keys(readAccounts(config));

function readAccounts(config: ReadKey): Record<string, z.infer<typeof account>> {
  const json = config("accounts");
  const entries = z.record(text, z.unknown()).safeParse(json === undefined ? {} : parseJson(json));
  if (!entries.success) {
    const example = '{"emea": {"accountSid": "AC…", "apiKey": "SK…", "apiSecret": "…"}}';
    throw new FailedCheck(ACCOUNTS, `must be an object with an entry per account, such as ${example}`);
  }
  return Object.fromEntries(
    Object.entries(entries.data).map(([name, entry]) => {
      const parsed = account.safeParse(entry);
      if (parsed.success) return [name, parsed.data];
      const [issue] = parsed.error.issues;
      const keys = Object.keys(account.shape).join(", ");
      const what = issue?.code === "unrecognized_keys" ? `has the unknown key ${issue.keys.join(", ")}` : "is invalid";
      throw new FailedCheck(`${ACCOUNTS}.${name}`, `${what}: an account can have ${keys}, each a text`);
    }),
  );
}

/**
 * Reads the credentials of one account. Those in the config take precedence over those of the environment, and the two are never mixed. An
 * API key takes precedence over an auth token. Throws NoCredentials if neither has any.
 */
export function readCredentials({ config, env, at, variables }: Source): Credentials {
  const variable = (name: string) => env[`${variables}${name}`];
  const inConfig = { apiKey: config("apiKey"), apiSecret: config("apiSecret"), authToken: config("authToken") };
  const isInConfig = Object.values(inConfig).some((value) => value !== undefined);
  const { apiKey, apiSecret, authToken } = isInConfig
    ? inConfig
    : { apiKey: variable("API_KEY"), apiSecret: variable("API_SECRET"), authToken: variable("AUTH_TOKEN") };
  const accountSid = readAccountSid(config("accountSid") ?? (isInConfig ? undefined : variable("ACCOUNT_SID")), at);
  const where = (keys: string, names: string) => (isInConfig ? `${at}${keys}` : names);
  const key = where("apiKey and apiSecret", `${variables}API_KEY and ${variables}API_SECRET`);
  if (apiKey && apiSecret)
    return { username: readApiKey(apiKey, at), password: apiSecret, accountSid, credentialsAt: key, isInConfig };
  if (apiKey || apiSecret) {
    const missing = apiKey ? "apiSecret" : "apiKey";
    const next = isInConfig
      ? `run \`pulumi config set --secret --path '${at}${missing}'\``
      : `set ${variables}${apiKey ? "API_SECRET" : "API_KEY"}`;
    throw new FailedCheck(`${at}${missing}`, `is missing, while its counterpart is set: ${next}`);
  }
  const token = where("authToken", `${variables}AUTH_TOKEN`);
  if (authToken && accountSid)
    return { username: accountSid, password: authToken, accountSid, credentialsAt: token, isInConfig };
  if (authToken) throw new FailedCheck(`${at}accountSid`, "is missing: an auth token works only with its Account SID");
  const set =
    at === NAMESPACE
      ? `\`pulumi config set ${at}apiKey SK…\` and \`pulumi config set --secret ${at}apiSecret\``
      : `\`pulumi config set --secret --path '${at}apiKey' SK…\` and \`pulumi config set --secret --path '${at}apiSecret'\``;
  throw new NoCredentials(
    `${at}apiKey`,
    `is missing: run ${set}, or set ${variables}API_KEY and ${variables}API_SECRET`,
  );
}

/** Digits of a trace: enough to notice other credentials, and too few to confirm a guess of them. */
const TRACE_DIGITS = 8;

/** Trace of credentials that the engine records with the stack's config; `undefined` for those of the environment, which it does not record. */
export function traceOf({ isInConfig, username, password }: Credentials): string | undefined {
  if (!isInConfig) return undefined;
  return createHash("sha256")
    .update(JSON.stringify([username, password]))
    .digest("hex")
    .slice(0, TRACE_DIGITS);
}

/** Checks an API key SID. A colon would end the user name in basic authentication. */
function readApiKey(key: string, at: string): string {
  if (/^[\x21-\x39\x3b-\x7e]+$/.test(key)) return key;
  throw new FailedCheck(`${at}apiKey`, "is not an API key SID: it contains a space, a colon or a control character");
}

function readAccountSid(value: string | undefined, at: string): string | undefined {
  if (!value) return undefined;
  if (accountSidText.safeParse(value).success) return value;
  throw new FailedCheck(`${at}accountSid`, "must be an Account SID: AC and 32 hexadecimal digits");
}
