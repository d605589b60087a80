import type { Bench } from "../../contract/kit/emulator";
import type { Checkpoint } from "../crashes/checkpoint";
import type { Bag } from "../matrix/kind";
import type { Commands, Declared, UpOptions } from "./commands";
import type { Name } from "./objects";
import { namesIn } from "./values";

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

/** The ids of the resources that the program and the state have. */
export const idsOf = ({ program, commands }: Writer): [Name, string][] =>
  [...program].flatMap(([name, { label }]) => {
    const id = commands.id(label);
    return id === undefined ? [] : [[name, id]];
  });

/** Leaves no property to the account any more. */
export function heedAll({ program }: Writer): void {
  for (const [name, { kept, ...declared }] of program) {
    if (kept !== undefined) program.set(name, { ...declared, kept: { protect: kept.protect, retain: kept.retain } });
  }
}

/** Values that a program must keep while both have the object: another one would replace it for the other stack. */
export function sharedBy(writers: readonly Writer[], name: Name): Bag {
  const [one, other] = writers.map(({ commands, program }) => {
    const declared = program.get(name);
    return { declared, id: declared && commands.id(declared.label) };
  });
  const { languageCode, account } = one?.declared?.args ?? {};
  const isShared = one?.id !== undefined && one.id === other?.id;
  return isShared ? { ...(languageCode !== undefined && { languageCode }), account } : {};
}

/** Whether resources of a program depend on one that both have. */
export const isNeededBy = (other: Writer | undefined, name: Name): boolean =>
  [...(other?.program.values() ?? [])].some(({ args }) => namesIn(args).includes(name));

/** Each of the two then has the object, and the content, of the other one's name. */
export function swap({ program }: Writer): void {
  const [live, other] = [program.get("live"), program.get("other")];
  if (live === undefined || other === undefined) return;
  program.set("live", { ...live, args: other.args });
  program.set("other", { ...other, args: live.args });
}
