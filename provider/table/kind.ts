import type { z } from "zod";
import type { Versioned as Answered, Client, Recover as RecoverWrite } from "../../api/client";
import type { Settings } from "../settings";
import type { Log } from "../values/hiding";
import type { Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import type { Computed, Property } from "./property";
import type { Style } from "./wireNames";

/** An object as the API returned it. */
export type Live = Answered<Values>;

/** Looks whether a write whose answer was lost has happened. */
export type Recover = RecoverWrite<Values>;

/** `failures` refuse the program's values, `warnings` are printed in the preview. */
export interface Findings {
  failures: Refusal[];
  warnings: string[];
}

/** An object that has versions: an update of another version than the recorded one is refused. */
export interface Versioned<Output extends string = string> {
  /** Output that holds the version; the answer's field has the same name. */
  version: Output;
  /** Output that goes out as `If-Match`; the version where it is absent. */
  ifMatch: Output;
  /** The server may ignore `If-Match`: read and compare before the write. */
  readsFirst?: true;
  /** One write moves the version by exactly one, so that more says that somebody else wrote in between. */
  countsWrites?: true;
  /** The API takes no version with an update, and changes only what is sent: a write between the read and the update is seen afterwards. */
  unguarded?: true;
}

/** One object to create. */
export interface Creation<Body = Values, Desired = Values, Answer = Values> {
  body: Body;
  /** The program's values with every default filled in. */
  desired: Desired;
  recover: RecoverWrite<Answer>;
  /** Where a write says what is no error. */
  log: Log;
}

/** One update of an object. */
export interface Update<Body = Values, Desired = Values, Answer = Values> extends Creation<Body, Desired, Answer> {
  id: string;
  /** Recorded outputs: the base of the update. */
  prior: Values;
  ifMatch: string;
  /** Another resource of the program has, or will have, the object that this one had: it has to stay. */
  keepsPrior: boolean;
}

/** Requests of one kind. Each one fails with an error that names the object. */
export interface Calls<Body = Values, Desired = Values, Answer = Values> {
  create(client: Client, creation: Creation<Body, Desired, Answer>): Promise<Live>;
  /** `undefined` where the account has no such object. `outputs`: the recorded ones; none for a user's `get`. */
  read(client: Client, id: string, outputs: Values): Promise<Live | undefined>;
  /** Left out where every property replaces. */
  update?(client: Client, update: Update<Body, Desired, Answer>): Promise<Live>;
  /** Succeeds where the object is gone already. */
  delete(client: Client, id: string, outputs: Values, log: Log): Promise<void>;
  /** Objects of this kind that the account owns; narrowed, where the API can, to what may be the desired one. */
  list(client: Client, desired?: Desired): AsyncIterable<Values>;
}

/** How an object whose create was answered by silence is found again. */
export interface Recovery<Desired = Values> {
  /** Whether an object of the account goes by the desired name. */
  isNamed(live: Values, desired: Desired): boolean;
  /**
   * Creation time, in ISO 8601. Left out where no answer tells it: then a create lists the account first, and only an object that was
   * not there can be the one.
   */
  createdAt?(live: Values): unknown;
  /** The API makes a second object of the same name and content without a word: a create looks whether there is one already. */
  duplicates?: true;
  /** How long a write may take to show, in ms. Default: it shows at once. */
  visibleWithinMs?: number;
}

/** For an object that is answered before it is there, or done. */
export interface Completion<Desired = Values> {
  /** Waits for it, and returns what the state keeps. Throws where it does not come: the next `up` waits again. */
  wait(client: Client, written: Live, desired: Desired, log: Log): Promise<Live>;
  /** Whether recorded outputs are of an object that was not done yet. */
  isPending?(outputs: Values): boolean;
}

/** When an update is not enough. */
export interface Replacement {
  /** Whether every change makes a new object. */
  always?(desired: Values, settings: Settings): boolean;
  /** Whether the old object has to be gone before the new one can be made. */
  deletesFirst?(prior: Values, desired: Values): boolean;
}

/** Returns the account's objects of a kind, by id. They are listed once for a run, so that later changes are not in the list. */
export type ListOnce = (kind: Kind) => Promise<ReadonlyMap<string, Live>>;

/**
 * One kind of object, as the core, the hosts and the commands see it: without type parameters, so that a list of kinds is a plain
 * list. A resource file never builds one by hand: `resource` does.
 */
export interface Kind {
  /** As in messages: `Service`. */
  noun: string;
  style: Style;
  /** Schemas of the vendor's answer and request. */
  answer: z.ZodObject;
  request?: z.ZodObject;
  properties: Record<string, Property>;
  computed: Record<string, Computed>;
  /** Fields of the answer that are the object's id. */
  id: readonly string[];
  /** Id of the object. */
  idOf(live: Values): string;
  /** Returns the current identity of the object. Default: its id. */
  identityOf?(id: string, outputs: Values): string;
  /** Output that names the account of the object. Left out where no answer names it. */
  accountOutput?: string;
  versioned?: Versioned;
  /** Content of an update: the changed properties, or all of them over the live object. */
  updates?: "changed" | "whole";
  calls: Calls;
  /**
   * Reads of several objects may be answered from the list: its items have all that a read returns except for the ETag, and an account
   * has few objects beside those of its stacks.
   */
  readFromList?: true;
  /** Property whose value no two objects of the account share. */
  unique?: string;
  recovery?: Recovery;
  completion?: Completion;
  replacement?: Replacement;
  /** Rules between properties. Values may be unknown. */
  invariants?(values: Values, before: Values): Refusal[];
  /** Checks new or changed values against the account, if it can be read. Values may be unknown. */
  findings?(client: Client, values: Values): Promise<Findings>;
  /** Warnings about valid values for the preview. Values may be unknown. */
  warnings?(values: Values): string[];
  /** The short forms of a program spelled out, with the identity of list items carried over from the inputs before. */
  prepare?(values: Values, before: Values): Values;
  /** The object that a write of this kind changes, where another kind writes to it too: its writes go one by one. */
  turnOf?(id: string, values: Values): string;
  /** Why an object with these outputs must not be deleted yet. `list`: the objects of another kind, listed once for a run. */
  refusesDelete?(client: Client, id: string, outputs: Values, list: ListOnce): Promise<string | undefined>;
}

/** The version of a live object; `undefined` where its kind has none. */
export const versionOf = ({ versioned }: Kind, live: Values): unknown =>
  versioned === undefined ? undefined : (live[versioned.version] ?? undefined);

/** Version in the recorded outputs of an object; `undefined` if its kind has none, or none was recorded. */
export const recordedVersionOf = ({ versioned }: Kind, outputs: Values): unknown =>
  versioned === undefined ? undefined : outputs[versioned.version];

/** Names of the properties whose order of keys is content. */
export const orderedNames = ({ properties }: Kind): string[] =>
  Object.entries(properties).flatMap(([name, { options }]) => (options.ordered ? [name] : []));
