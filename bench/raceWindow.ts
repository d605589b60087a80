import * as providers from "../dynamic/index";
import { startEmulator } from "../emulator/index";
import { timedProxy } from "./kit/timedProxy";
import type { Part } from "./part";

/** Number of measured updates. */
const UPDATES = 300;

/**
 * Measures the time in which a write by someone else stays undetected if the server ignores `If-Match`: from the server's answer to the read
 * of a Configuration until the arrival of the put. In ms, on loopback; a real account adds the round trip to the API.
 */
async function measureRaceWindow(): Promise<{ medianMs: number; p99Ms: number }> {
  const emulator = await startEmulator({ ifMatch: "ignored" });
  const proxy = await timedProxy(emulator.url);
  try {
    await update(proxy.url, emulator);
  } finally {
    proxy.close();
    await emulator.close();
  }
  const windows = proxy.passed.flatMap(({ method, arrivedMs }, at) => {
    const read = proxy.passed[at - 1];
    return method === "PUT" && read !== undefined ? [arrivedMs - read.answeredMs] : [];
  });
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

/** Measures the same as a part of `npm run bench`. */
export async function raceWindow(): Promise<Part> {
  const window = await measureRaceWindow();
  const line = `Time between the read and the put of a Configuration, on loopback: median ${window.medianMs.toFixed(1)} ms, 99 % under ${window.p99Ms.toFixed(1)} ms`;
  return { lines: [line], results: window };
}
