import { createServer, type RequestListener } from "node:http";
import { LOOPBACK_HOST, PortListener } from "./portListener";

/** Twilio's hosts, each without `.twilio.com`. */
export const HOSTS = ["intelligence", "conversations", "memory"] as const;
export type Host = (typeof HOSTS)[number];

/** What an address stands for: one of Twilio's hosts, or all of them. */
export type Address = Host | "all";

/** Highest port that leaves room for the ports of the hosts behind it. */
export const PORT_MAX = 65_535 - HOSTS.length;

/** How many starting ports are tried when any will do. */
const ATTEMPTS = 50;

/** The open ports of an emulator. */
export interface OpenAddresses {
  urls: Record<Address, string>;
  close(): Promise<void>;
}

/** Makes the listener of an address; `refuse` shuts its port for some seconds. */
export type ListenerOf = (address: Address, refuse: (seconds: number) => void) => RequestListener;

/**
 * Listens on four ports in a row, so that one number names them all: `port` for all hosts at once, then one for each host.
 * For 0 it looks for four free ones. Rejects with an Error that names the port that cannot be had.
 */
export async function openAddresses(listenerOf: ListenerOf, port: number): Promise<OpenAddresses> {
  if (port > PORT_MAX) throw new Error(`cannot listen on port ${port}: the highest one is ${PORT_MAX}`);
  for (let attempt = 1; ; attempt++) {
    const opened = await openRow(listenerOf, port);
    if (!(opened instanceof Error)) return opened;
    if (port !== 0 || attempt === ATTEMPTS) throw opened;
  }
}

async function openRow(listenerOf: ListenerOf, port: number): Promise<OpenAddresses | Error> {
  const listeners: PortListener[] = [];
  const close = async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  const open = async (address: Address, at: number): Promise<string> => {
    const listener: PortListener = new PortListener(
      createServer(listenerOf(address, (seconds) => listener.refuse(seconds))),
    );
    const first = listeners[0]?.port ?? port;
    const wanted = first === 0 ? 0 : first + at;
    await listener.open(wanted).catch((error: Error) => {
      throw new Error(`cannot listen on port ${wanted}: ${error.message}`, { cause: error });
    });
    listeners.push(listener);
    return `http://${LOOPBACK_HOST}:${listener.port}`;
  };
  try {
    const [all, intelligence, conversations, memory] = [
      await open("all", 0),
      await open("intelligence", 1),
      await open("conversations", 2),
      await open("memory", 3),
    ];
    return { urls: { all, intelligence, conversations, memory }, close };
  } catch (error) {
    await close();
    return error instanceof Error ? error : new Error(String(error));
  }
}
