import { z } from "zod";
import { parseJson } from "../api/problem";
import { TWILIO_URL } from "../api/transport";
import { accountSid } from "../api/wire/ids";
import { FailedCheck } from "./failures";

/** Strategy for a changed Configuration: `update` changes it in place, `replace` creates a new one and then deletes the old one. */
export const updateStrategy = z.enum(["update", "replace"]);
export type UpdateStrategy = z.infer<typeof updateStrategy>;

/** Policy for an update of an object that has changed in the account since it was recorded in the state. */
export const conflictPolicy = z.enum(["fail", "merge", "overwrite"]);
export type ConflictPolicy = z.infer<typeof conflictPolicy>;

/** Settings of the provider, from the stack's config or else from the environment. */
export interface Settings {
  /** Origin of the Intelligence API. */
  baseUrl: string;
  /** Origins of the other two hosts. They default to Twilio's if `baseUrl` is Twilio's, and to `baseUrl` otherwise. */
  conversationsBaseUrl: string | undefined;
  memoryBaseUrl: string | undefined;
  username: string;
  password: string;
  /** Account SID of the stack, if configured. Objects of other accounts are never changed. */
  accountSid: string | undefined;
  updateStrategy: UpdateStrategy;
  onConflict: ConflictPolicy;
  /** Whether a preview warns about changes by others. */
  checkDrift: boolean;
}

/** Reads one value of the stack's config, by its full key. */
export type ReadConfig = (key: string) => string | undefined;

const NAMESPACE = "twilio-intelligence";
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Returns the settings for the default account of the stack, or for a named account of `twilio-intelligence:accounts`. Throws a FailedCheck
 * that names the key to set. Messages never contain a secret.
 */
export function readSettings(read: ReadConfig, env: NodeJS.ProcessEnv, account?: string): Settings {
  const config = (key: string) => read(`${NAMESPACE}:${key}`) || undefined;
  const credentials =
    account === undefined
      ? readCredentials(config, env, `${NAMESPACE}:`)
      : readCredentials(readAccount(config("accounts"), account), {}, `${ACCOUNTS}.${account}.`);
  return {
    baseUrl: readBaseUrl("baseUrl", config("baseUrl") ?? env.TWILIO_INTELLIGENCE_BASE_URL) ?? TWILIO_URL,
    conversationsBaseUrl: readBaseUrl(
      "conversationsBaseUrl",
      config("conversationsBaseUrl") ?? env.TWILIO_CONVERSATIONS_BASE_URL,
    ),
    memoryBaseUrl: readBaseUrl("memoryBaseUrl", config("memoryBaseUrl") ?? env.TWILIO_MEMORY_BASE_URL),
    ...credentials,
    updateStrategy: readChoice("updateStrategy", config, updateStrategy) ?? "update",
    onConflict: readChoice("onConflict", config, conflictPolicy) ?? "fail",
    checkDrift: readChoice("checkDrift", config, z.enum(["true", "false"])) === "true",
  };
}

const ACCOUNTS = `${NAMESPACE}:accounts`;
const accountKeys = z.record(
  z.string(),
  z
    .strictObject({ accountSid: z.string(), apiKey: z.string(), apiSecret: z.string(), authToken: z.string() })
    .partial(),
);

/** Returns the config of a named account, with the same keys as the stack's own config. */
function readAccount(json: string | undefined, name: string): ReadConfig {
  const parsed = accountKeys.safeParse(json === undefined ? {} : parseJson(json));
  if (!parsed.success) {
    const example = '{"emea": {"accountSid": "AC…", "apiKey": "SK…", "apiSecret": "…"}}';
    throw new FailedCheck(ACCOUNTS, `must be an object with an entry per account, such as ${example}`);
  }
  const found = Object.hasOwn(parsed.data, name) ? parsed.data[name] : undefined;
  if (found === undefined) {
    const names = Object.keys(parsed.data).join(", ") || "none";
    const set = `pulumi config set --secret --path '${ACCOUNTS}.${name}.apiKey' SK…`;
    throw new FailedCheck(
      "account",
      `is "${name}", which is not in ${ACCOUNTS} (it has: ${names}). Run \`${set}\`, and set the other keys of the account`,
    );
  }
  return (key) => new Map(Object.entries(found)).get(key);
}

