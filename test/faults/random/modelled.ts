import { IMPORT } from "../../../dynamic/hidden";
import type { Connect } from "../../../provider/client";
import { type Bench, behind } from "../../contract/kit/emulator";
import type { Bag } from "../matrix/kind";
import { Stack } from "../matrix/stack";
import type { Commands, Declared, Program, Running } from "./commands";
import { CLASSES, NAMES, type Name } from "./objects";

/** The processes of one command: what they connect with, and their end. */
export interface Host {
  connect?: Connect;
  kill(): void;
}

/** Processes that open sockets. */
const ofThisMachine = (): Host => ({ kill: () => undefined });

/** The lifecycle, with a model of the engine that keeps its state: resource after resource, and the removed ones last. */
export class Modelled implements Commands {
  readonly said: string[] = [];
  #stacks = new Map<Name, Stack>();
  readonly #host: () => Host;

  constructor(
    readonly made: Bench,
    host: () => Host = ofThisMachine,
  ) {
    this.#host = host;
    this.#begin(made.emulator.url, this.said);
  }

  async up(program: Program, url: string): Promise<Running> {
    const said: string[] = [];
    const { stacks, host } = this.#begin(url, said);
    let isDead = false;
    const keep = () => {
      if (!isDead) this.said.push(...said);
    };
    const ended = apply(stacks, program, said).then((well) => {
      keep();
      return well;
    });
    const kill = async () => {
      keep();
      isDead = true;
      host.kill();
      // What is dead goes on with stacks that nobody asks any more.
      this.#begin(this.made.emulator.url, this.said);
    };
    return { ended, kill };
  }

  async refresh(): Promise<boolean> {
    let well = true;
    for (const stack of this.#begin(this.made.emulator.url, this.said).stacks.values()) {
      const before = JSON.stringify(stack.entry?.outs);
      const failed = await attempted(this.said, () => stack.refresh());
      const after = JSON.stringify(stack.entry?.outs);
      if (after !== before) this.said.push(`refresh: ${after}`);
      well &&= failed === undefined;
    }
    return well;
  }

  known(): [Name, string][] {
    return [...this.#stacks].flatMap(([name, stack]) => stack.known().map((id): [Name, string] => [name, id]));
  }

  id(name: Name): string | undefined {
    return this.#stacks.get(name)?.entry?.id;
  }

  async differs(program: Program): Promise<boolean> {
    for (const [name, stack] of this.#stacks) {
      const declared = program.get(name);
      if (declared === undefined ? stack.known().length > 0 : await stack.differs(argsOf(declared))) return true;
    }
    return false;
  }

  /** As another process: with providers of its own, and with the state alone. */
  #begin(url: string, said: string[]): { stacks: Map<Name, Stack>; host: Host } {
    const host = this.#host();
    const log = { info: () => undefined, warn: (text: string) => said.push(`warning: ${text}`) };
    const options = { log, ...(host.connect && { connect: host.connect }) };
    const made = { ...this.made, emulator: behind(this.made.emulator, url) };
    const next = NAMES.map((name) => {
      const [before, stack] = [this.#stacks.get(name), new Stack(() => CLASSES[name].provider(options), made)];
      stack.entry = before?.entry;
      stack.pending.push(...(before?.pending ?? []));
      return [name, stack] as const;
    });
    this.#stacks = new Map(next);
    return { stacks: this.#stacks, host };
  }
}

async function apply(stacks: Map<Name, Stack>, program: Program, said: string[]): Promise<boolean> {
  let well = true;
  for (const name of NAMES.toSorted((a, b) => Number(program.has(b)) - Number(program.has(a)))) {
    const declared = program.get(name);
    const failed = await attempted(said, async () => stacks.get(name)?.up(declared && argsOf(declared)));
    well &&= failed === undefined;
  }
  return well;
}

/** Runs a task and adds what it fails with to what was said. Gives the failure. */
async function attempted(said: string[], task: () => Promise<void>): Promise<string | undefined> {
  try {
    await task();
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    said.push(message);
    return message;
  }
}

/** The class hands the option over among the arguments. */
const argsOf = ({ args, takeOver }: Declared): Bag => (takeOver === undefined ? args : { ...args, [IMPORT]: takeOver });
