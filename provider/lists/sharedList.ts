import type { Client } from "../../api/client";

/** A list whose items answer reads of single objects. */
export interface Listing<T> {
  /** Iterates over the items. */
  items(client: Client): AsyncIterable<T>;
  /** Identity that an item is asked for by. */
  idOf(item: T): string;
  /** Returns the client that requests the next page. */
  client(): Client;
}

/** Most pages for the number of reads: a large account with a small stack is not walked to its end. */
const PAGES_PER_READ = 0.5;

/**
 * Pages of one list that answer the reads of many objects in one run of the engine. The first read is sent by itself, unless others come at
 * the same moment. The second one requests the first page. Later pages follow while reads wait for them, and at most one for every two
 * reads: together they cost at most half as many requests again as the reads alone.
 *
 * **Freshness.** Each page is requested after the command of the engine began, so it shows every change that was there before. An item
 * answers the first read of its object and no other, so that a later look at the object sees what has happened since.
 *
 * **Absence.** A list never proves that an object is gone: it may end early, fail, or move an item to another page while it is read.
 */
export class SharedList<T> {
  readonly #listing: Listing<T>;
  /** Objects that were asked for. */
  readonly #asked = new Set<string>();
  /** Items that no read has asked for yet. */
  readonly #unasked = new Map<string, T>();
  readonly #waiting = new Map<string, (item: T | undefined) => void>();
  #pages = 0;
  #progress: "unsent" | "begun" | "ended" = "unsent";
  /** Considers the next page again. */
  #reconsider: () => void = () => undefined;

  constructor(listing: Listing<T>) {
    this.#listing = listing;
  }

  /** Returns the item of an object; `undefined` if the list does not tell, and the object has to be read by itself. */
  async find(id: string): Promise<T | undefined> {
    if (this.#asked.has(id)) return undefined;
    this.#asked.add(id);
    if (this.#isLone) {
      // Reads of the same moment have come by the next microtask. One that is alone by then does not wait.
      await undefined;
      if (this.#isLone) return undefined;
    }
    const item = this.#unasked.get(id);
    this.#unasked.delete(id);
    if (item !== undefined || this.#progress === "ended") return item;
    const answer = new Promise<T | undefined>((resolve) => this.#waiting.set(id, resolve));
    if (this.#progress === "unsent") void this.#read();
    else this.#reconsider();
    return answer;
  }

  get #isLone(): boolean {
    return this.#asked.size === 1;
  }

  async #read(): Promise<void> {
    this.#progress = "begun";
    const client = this.#listing.client().paging(() => this.#nextPage());
    try {
      for await (const item of this.#listing.items(client)) this.#show(item);
    } catch {
      // The reads that are not answered are sent by themselves, and report what is wrong.
    }
    this.#progress = "ended";
    this.#release();
  }

  #show(item: T): void {
    const id = this.#listing.idOf(item);
    this.#waiting.get(id)?.(item);
    this.#waiting.delete(id);
    if (!this.#asked.has(id)) this.#unasked.set(id, item);
  }

  /** Waits until another page is worth its request, and returns the client that sends it. */
  async #nextPage(): Promise<Client> {
    while (!this.#isWorthwhile) {
      this.#release();
      await new Promise<void>((resolve) => {
        this.#reconsider = resolve;
      });
    }
    this.#pages++;
    return this.#listing.client();
  }

  get #isWorthwhile(): boolean {
    return this.#waiting.size > 0 && this.#pages + 1 <= this.#asked.size * PAGES_PER_READ;
  }

  /** Lets the waiting reads be sent by themselves. */
  #release(): void {
    for (const answer of this.#waiting.values()) answer(undefined);
    this.#waiting.clear();
  }
}
