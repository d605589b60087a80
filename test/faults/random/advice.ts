import { importOf } from "../crashes/aftermath";
import type { Commands, Declared, Program } from "./commands";
import { CLASSES, NAMES, type Name } from "./objects";

/** A change of a resource in a program, for one `up`. */
export interface Advice {
  name: Name;
  change(declared: Declared): Declared;
}

/** Returns the change that an output asks for before the next `up`: import an object, or overwrite undeclared values. */
export function adviceIn(said: string, program: Program, commands: Commands): Advice | undefined {
  const takeOver = importOf(said);
  const imported = takeOver && NAMES.find((one) => CLASSES[one].importedBy?.test(takeOver));
  if (imported) return { name: imported, change: (declared) => ({ ...declared, takeOver }) };
  const [, id] =
    /Could not replace .* (\S+): the account has values that the program does not declare/.exec(said) ?? [];
  const kept = NAMES.find((one) => id !== undefined && commands.id(program.get(one)?.label ?? one) === id);
  if (kept === undefined) return undefined;
  return { name: kept, change: ({ args, ...rest }) => ({ ...rest, args: { ...args, onConflict: "overwrite" } }) };
}

/** The new object of a replacement would not have what `ignoreChanges` leaves to the account: the output says to declare it. */
export const isOfIgnored = (said: string): boolean => said.includes("ignoreChanges leaves values to the account");
