import { IMPORT, SECRETS } from "../../../dynamic/hidden";
import { UNKNOWN_TEXT } from "../../../dynamic/host";
import type { Connect } from "../../../provider/client";
import { propertyOf } from "../../../provider/values/paths";
import { type Bench, behind } from "../../contract/kit/emulator";
import { begunProcess, isPackage } from "../build";
import type { Bag } from "../matrix/kind";
import { PROTECTED, Stack } from "../matrix/stack";
import { type Commands, type Declared, type Program, type Running, runnable, type UpOptions } from "./commands";
import { CLASSES, NAMES, type Name, nameOf, otherAccountOf } from "./objects";
import { HUSHED, handed, namesIn } from "./values";

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

  async up(written: Program, url: string, options: UpOptions = {}): Promise<Running> {
    const program = runnable(written);
    const said: string[] = [];
    const { stacks, host } = this.#begin(url, said, program);
    let isDead = false;
    const keep = () => {
      if (!isDead) this.said.push(...said);
    };
    const ended = new Up(stacks, program, options, said).run().then((well) => {
      keep();
      if (said.some((text) => text.includes(PROTECTED))) this.#unprotect();
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
      // The engine itself hides what the program calls a secret.
      if (after !== before) this.said.push(`refresh: ${after?.replaceAll(HUSHED, "[secret]")}`);
      well &&= failed === undefined;
    }
    return well;
  }

  known(): [Name, string][] {
    return [...this.#stacks].flatMap(([label, { entry, pending }]) => {
      const name = nameOf(label);
      return [...(entry ? [entry] : []), ...pending].map((one): [Name, string] => [
        name,
        CLASSES[name].standsFor?.(one.outs) ?? one.id,
      ]);
    });
  }

  id(label: string): string | undefined {
    return this.#stacks.get(label)?.entry?.id;
  }

  async differs(written: Program): Promise<boolean> {
    const program = runnable(written);
    const { stacks } = this.#begin(this.made.emulator.url, this.said, program);
    for (const [label, stack] of stacks) {
      const declared = declaredAs(program, label);
      const args = declared && argsOf(declared, idIn(stacks, program));
      // A preview that is refused is of something that has to be done.
      const differs = async (wanted: Bag) => stack.differs(wanted).catch(() => true);
      if (args === undefined ? declared !== undefined || stack.known().length > 0 : await differs(args)) return true;
    }
    return false;
  }

  async preview(written: Program): Promise<string[]> {
    const program = runnable(written);
    const errors: string[] = [];
    const { stacks } = this.#begin(this.made.emulator.url, this.said, program);
    const known = idIn(stacks, program);
    for (const [label, stack] of stacks) {
      const declared = declaredAs(program, label);
      const args = declared && argsOf(declared, (name) => known(name) ?? UNKNOWN_TEXT);
      if (args !== undefined) await attempted(errors, async () => void (await stack.differs(args)));
    }
    this.said.push(...errors);
    return errors;
  }

  #unprotect(): void {
    for (const { entry } of this.#stacks.values()) if (entry !== undefined) entry.protect = false;
  }

  /** As another process: with providers of its own, and with the state alone, in which `aliases` of the program give new names. */
  #begin(url: string, said: string[], program: Program = new Map()): { stacks: Map<string, Stack>; host: Host } {
    const host = this.#host();
    const providers = begunProcess((text) => said.push(text), host.connect);
    const made = { ...this.made, emulator: behind(this.made.emulator, url) };
    const before = new Map(this.#stacks);
    for (const { label, aliases = [] } of program.values()) {
      const known = aliases.find((alias) => before.has(alias));
      const stack = known === undefined ? undefined : before.get(known);
      if (known === undefined || stack === undefined || before.has(label)) continue;
      before.delete(known);
      before.set(label, stack);
    }
    const all = new Set([...before.keys(), ...[...program.values()].map(({ label }) => label)]);
    const labels = [...all].toSorted((one, other) => NAMES.indexOf(nameOf(one)) - NAMES.indexOf(nameOf(other)));
    const next = labels.map((label) => {
      const [old, stack] = [
        before.get(label),
        new Stack(() => providers(CLASSES[nameOf(label)].kind), made, otherAccountOf(made)),
      ];
      stack.entry = old?.entry;
      stack.pending.push(...(old?.pending ?? []));
      return [label, stack] as const;
    });
    // What is gone needs no name any more.
    this.#stacks = new Map(next.filter(([label, stack]) => declaredAs(program, label) || stack.known().length > 0));
    return { stacks: this.#stacks, host };
  }
}

