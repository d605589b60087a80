import { IMPORT } from "../../../dynamic/hidden";
import type { Connect } from "../../../provider/client";
import { Run } from "../../../provider/lifecycle/run";
import { type Bench, behind } from "../../contract/kit/emulator";
import type { Bag } from "../matrix/kind";
import { Stack } from "../matrix/stack";
import type { Commands, Declared, Program, Running, UpOptions } from "./commands";
import { CLASSES, type Name, nameOf } from "./objects";

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
  /** By names of the program. */
  #stacks = new Map<string, Stack>();
  readonly #host: () => Host;

  constructor(
    readonly made: Bench,
    host: () => Host = ofThisMachine,
  ) {
    this.#host = host;
    this.#begin(made.emulator.url, this.said);
  }

  async up(program: Program, url: string, options: UpOptions = {}): Promise<Running> {
    const said: string[] = [];
    const { stacks, host } = this.#begin(url, said, program);
    let isDead = false;
    const keep = () => {
      if (!isDead) this.said.push(...said);
    };
    const ended = apply(stacks, program, options, said).then((well) => {
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
    return [...this.#stacks].flatMap(([label, stack]) =>
      stack.known().map((id): [Name, string] => [nameOf(label), id]),
    );
  }

  id(label: string): string | undefined {
    return this.#stacks.get(label)?.entry?.id;
  }

  async differs(program: Program): Promise<boolean> {
    const { stacks } = this.#begin(this.made.emulator.url, this.said, program);
    for (const [label, stack] of stacks) {
      const declared = declaredAs(program, label);
      if (declared === undefined ? stack.known().length > 0 : await stack.differs(argsOf(declared))) return true;
    }
    return false;
  }

  /** As another process: with providers of its own, and with the state alone, in which `aliases` of the program give new names. */
  #begin(url: string, said: string[], program: Program = new Map()): { stacks: Map<string, Stack>; host: Host } {
    const host = this.#host();
    const log = { info: () => undefined, warn: (text: string) => said.push(`warning: ${text}`) };
    const run = new Run({ log, ...(host.connect && { connect: host.connect }) });
    const made = { ...this.made, emulator: behind(this.made.emulator, url) };
    const before = new Map(this.#stacks);
    for (const { label, aliases = [] } of program.values()) {
      const known = aliases.find((alias) => before.has(alias));
      const stack = known === undefined ? undefined : before.get(known);
      if (known === undefined || stack === undefined || before.has(label)) continue;
      before.delete(known);
      before.set(label, stack);
    }
    const labels = new Set([...before.keys(), ...[...program.values()].map(({ label }) => label)]);
    const next = [...labels].map((label) => {
      const [old, stack] = [before.get(label), new Stack(() => CLASSES[nameOf(label)].provider(run), made)];
      stack.entry = old?.entry;
      stack.pending.push(...(old?.pending ?? []));
      return [label, stack] as const;
    });
    // What is gone needs no name any more.
    this.#stacks = new Map(next.filter(([label, stack]) => declaredAs(program, label) || stack.known().length > 0));
    return { stacks: this.#stacks, host };
  }
}

async function apply(
  stacks: Map<string, Stack>,
  program: Program,
  { target, replace }: UpOptions,
  said: string[],
): Promise<boolean> {
  let well = true;
  const labels = [...stacks.keys()].filter((label) => target === undefined || program.get(target)?.label === label);
  const declared = new Map(labels.map((label) => [label, declaredAs(program, label)]));
  // The engine looks at all that is in the program, and deletes nothing once something has failed.
  const kept = labels.filter((label) => declared.get(label) !== undefined);
  for (const label of [...kept, ...labels.filter((one) => !kept.includes(one))]) {
    const wanted = declared.get(label);
    if (wanted === undefined && !well) continue;
    const isReplaced = replace !== undefined && program.get(replace)?.label === label;
    const failed = await attempted(said, async () => stacks.get(label)?.up(wanted && argsOf(wanted), isReplaced));
    well &&= failed === undefined;
  }
  return well;
}

const declaredAs = (program: Program, label: string): Declared | undefined =>
  [...program.values()].find((one) => one.label === label);

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
