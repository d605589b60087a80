/** Ports of an emulator: one for all hosts, and one for each. */
const PORTS = 4;
const FIRST = 12_000;
const LAST = 32_000;
const TRIES = 20;

let next = FIRST + (process.pid % 1000) * 10;

/**
 * Starts something on the first of four ports that the system gives to nobody else who asks for any port, so that they are still free
 * when it comes back to them after it was killed.
 */
export async function onQuietPort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    next = next >= LAST ? FIRST : next + PORTS;
    try {
      return await start(next);
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}
