import { type Client, createClient } from "../api";
import type { Settings } from "./configure";

const clients = new Map<string, Client>();

/** How long a preview waits for what it can do without, in ms. */
const BRIEFLY_MS = 10_000;

/** The client for a read that a preview makes of its own accord: an API that does not answer must not hold it up. */
export const briefly = (client: Client): Client => client.with(AbortSignal.timeout(BRIEFLY_MS));

/** One client, and so one set of connections, for everything in this process that has the same credentials. */
export function connect({ baseUrl, username, password }: Settings): Client {
  const key = JSON.stringify([baseUrl, username, password]);
  const client = clients.get(key) ?? createClient({ baseUrl, username, password });
  clients.set(key, client);
  return client;
}
