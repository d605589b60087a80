import type { KindName } from "../../../provider/catalogue";
import type { Answer, Bench } from "../../contract/kit/emulator";
import { makeConfiguration, makeConversations } from "../../engine/kit/classes";
import { SERVICES } from "../../engine/kit/stand";

export type Bag = Record<string, unknown>;

/** Everything that somebody else has made before a cell begins. */
export interface Given {
  service: string;
  conversations: [here: string, there: string];
  configurations: [first: string, second: string];
}

/** An object of the account, as whoever counts sees it: its id, and what it says of what the cell declares. */
export interface Seen {
  id: string;
  content: unknown;
}

/** Which requests are writes of one operation. */
export interface Writes {
  method: string;
  path: string;
}

export type Operation = "create" | "read" | "update" | "replace" | "delete";

/** One class of the package as the matrix drives it. */
export interface Kind {
  name: KindName;
  /** What a message about it says that it is about. */
  subject: RegExp;
  /** Whether the API takes a create that the network delivers twice once: by the name or place of the object, or by a key. */
  unique: boolean;
  args(given: Given): Bag;
  /** Arguments that are changed in place. */
  updated?(given: Given): Bag;
  /** Arguments that make another object. */
  replaced?(given: Given): Bag;
  writes(given: Given): Partial<Record<Exclude<Operation, "read" | "replace">, Writes>>;
  /** Which operations read something besides what a lost answer makes them read. A test holds it to what they send. */
  looks: ReadonlySet<Operation>;
  /** How many reads an update sends before its write. */
  readsBeforeUpdate?: number;
  /** All objects of the class in the account, whoever made them. */
  seen(made: Bench, given: Given): Promise<Seen[]>;
  /** The content of an object that is as declared. */
  content(args: Bag): unknown;
  /** Takes an object away, as a person would. */
  remove(made: Bench, id: string): Promise<Answer>;
  /** Changes, as somebody else, the property that `updated` changes. */
  edit?(made: Bench, id: string): Promise<Answer>;
}

/** What a remote edit leaves, and what has to be named where it goes. */
export const THEIRS = "Theirs, by hand.";

export async function prepare(made: Bench): Promise<Given> {
  const service = (await made.call("POST", SERVICES, { form: { UniqueName: "given" } })).body.sid;
  const configurations: Given["configurations"] = [
    await makeConfiguration(made, "first"),
    await makeConfiguration(made, "second"),
  ];
  return { service, configurations, conversations: [await makeConversations(made), await makeConversations(made)] };
}

/** Ids of what somebody else has made before the cell, so that nobody counts it. */
export const givenIds = ({ service, conversations, configurations }: Given): Set<string> =>
  new Set([service, ...conversations, ...configurations]);

/** The list that a collection answers with. */
export const all = async (made: Bench, path: string, list: string): Promise<Bag[]> => {
  const { status, body } = await made.call("GET", path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
  return body[list];
};
export const text = (value: unknown): string => (typeof value === "string" ? value : "");
/** Deletes one object of a collection. */
export const remover =
  (path: string): Kind["remove"] =>
  (made, id) =>
    made.call("DELETE", `${path}/${id}`);
/** The usual three: made in a collection, changed and deleted below it. */
export const below = (path: string, update?: string) => (): ReturnType<Kind["writes"]> => ({
  create: { method: "POST", path: `^${path}$` },
  ...(update !== undefined && { update: { method: update, path: `^${path}/` } }),
  delete: { method: "DELETE", path: `^${path}/` },
});
