import type { DynamicProvider } from "../../../dynamic/protocol";
import type { Bench } from "../../contract/kit/emulator";
import { configured } from "../../engine/kit/classes";
import { reachable } from "../build";
import type { Bag } from "./kind";

/** An object as the engine keeps it in the state. */
export interface Entry {
  id: string;
  inputs: Bag;
  outs: Bag;
  /** It was written, but a step after that failed: the next `up` comes back to it. */
  unfinished: boolean;
  /** `retainOnDelete`: it leaves the state alone. */
  retain?: boolean;
  /** `protect`: it may not leave the state. */
  protect?: boolean;
}

/** How a resource is brought to what is declared. */
export interface Step {
  /** A new object is made, as `--replace` wants it, without asking the provider. */
  isReplaced?: boolean;
  /** `retainOnDelete`. */
  retain?: boolean;
  /** `protect`. */
  protect?: boolean;
  /** A property in `ignoreChanges`. */
  ignored?: string | undefined;
  /** Runs before an object is deleted of which a new one is then made. */
  beforeDelete?(): Promise<void>;
}

/** What the matrix asks of a stack of one resource, whoever keeps its state. */
export interface Stacked {
  /** `pulumi up` of a program that declares this, or nothing. */
  up(declared?: Bag): Promise<void>;
  refresh(): Promise<void>;
  /** The ids that the state knows. */
  known(): string[];
  /** The id and the outputs of the resource, where the state has it. */
  resource(): Bag | undefined;
  /** Whether the next `up` would have something to do. */
  differs(declared: Bag): Promise<boolean>;
}

/** The engine says this of a resource that it may not delete. */
export const PROTECTED = "it is protected: `pulumi state unprotect`";

/** What goes from the engine to the dynamic host and back is JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/**
 * A stack of one resource, whose state is kept as the engine keeps it: a failure that has an id and properties stays in the state, a
 * replaced object that could not be deleted stays to be deleted, one that was deleted first stays to be made. The cells on the
 * engine hold it to that.
 */
export class Stack implements Stacked {
  entry: Entry | undefined;
  /** Replaced, and not deleted yet. */
  readonly pending: Entry[] = [];
  /** Of this command: each has a host of its own. */
  #provider: DynamicProvider;
  readonly #host: () => DynamicProvider;

  constructor(provider: () => DynamicProvider, made: Bench, config: Record<string, string> = {}) {
    this.#host = () => configured(provider(), reachable(made), [], config);
    this.#provider = this.#host();
  }

  known(): string[] {
    return [this.entry, ...this.pending].flatMap((entry) => entry?.id ?? []);
  }

  resource(): Bag | undefined {
    return this.entry && { ...this.entry.outs, id: this.entry.id };
  }

  async up(declared?: Bag): Promise<void> {
    await this.step(declared);
    await this.purge();
  }

  /** The part of `up` that comes before the engine deletes what was replaced. */
  async step(declared: Bag | undefined, step: Step = {}): Promise<void> {
    this.#provider = this.#host();
    const wanted = declared && withoutChange(declared, this.entry?.inputs, step.ignored);
    if (wanted === undefined) await this.#destroy();
    else if (step.isReplaced && this.entry !== undefined) await this.#replace(wanted, this.entry, step);
    else await this.#become(wanted, step);
    const { retain = false, protect = false } = step;
    if (this.entry !== undefined) Object.assign(this.entry, { retain, protect });
  }

  /** Deletes what was replaced. */
  async purge(): Promise<void> {
    if (this.pending.length > 0) this.#provider = this.#host();
    for (let old = this.pending[0]; old !== undefined; old = this.pending[0]) {
      if (!old.retain) await this.#provider.delete(old.id, plain(old.outs));
      this.pending.shift();
    }
  }

  /** Deletes an object that could not stay where these inputs have a value that is not known yet. */
  async yieldTo(unknown: Bag): Promise<void> {
    if (this.entry === undefined) return;
    this.#provider = this.#host();
    const { id, outs, inputs } = this.entry;
    const { replaces } = await this.#provider.diff(id, plain(outs), { ...plain(inputs), ...unknown });
    if (replaces.length > 0) await this.#destroy();
  }

