/** Progress of a part on standard error: one line per finished step, or one that is rewritten on a terminal. */
export class Progress {
  #done = 0;
  readonly #start = performance.now();

  constructor(
    readonly part: string,
    readonly steps: number,
  ) {}

  /** Runs a step and prints how long it took. */
  async step<T>(name: string, run: () => Promise<T>): Promise<T> {
    this.#print(`${name} …`);
    const start = performance.now();
    const result = await run();
    this.#done++;
    this.#print(`${name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
    if (this.#done === this.steps && process.stderr.isTTY) process.stderr.write("\n");
    return result;
  }

  #print(text: string): void {
    const minutes = ((performance.now() - this.#start) / 60_000).toFixed(1);
    const line = `${this.part}: ${this.#done} of ${this.steps} steps, ${minutes} min: ${text}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
    else if (!text.endsWith("…")) process.stderr.write(`${line}\n`);
  }
}