type Credentials = Pick<Settings, "username" | "password" | "accountSid">;

/**
 * Reads the credentials. The stack's credentials take precedence over those of the environment, and the two are never mixed. An API key
 * takes precedence over an auth token. `at`: prefix of the config keys, for messages.
 */
function readCredentials(config: ReadConfig, env: NodeJS.ProcessEnv, at: string): Credentials {
  const stack = { apiKey: config("apiKey"), apiSecret: config("apiSecret"), authToken: config("authToken") };
  const fromStack = Object.values(stack).some((value) => value !== undefined);
  const { apiKey, apiSecret, authToken } = fromStack
    ? stack
    : { apiKey: env.TWILIO_API_KEY, apiSecret: env.TWILIO_API_SECRET, authToken: env.TWILIO_AUTH_TOKEN };
  const accountSid = readAccountSid(config("accountSid") ?? (fromStack ? undefined : env.TWILIO_ACCOUNT_SID), at);
  if (apiKey && apiSecret) return { username: readApiKey(apiKey, at), password: apiSecret, accountSid };
  if (apiKey || apiSecret) {
    const missing = apiKey ? "apiSecret" : "apiKey";
    const where = fromStack
      ? `run \`pulumi config set --secret --path '${at}${missing}'\``
      : `set ${apiKey ? "TWILIO_API_SECRET" : "TWILIO_API_KEY"}`;
    throw new FailedCheck(`${at}${missing}`, `is missing, while its counterpart is set: ${where}`);
  }
  if (authToken && accountSid) return { username: accountSid, password: authToken, accountSid };
  if (authToken) throw new FailedCheck(`${at}accountSid`, "is missing: an auth token works only with its Account SID");
  throw new FailedCheck(
    `${at}apiKey`,
    `is missing: run \`pulumi config set ${at}apiKey SK…\` and \`pulumi config set --secret ${at}apiSecret\`, or set TWILIO_API_KEY and TWILIO_API_SECRET`,
  );
}

/** Checks an API key SID. A colon would end the user name in basic authentication. */
function readApiKey(key: string, at: string): string {
  if (/^[\x21-\x39\x3b-\x7e]+$/.test(key)) return key;
  throw new FailedCheck(`${at}apiKey`, "is not an API key SID: it contains a space, a colon or a control character");
}

function readAccountSid(value: string | undefined, at: string): string | undefined {
  if (!value) return undefined;
  if (accountSid.safeParse(value).success) return value;
  throw new FailedCheck(`${at}accountSid`, "must be an Account SID: AC and 32 hexadecimal digits");
}

/** Reads the address of a host. HTTPS only, except on loopback, because every request contains credentials. */
function readBaseUrl(name: string, value: string | undefined): string | undefined {
  if (!value) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const key = `${NAMESPACE}:${name}`;
  if (url === undefined) throw new FailedCheck(key, "is not a URL");
  if (url.username !== "" || url.password !== "")
    throw new FailedCheck(key, "must not contain credentials: set apiKey and apiSecret");
  if (url.pathname !== "/" || url.search !== "")
    throw new FailedCheck(key, "must be an origin, without a path or a query");
  const secure = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (!secure)
    throw new FailedCheck(
      key,
      `must begin with https:// (http is allowed only on loopback), but is ${url.protocol}//${url.host}`,
    );
  return url.origin;
}

function readChoice<Choice extends string>(
  key: string,
  config: ReadConfig,
  choices: z.ZodType<Choice> & { options: readonly Choice[] },
): Choice | undefined {
  const parsed = choices.optional().safeParse(config(key));
  if (parsed.success) return parsed.data;
  const all = choices.options.map((choice) => `"${choice}"`).join(" or ");
  throw new FailedCheck(`${NAMESPACE}:${key}`, `must be ${all}`);
}