  async refresh(): Promise<void> {
    if (this.entry === undefined) return;
    this.#provider = this.#host();
    const { id, props, inputs } = await this.#provider.read(this.entry.id, plain(this.entry.outs));
    if (id === "") this.entry = undefined;
    else this.entry = { id, inputs: plain(inputs ?? this.entry.inputs), outs: plain(props ?? {}), unfinished: false };
  }

  async differs(declared: Bag): Promise<boolean> {
    if (this.entry === undefined || this.pending.length > 0 || this.entry.unfinished) return true;
    this.#provider = this.#host();
    const { inputs } = await this.#provider.check(plain(this.entry.inputs), plain(declared));
    return (await this.#provider.diff(this.entry.id, plain(this.entry.outs), plain(inputs))).changes;
  }

  async #destroy(): Promise<void> {
    if (this.entry === undefined) return;
    if (!this.entry.retain) await this.#provider.delete(this.entry.id, plain(this.entry.outs));
    this.entry = undefined;
  }

  async #become(declared: Bag, { protect, beforeDelete }: Step): Promise<void> {
    const old = this.entry;
    const inputs = await this.#checked(old?.inputs ?? {}, declared);
    if (old === undefined) return this.#create(inputs);
    const { changes, replaces, deleteBeforeReplace } = await this.#provider.diff(old.id, plain(old.outs), inputs);
    if (replaces.length === 0) return changes || old.unfinished ? this.#update(old, inputs) : undefined;
    if (protect) throw new Error(PROTECTED);
    if (deleteBeforeReplace) {
      await beforeDelete?.();
      await this.#destroy();
    }
    // The engine checks what is new again, as a resource that was not there before.
    await this.#create(await this.#checked({}, declared), deleteBeforeReplace ? undefined : old);
  }

  async #replace(declared: Bag, old: Entry, { protect }: Step): Promise<void> {
    if (protect) throw new Error(PROTECTED);
    await this.#create(await this.#checked({}, declared), old);
  }

  /** Inputs for the next call. Throws what the check refuses. */
  async #checked(olds: Bag, declared: Bag): Promise<Bag> {
    const { inputs, failures } = await this.#provider.check(plain(olds), plain(declared));
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return plain(inputs);
  }

  async #create(inputs: Bag, old?: Entry): Promise<void> {
    try {
      const { id, outs } = await this.#provider.create(plain(inputs));
      this.entry = { id, inputs, outs: plain(outs), unfinished: false };
    } catch (error) {
      const kept = keptOf(error);
      if (kept === undefined) throw error;
      this.entry = { ...kept, inputs, unfinished: true };
      throw error;
    } finally {
      if (old !== undefined && this.entry !== old) this.pending.push(old);
    }
  }

  async #update(old: Entry, inputs: Bag): Promise<void> {
    try {
      const { outs } = await this.#provider.update(old.id, plain(old.outs), plain(inputs));
      this.entry = { id: old.id, inputs, outs: plain(outs), unfinished: false };
    } catch (error) {
      const kept = keptOf(error);
      if (kept !== undefined) this.entry = { ...kept, inputs, unfinished: true };
      throw error;
    }
  }
}

/** The engine puts the recorded input in the place of an ignored one. */
function withoutChange(declared: Bag, recorded: Bag | undefined, ignored: string | undefined): Bag {
  if (recorded === undefined || ignored === undefined) return declared;
  const { [ignored]: _declared, ...rest } = declared;
  return ignored in recorded ? { ...rest, [ignored]: recorded[ignored] } : rest;
}

/** What a failure leaves in the state. */
function keptOf(error: unknown): { id: string; outs: Bag } | undefined {
  if (!(error instanceof Error) || !("id" in error) || !("properties" in error) || !("reasons" in error)) return;
  return { id: String(error.id), outs: plain(Object(error.properties)) };
}
