import { z } from "zod";
import type { Client, Versioned } from "./client";
import { hasCode, InvalidRequestError } from "./errors";
import type { Host } from "./http/transport";
import { actionOf, type Subject } from "./subject";

/** A kind of API object: its name in messages, the path of its collection, and the schema of its ids. */
export interface Collection {
  /** Singular name for messages. */
  noun: string;
  path: string;
  id: z.ZodType<string>;
  /**
   * Members of a response that repeat the id.
   *
   * @default ["sid", "id"]
   */
  idMembers?: readonly string[];
  /** @default "intelligence" */
  host?: Host;
}

/** An action on an object, and the path of its request. */
interface Target extends Subject {
  path: string;
  host?: Host | undefined;
  idMembers?: readonly string[] | undefined;
}

const ID_MEMBERS = ["sid", "id"] as const;

/**
 * Returns the target for an action on one object.
 *
 * @throws InvalidRequestError if the id does not have the collection's format. This check keeps an id from changing the path.
 */
export function target(of: Collection, verb: Subject["verb"], id: string): Target {
  const { noun, path, host, id: ids, idMembers = ID_MEMBERS } = of;
  const parsed = ids.safeParse(id);
  if (parsed.success) return { verb, noun, id, host, path: `${path}/${id}`, idMembers };
  const action = actionOf({ verb, noun, id: `"${id}"` });
  throw new InvalidRequestError({ action }, `its id ${parsed.error.issues[0]?.message}`);
}

/** Returns the target for a create. `name` identifies the new object in messages. */
export const newTarget = ({ noun, path, host }: Collection, name: string): Target => ({
  verb: "create",
  noun,
  id: `"${name}"`,
  host,
  path,
});

/**
 * Returns the path of a child collection of one object.
 *
 * @throws InvalidRequestError if the id does not have the collection's format.
 */
export const childPath = (of: Collection, id: string, name: string): string => `${target(of, "read", id).path}/${name}`;

/** Fetches the object at the target's path. Returns `undefined` if it does not exist. */
export const fetchPath = <T>(client: Client, at: Target, schema: z.ZodType<T>): Promise<Versioned<T> | undefined> =>
  undefinedIfNotFound(client.call({ ...at, method: "GET" }, schema));

/** Fetches one object. Returns `undefined` if it does not exist. */
export const fetchOne = async <T>(
  client: Client,
  of: Collection,
  id: string,
  schema: z.ZodType<T>,
): Promise<Versioned<T> | undefined> => fetchPath(client, target(of, "read", id), schema);

/** Deletes an object. Succeeds if it is already gone. */
export async function remove(client: Client, of: Collection, id: string): Promise<void> {
  const call = { ...target(of, "delete", id), idMembers: [], method: "DELETE" } as const;
  if ((await undefinedIfNotFound(client.call(call, z.unknown()))) === undefined) client.recovering("goneAlready");
}

/** Waits for a response. Returns `undefined` if Twilio reports that the object does not exist. */
export async function undefinedIfNotFound<T>(response: Promise<T>): Promise<T | undefined> {
  try {
    return await response;
  } catch (error) {
    if (hasCode(error, "not_found")) return undefined;
    throw error;
  }
}
