import { z } from "zod";
import { LOOPBACK, TWILIO_URL } from "../api/http/transport";
import { accountNames, accountSource, type Credentials, readCredentials, stackSource } from "./credentials";
import { FailedCheck } from "./failures";

/** Strategy for a changed Configuration: `update` changes it in place, `replace` creates a new one and then deletes the old one. */
export const updateStrategy = z.enum(["update", "replace"]);
export type UpdateStrategy = z.infer<typeof updateStrategy>;

/** Policy for an update of an object that has changed in the account since it was recorded in the state. */
export const conflictPolicy = z.enum(["fail", "merge", "overwrite"]);
export type ConflictPolicy = z.infer<typeof conflictPolicy>;

const flag = z.enum(["true", "false"]);

/** Settings of the provider, from the stack's config or else from the environment. */
export interface Settings extends Credentials {
  /** Origin of the Intelligence API. */
  baseUrl: string;
  /** Origins of the other two hosts. They default to Twilio's if `baseUrl` is Twilio's, and to `baseUrl` otherwise. */
  conversationsBaseUrl: string | undefined;
  memoryBaseUrl: string | undefined;
  updateStrategy: UpdateStrategy;
  onConflict: ConflictPolicy;
  /** Whether a preview warns about changes by others. */
  checkDrift: boolean;
}

/** Reads one value of the stack's config, by its full key. */
export type ReadConfig = (key: string) => string | undefined;

const NAMESPACE = "twilio-intelligence";

/**
 * Returns the settings for the default account of the stack, or for a named account of `twilio-intelligence:accounts`. Throws a FailedCheck
 * that names the key to set. Messages never contain a secret. `others`: further names of accounts that the program uses.
 */
export function readSettings(
  read: ReadConfig,
  env: NodeJS.ProcessEnv,
  account?: string,
  others: Iterable<string> = [],
): Settings {
  const config = (key: string) => read(`${NAMESPACE}:${key}`) || undefined;
  const source = account === undefined ? stackSource(config, env) : accountSource(config, env, account, others);
  // An account with an address of its own has nothing to do with the stack's addresses: each can be another emulator.
  const isElsewhere = source.config("baseUrl") !== undefined;
  const address = (name: string, variable: string) =>
    isElsewhere
      ? readBaseUrl(source.at, name, source.config(name))
      : readBaseUrl(`${NAMESPACE}:`, name, config(name) ?? env[variable]);
  return {
    baseUrl: address("baseUrl", "TWILIO_INTELLIGENCE_BASE_URL") ?? TWILIO_URL,
    conversationsBaseUrl: address("conversationsBaseUrl", "TWILIO_CONVERSATIONS_BASE_URL"),
    memoryBaseUrl: address("memoryBaseUrl", "TWILIO_MEMORY_BASE_URL"),
    ...readCredentials(source),
    updateStrategy: readChoice("updateStrategy", config, updateStrategy) ?? "update",
    onConflict: readChoice("onConflict", config, conflictPolicy) ?? "fail",
    checkDrift: readChoice("checkDrift", config, flag) === "true",
  };
}

/** Returns the names of the accounts in `twilio-intelligence:accounts`. Throws a FailedCheck if the value is malformed. */
export const readAccountNames = (read: ReadConfig): string[] =>
  accountNames((key) => read(`${NAMESPACE}:${key}`) || undefined);

/** Reads the address of a host. HTTPS only, except on loopback, because every request contains credentials. */
function readBaseUrl(at: string, name: string, value: string | undefined): string | undefined {
  if (!value) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const key = `${at}${name}`;
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
  const value = config(key);
  if (value === undefined) return undefined;
  const parsed = choices.safeParse(value);
  if (parsed.success) return parsed.data;
  const all = choices.options.map((choice) => `"${choice}"`).join(" or ");
  throw new FailedCheck(`${NAMESPACE}:${key}`, `must be ${all}`);
}
