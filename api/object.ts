import { z } from "zod";
import type { Client, Versioned } from "./client";
import { hasCode, InvalidRequestError } from "./errors";
import { actionOf, type Subject } from "./subject";
import type { Host } from "./transport";

/** A kind of object: what a message calls one of them, the path of them all, and what their ids look like. */
export interface Collection {
  noun: string;
  path: string;
  id: z.ZodType<string>;
  /** Members of an answer that repeat the id. Default: `sid` and `id`. */
  idMembers?: readonly string[];
  /** Default: `intelligence`. */
  host?: Host;
}

/** What is done to which object, and the path to do it at. */
interface Target extends Subject {
  path: string;
  host?: Host | undefined;
  idMembers?: readonly string[] | undefined;
}

const ID_MEMBERS = ["sid", "id"] as const;

/** One object. Throws an InvalidRequestError where the id is none of the collection's, so that no id can lead elsewhere. */
export function target(of: Collection, verb: Subject["verb"], id: string): Target {
  const { noun, path, host, id: ids, idMembers = ID_MEMBERS } = of;
  const parsed = ids.safeParse(id);
  if (parsed.success) return { verb, noun, id, host, path: `${path}/${id}`, idMembers };
  const action = actionOf({ verb, noun, id: `"${id}"` });
  throw new InvalidRequestError({ action }, `its id ${parsed.error.issues[0]?.message}`);
}

/** An object that is yet to be made; `name` stands for it in messages. */
export const newTarget = ({ noun, path }: Collection, name: string): Target => ({
  verb: "create",
  noun,
  id: `"${name}"`,
  path,
});

/** The path of what belongs to one object. Throws as `target` does. */
export const pathBelow = (of: Collection, id: string, name: string): string => `${target(of, "read", id).path}/${name}`;

/** `undefined` where there is nothing at the path. */
export const fetchAt = <T>(client: Client, at: Target, schema: z.ZodType<T>): Promise<Versioned<T> | undefined> =>
  unlessGone(client.call({ ...at, method: "GET" }, schema));

/** `undefined` where there is no such object. */
export const fetchOne = async <T>(
  client: Client,
  of: Collection,
  id: string,
  schema: z.ZodType<T>,
): Promise<Versioned<T> | undefined> => fetchAt(client, target(of, "read", id), schema);

/** Succeeds where the object is gone already. */
export async function remove(client: Client, of: Collection, id: string): Promise<void> {
  await unlessGone(client.call({ ...target(of, "delete", id), idMembers: [], method: "DELETE" }, z.unknown()));
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, "not_found")) return undefined;
    throw error;
  }
}
