import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import * as providers from "../dynamic/index";
import { startEmulator } from "../emulator/index";
import type { Part } from "./part";

/** Number of measured updates. */
const UPDATES = 300;

/**
 * Measures the time in which a write by someone else stays undetected if the server ignores `If-Match`: from the server's answer to the read
 * of a Configuration until the arrival of the put. In ms, on loopback; a real account adds the round trip to the API.
 */
async function measureRaceWindow(): Promise<{ medianMs: number; p99Ms: number }> {
  const emulator = await startEmulator({ ifMatch: "ignored" });
  const windows: number[] = [];
  let read = Number.NaN;
  const proxy = createServer((incoming, outgoing) => {
    if (incoming.method === "PUT") windows.push(performance.now() - read);
    const target = new URL(incoming.url ?? "/", emulator.url);
    const forwarded = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      outgoing.once("finish", () => {
        read = performance.now();
      });
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  try {
    await update(`http://127.0.0.1:${portOf(proxy.address())}`, emulator);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
    await emulator.close();
  }
  const sorted = windows.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { medianMs: at(0.5), p99Ms: at(0.99) };
}

async function update(baseUrl: string, { apiKey, apiSecret }: { apiKey: string; apiSecret: string }): Promise<void> {
  const settings = new Map(Object.entries({ baseUrl, apiKey, apiSecret }));
  const provider = providers.IntelligenceConfiguration;
  provider.configure({ config: { get: (key) => settings.get(key.split(":")[1] ?? "") } });
  const declared = (round: number) => ({ displayName: "measured", description: `round ${round}`, rules: [] });
  const created = await provider.create(declared(0));
  let outs = created.outs;
  for (let round = 1; round <= UPDATES; round++) {
    outs = (await provider.update(created.id, outs, declared(round))).outs;
  }
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : Number.NaN;

/** Measures the same as a part of `npm run bench`. */
export async function raceWindow(): Promise<Part> {
  const window = await measureRaceWindow();
  const line = `Time between the read and the put of a Configuration, on loopback: median ${window.medianMs.toFixed(1)} ms, 99 % under ${window.p99Ms.toFixed(1)} ms`;
  return { lines: [line], results: window };
}
