import { createServer, type RequestListener } from "node:http";
import { LOOPBACK_HOST, PortListener } from "./portListener";

/** Twilio's hosts, each without `.twilio.com`. */
export const HOSTS = ["intelligence", "conversations", "memory"] as const;
export type Host = (typeof HOSTS)[number];

/** The host that an address serves, or `all`. */
export type Address = Host | "all";

/** Highest port of `url`: the hosts need the next three ports. */
export const PORT_MAX = 65_535 - HOSTS.length;

/** Number of attempts to find four consecutive free ports. */
const ATTEMPTS = 50;

/** The open ports of an emulator. */
export interface OpenAddresses {
  urls: Record<Address, string>;
  close(): Promise<void>;
}

/** Creates the request listener of an address. `refuse` closes its port for a number of seconds. */
export type ListenerOf = (address: Address, refuse: (seconds: number) => void) => RequestListener;

/**
 * Listens on four consecutive ports: `port` for all hosts, then one for each host. 0 takes any four free ports.
 * Rejects with an Error with the number of a port that is not available.
 */
export async function openAddresses(listenerOf: ListenerOf, port: number): Promise<OpenAddresses> {
  if (port > PORT_MAX) throw new Error(`cannot listen on port ${port}: the highest possible port is ${PORT_MAX}`);
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
