import type { z } from "zod";
import type { Client, Settle, Versioned } from "../api/client";
import type { Settings } from "./configure";
import type { CheckFailure } from "./failure";

/** A JSON object whose shape is not settled yet: what the engine hands over, or keeps. */
export type Bag = Record<string, unknown>;

/** How one input property is compared, kept and sent. */
export interface Property {
  /**
   * The value as the API would make it, so that what the server fills in is no difference. `undefined` and `null` stand for
   * absent, and give the value that an absent property has in the account.
   */
  normal(value: unknown): unknown;
  /**
   * - `declared`: compared while the program declares it. Once declared and then removed, it is put back to `normal(undefined)`.
   *   For properties whose default the API does not document.
   * - `always`: what is not declared is held at `normal(undefined)`.
   * - `never`: lives in the program alone; neither sent nor compared.
   */
  held: "declared" | "always" | "never";
  /** A changed value makes a new object. */
  replaces?: true;
  /** What is recorded of a value that the account has as `actual` and the program as `declared`. Default: as declared where they are the same. */
  record?(actual: unknown, declared: unknown): unknown;
  /** The recorded value as a program would declare it. Default: as recorded. */
  input?(recorded: unknown): unknown;
  /**
   * The value that holds both what the account changed and what the program changes since `base`, all three as recorded or declared.
   * Default: the one that changed; a clash where both did.
   */
  merge?(base: unknown, live: unknown, declared: unknown): Merged;
  /** The value as a message compares it, where that tells more than the normal form. */
  explain?(value: unknown): unknown;
}

/** One property out of two sides. */
export interface Merged {
  value: unknown;
  /** Where both sides changed the same, by the path below the property; empty for the property itself. */
  clashes: string[];
}

export type Properties = Readonly<Record<string, Property>>;

/** What an update knows. */
export interface UpdateOf<Inputs, Live, Recorded> {
  id: string;
  /** What this stack last saw: the base of the update. */
  recorded: Recorded;
  declared: Inputs;
  /** Names of the properties that differ in normal form. */
  changed: ReadonlySet<string>;
  /** The live object, read just now, for a definition with `replacesWhole`. */
  live: Versioned<Live> | undefined;
  /** Looks whether an update whose answer was lost has happened. */
  settle: Settle<Live>;
}

/** `failures` refuse a declaration, `warnings` are printed in the preview. */
export interface Findings {
  failures: CheckFailure[];
  warnings: string[];
}

/**
 * One kind of object: what a program declares, how the API has it, and the calls between the two. `lifecycle.ts` makes a
 * dynamic provider of it.
 */
export interface Definition<Inputs extends object, Live, Recorded extends object> {
  /** As in messages: `Service`. */
  noun: string;
  /** What a program may declare. */
  inputs: z.ZodType<object>;
  /** What `check` makes of it: the same, with what `prepare` adds. */
  checked: z.ZodType<Inputs>;
  /** What the state holds. Tolerant: it may have been written by an earlier release. */
  recorded: z.ZodType<Recorded>;
  /** By name, every input property. */
  properties: Properties;
  /** Rules between properties. Values may be unknown. */
  invariants?(declared: Bag, before: Bag): CheckFailure[];
  /** What the account says of a declaration that is new or changed, where that can be read. Values may be unknown. */
  verify?(client: Client, declared: Bag): Promise<Findings>;
  /** What is legal, and worth a word in the preview. Values may be unknown. */
  warnings?(declared: Bag): string[];
  /** Carries local identity from the inputs before to the inputs now. */
  prepare?(declared: Bag, before: Bag): Bag;
  idOf(live: Live): string;
  /** The account that the recorded outputs belong to. Left out where no answer names it. */
  accountOf?(outputs: Bag): unknown;
  /** The version that the next update is based on. */
  versionOf(live: Live): number | undefined;
  /**
   * The live object as a program would declare it. `like`: what is declared or recorded. `ours`: nobody else has written since,
   * so that what is not in `like` was filled in by the server.
   */
  declaredOf(live: Live, like: Bag, ours: boolean): Bag;
  /** Outputs that are no inputs. */
  computedOf(live: Versioned<Live>): Bag;
  /** When the object was made, in ISO 8601. */
  createdAt?(live: Live): string | null;
  create(client: Client, declared: Inputs, settle: Settle<Live>): Promise<Versioned<Live>>;
  /**
   * Waits until what was written is there, or done, and gives what the state is to keep of it.
   * Throws where that does not come: the object then stays in the state, and the next `up` waits again.
   */
  ready?(client: Client, written: Versioned<Live>, declared: Inputs): Promise<Versioned<Live>>;
  /** Whether what is recorded is of an object that was not done yet, so that the next `up` has to wait for it again. */
  isUnfinished?(outputs: Bag): boolean;
  /**
   * The objects of this kind that the account owns, whoever made them; narrowed, where the API can, to what may be the
   * declared one.
   */
  list(client: Client, declared?: Inputs): AsyncIterable<Live>;
  /** What `idOf` says of a recorded object where it is listed. Default: its id. */
  listedAs?(id: string, outputs: Bag): string;
  /** Whether an object of the account goes by the declared name. Settles lost creates; left out where a create can be sent twice. */
  goesBy?(live: Live, declared: Inputs): boolean;
  /** The API makes a second object of the same name and content without a word, so that a create looks whether there is one already. */
  takesTwins?: true;
  /** `outputs`: what is recorded; nothing for a user's `get`. */
  read(client: Client, id: string, outputs: Bag): Promise<Versioned<Live> | undefined>;
  /** Left out where every property replaces. */
  update?(client: Client, update: UpdateOf<Inputs, Live, Recorded>): Promise<Versioned<Live>>;
  delete(client: Client, id: string, outputs: Bag): Promise<void>;
  /**
   * An update is a full replacement: it starts from the live object, read just before, and its version has to be one more than
   * that, because the server may not hold `If-Match` against it.
   */
  replacesWhole?: true;
  /** Whether every change makes a new object. */
  replacesAlways?(declared: Bag, settings: Settings): boolean;
  /** Whether the old object has to be gone before the new one can be made. */
  deletesFirst?(recorded: Bag, declared: Bag): boolean;
}
