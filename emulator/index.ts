import "../api/requireNode";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createEmulatedApi, type EmulatedAccounts, type EmulatedApiOptions } from "./emulatedApi";
import { type ListenerOf, openAddresses } from "./server/addresses";
import { socketConnection } from "./server/connection";

export type { SeedInput } from "./seed/seedSchema";
export type { Fault } from "./server/faults";
export type { LoggedRequest } from "./server/requestLog";

export interface EmulatorOptions extends EmulatedApiOptions {
  /** Port of `url` on 127.0.0.1; the addresses of the three hosts take the next three. 0 (default) takes any four free ports. */
  port?: number;
}

/** A running emulator. */
export interface Emulator extends EmulatedAccounts {
  /** Address that serves the paths of all hosts: `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  /** Address of `intelligence.twilio.com`. Like the two addresses below, it answers the paths of other hosts with 404. */
  intelligenceUrl: string;
  /** Address of `conversations.twilio.com`. */
  conversationsUrl: string;
  /** Address of `memory.twilio.com`. */
  memoryUrl: string;
  /** Closes all connections and the database. A second call does nothing. */
  close(): Promise<void>;
}

/** Starts an emulator. Rejects with an Error that states the reason if a port or the database is not available. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { respond, stored: _stored, close: closeStores, ...api } = createEmulatedApi(options);
  const listenerOf: ListenerOf = (address, refuse) =>
    getRequestListener(
      async (request, env) => (await respond(request, address, socketConnection(env, refuse))) ?? RESPONSE_ALREADY_SENT,
      // The emulator also runs in the processes of tests, and must not replace their global Request and Response.
      { overrideGlobalObjects: false },
    );
  const { urls, close } = await openAddresses(listenerOf, options.port ?? 0).catch((error: unknown) => {
    closeStores();
    throw error;
  });
  return {
    ...api,
    url: urls.all,
    intelligenceUrl: urls.intelligence,
    conversationsUrl: urls.conversations,
    memoryUrl: urls.memory,
    close: async () => {
      await close();
      closeStores();
    },
  };
}