/** One `pulumi up`: resource after resource, and in the end whatever is deleted, of earlier ones too. */
class Up {
  #well = true;
  /** Labels that failed. Resources that depend on them are left out. */
  readonly #failed = new Set<string>();
  readonly #labels: string[];

  constructor(
    readonly stacks: ReadonlyMap<string, Stack>,
    readonly program: Program,
    readonly options: UpOptions,
    readonly said: string[],
  ) {
    const { target } = options;
    this.#labels = [...stacks.keys()].filter((label) => target === undefined || program.get(target)?.label === label);
  }

  async run(): Promise<boolean> {
    const removed = this.#labels.filter((label) => declaredAs(this.program, label) === undefined);
    // The engine looks at all that is in the program, and deletes nothing once something has failed.
    for (const label of this.#labels) {
      const declared = declaredAs(this.program, label);
      if (declared !== undefined) await this.#step(label, declared);
    }
    const isRefused = removed.some((label) => this.stacks.get(label)?.entry?.protect);
    if (isRefused) await this.#attempt(() => Promise.reject(new Error(PROTECTED)));
    for (const label of this.#labels.toReversed()) {
      const stack = this.stacks.get(label);
      if (this.#well && removed.includes(label)) await this.#attempt(() => stack?.step(undefined));
      if (this.#well) await this.#attempt(() => stack?.purge());
    }
    return this.#well;
  }

  async #step(label: string, declared: Declared): Promise<void> {
    const stack = this.stacks.get(label);
    const known = argsOf(declared, (name) => this.#idOf(name));
    // What it depends on could not be made.
    if (known === undefined || stack === undefined) {
      this.#well = false;
      this.#failed.add(label);
      return;
    }
    const { replace } = this.options;
    const isReplaced = replace !== undefined && this.program.get(replace)?.label === label;
    const beforeDelete = () => this.#yieldTo(label);
    if (!(await this.#attempt(() => stack.step(known, { ...declared.kept, isReplaced, beforeDelete })))) {
      this.#failed.add(label);
    }
  }

  /** The engine deletes first what cannot stay once this one has another id. */
  async #yieldTo(label: string): Promise<void> {
    for (const [dependent, { args }] of runnable(this.program)) {
      const properties = Object.keys(args).filter((property) =>
        namesIn(args[property]).some((name) => this.program.get(name)?.label === label),
      );
      const stack = properties.length === 0 ? undefined : this.stacks.get(labelOf(this.program, dependent));
      await stack?.yieldTo(Object.fromEntries(properties.map((property) => [property, UNKNOWN_TEXT])));
    }
  }

  #idOf = (name: Name): string | undefined => {
    const isFailed = this.#failed.has(labelOf(this.program, name));
    return isFailed ? undefined : idIn(this.stacks, this.program)(name);
  };

  async #attempt(task: () => Promise<void> | undefined): Promise<boolean> {
    const isDone = (await attempted(this.said, async () => task())) === undefined;
    this.#well &&= isDone;
    return isDone;
  }
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

/** The ids that the state has, by names of the program. */
const idIn =
  (stacks: ReadonlyMap<string, Stack>, program: Program) =>
  (name: Name): string | undefined =>
    stacks.get(labelOf(program, name))?.entry?.id;

const labelOf = (program: Program, name: Name): string => program.get(name)?.label ?? "";

/** Arguments as the class hands them over. `undefined` where a resource that they name has no id. */
function argsOf({ args, takeOver, kept }: Declared, id: (name: Name) => string | undefined): Bag | undefined {
  const all = handed(args, id);
  if (all === undefined) return undefined;
  return {
    ...all.args,
    ...(all.secrets.length > 0 && { [SECRETS]: isPackage ? all.secrets.map(propertyOf) : all.secrets }),
    ...(takeOver !== undefined && { [IMPORT]: takeOver }),
    ...kept?.handed,
  };
}
