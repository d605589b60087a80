import type { Bag } from "../matrix/kind";
import type { Name } from "./objects";

/** What a program says of one resource. */
export interface Declared {
  args: Bag;
  /** Its name in the program. */
  label: string;
  /** Names that it had before, as the `aliases` option says. */
  aliases?: string[];
  /** The object that the `import` option takes over. */
  takeOver?: string;
}

export type Program = ReadonlyMap<Name, Declared>;

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
  /** The ids of all that the state has, what is replaced and not yet deleted among it. */
  known(): [Name, string][];
  /** The id by which the state has a resource under a name of the program. */
  id(label: string): string | undefined;
  /** Whether the next `up` would have something to do. */
  differs(program: Program): Promise<boolean>;
}
