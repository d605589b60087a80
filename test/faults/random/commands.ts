import type { Bag } from "../matrix/kind";
import { NAMES, type Name } from "./objects";
import { namesIn } from "./values";

/** What a program says of one resource. */
export interface Declared {
  /** With the markers of `values.ts`. */
  args: Bag;
  /** Its name in the program, after `house/` if it is in the component. */
  label: string;
  /** Names that it had before, as the `aliases` option says. */
  aliases?: string[];
  /** The object that the `import` option takes over. */
  takeOver?: string;
  /** Options of the resource. */
  kept?: Kept;
}

/** Options that leave to the account what would change: the object, or one property of it. */
export interface Kept {
  /** The engine does not let the resource leave the stack. */
  protect: boolean;
  /** `retainOnDelete`. */
  retain: boolean;
  /** A property in `ignoreChanges`. */
  ignored?: string | undefined;
  /** Hidden members that the class adds for that option. */
  handed?: Bag | undefined;
}

export type Program = ReadonlyMap<Name, Declared>;

/** A program without the resources that depend on one that it does not declare, or on two in different accounts. Each comes after what it depends on. */
export function runnable(program: Program): Program {
  const found = new Map<Name, Declared>();
  for (const name of NAMES) {
    const declared = program.get(name);
    const named = namesIn(declared?.args).map((one) => found.get(one)?.args);
    // What names an object is in its account.
    const [account, ...others] = new Set(named.map((args) => args?.account));
    if (declared === undefined || named.includes(undefined) || others.length > 0) continue;
    found.set(name, account === undefined ? declared : { ...declared, args: { ...declared.args, account } });
  }
  return found;
}

/** Options of `pulumi up`. */
export interface UpOptions {
  /** `--target`: nothing else is looked at. */
  target?: Name | undefined;
  /** `--replace`: a new object, whatever the provider says. */
  replace?: Name | undefined;
}

/** A command that runs. */
export interface Running {
  /** Whether it ended well. */
  ended: Promise<boolean>;
  /** `kill -9` of all its processes: none of them sends, keeps or says anything from then on. */
  kill(): Promise<void>;
}

/** One stack and its state, and the commands that a person runs on it. Each adds what it prints to what was said. */
export interface Commands {
  /** All that was printed. */
  readonly said: string[];
  /** `pulumi up` against the server at `url`, and then whatever its output says to run before the next one. */
  up(program: Program, url: string, options?: UpOptions): Promise<Running>;
  /** `pulumi refresh`, which prints what it finds changed. Whether it ended well. */
  refresh(): Promise<boolean>;
  /** All that the state has, by ids or pairs; what is replaced and not yet deleted among it. */
  known(): [Name, string][];
  /** The id by which the state has a resource under a name of the program. */
  id(label: string): string | undefined;
  /** `pulumi preview`. Returns its errors. */
  preview(program: Program): Promise<string[]>;
  /** Whether the next `up` would have something to do. */
  differs(program: Program): Promise<boolean>;
}
