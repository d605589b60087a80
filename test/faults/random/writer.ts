import type { Bench } from "../../contract/kit/emulator";
import type { Checkpoint } from "../crashes/checkpoint";
import type { Commands, Declared, UpOptions } from "./commands";
import type { Name } from "./objects";

/** A stack with its program. */
export interface Writer {
  commands: Commands;
  program: Map<Name, Declared>;
  /** How often resources were renamed. */
  renames: number;
  /** A command was cut off, and none has ended well since: nobody can know what it left, until the same program is run once more. */
  isInterrupted: boolean;
}

/** Account, stacks and helpers of a life. */
export interface Means {
  made: Bench;
  /** Of each stack. */
  commands: [Commands, Commands];
  /** A checkpoint in front of the account. */
  gate(): Promise<Checkpoint>;
  /** Runs tasks at once. */
  atOnce<T>(tasks: (() => Promise<T>)[]): Promise<T[]>;
}

/** Options that the engine takes: it refuses the name of a resource that it does not know. */
export function possible({ program, commands }: Writer, { target, replace }: UpOptions = {}): UpOptions {
  const known = (name: Name | undefined) => {
    const label = name && program.get(name)?.label;
    return label !== undefined && commands.id(label) !== undefined ? name : undefined;
  };
  return { target: known(target), replace: known(replace) };
}

/** Leaves no property to the account any more. */
export function heedAll({ program }: Writer): void {
  for (const [name, { kept, ...declared }] of program) {
    if (kept !== undefined) program.set(name, { ...declared, kept: { protect: kept.protect, retain: kept.retain } });
  }
}
