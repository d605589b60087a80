import type { Client } from "../../api/client";
import type { Kind } from "../table/kind";
import type { Values } from "../values/json";
import { SharedList } from "./sharedList";

/**
 * Lists that answer reads of the objects of one run: one for each kind that can be read from its list, and each account. What a write depends
 * on is never read here: updates, replacements and imports read the object itself.
 */
export class RunLists {
  readonly #lists = new WeakMap<Client, Map<Kind, SharedList<Values>>>();
  readonly #clientOf: (client: Client) => Client;
  #isClosed = false;

  /** @param clientOf Returns the client for the next page. */
  constructor(clientOf: (client: Client) => Client = (client) => client) {
    this.#clientOf = clientOf;
  }

  /** Answers nothing from now on: this run has begun to write, so that what was listed may be out of date. */
  close(): void {
    this.#isClosed = true;
  }

  /** Returns an object from the list of its kind; `undefined` if it has to be read by itself. `id`: its identity in the account. */
  async find(kind: Kind, client: Client, id: string): Promise<Values | undefined> {
    if (this.#isClosed || !kind.readFromList) return undefined;
    const item = await this.#listOf(kind, client).find(id);
    return this.#isClosed ? undefined : item;
  }

  #listOf(kind: Kind, client: Client): SharedList<Values> {
    const lists = this.#lists.get(client) ?? new Map<Kind, SharedList<Values>>();
    this.#lists.set(client, lists);
    const list =
      lists.get(kind) ??
      new SharedList<Values>({
        items: (paged) => kind.calls.list(paged),
        idOf: kind.idOf,
        client: () => this.#clientOf(client),
      });
    lists.set(kind, list);
    return list;
  }
}
