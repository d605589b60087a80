import { type Client, createClient } from "../api";
import { hasCode } from "../api/errors";
import { debugLog } from "../api/http/requestLog";
import type { Settings } from "./settings";

/** Returns the client for the settings of one account. */
export type Connect = (settings: Settings) => Client;

const clients = new Map<string, Client>();

/** How long a preview waits for what it can do without, in ms. */
const BRIEFLY_MS = 10_000;

/** The client for a read that a preview makes of its own accord: an API that does not answer must not hold it up. */
export const briefly = (client: Client): Client => client.within(BRIEFLY_MS);

/**
 * Makes a read that a preview can do without. `undefined` if the account cannot be read now: the API itself then refuses what is wrong.
 *
 * @throws ApiError if the credentials are refused, because no write would succeed with them.
 */
export async function ifReadable<T>(read: () => Promise<T>): Promise<{ result: T } | undefined> {
  try {
    return { result: await read() };
  } catch (error) {
    if (hasCode(error, "unauthorised")) throw error;
    return undefined;
  }
}

/**
 * The client for these settings: one set of connections and one rate limiter for everything in this process that has the same addresses and
 * credentials. Accounts of several names with the same credentials are one.
 */
export function connect(settings: Settings): Client {
  const { baseUrl, conversationsBaseUrl, memoryBaseUrl, username, password, credentialsAt } = settings;
  const options = { baseUrl, conversationsBaseUrl, memoryBaseUrl, username, password };
  const key = JSON.stringify(options);
  const known = clients.get(key);
  if (known !== undefined) return known;
  const client = createClient({ ...options, credentialsAt, ...debugLog(process.env.TWILIO_INTELLIGENCE_LOG) });
  clients.set(key, client);
  return client;
}
