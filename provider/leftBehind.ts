import type { Client } from "../api/client";
import { few } from "../api/text";
import type { Bag, Definition } from "./definition";
import { listedOnce } from "./drift";
import type { Change } from "./json";
import { outputsOf, unheld } from "./record";

/**
 * What runs that were interrupted may have left in the account: objects of one kind that have the name and the content of one that
 * is about to be made, where the API takes a second one without a word. One list for all creates of a process, from before
 * the first of them, so that none of its own is in it.
 */
export class LeftBehind<Inputs extends object, Live, Recorded extends object> {
  readonly #definition: Definition<Inputs, Live, Recorded>;
  readonly #list: (client: Client) => Promise<ReadonlyMap<string, Live>>;
  /** Ids that the engine has named: objects of this stack. */
  readonly #known = new Set<string>();

  constructor(definition: Definition<Inputs, Live, Recorded>) {
    this.#definition = definition;
    this.#list = listedOnce(definition);
  }

  /** An object of this stack is not left behind, even while another one takes its place. */
  knows(id: string): void {
    this.#known.add(id);
  }

  isKnown(id: string | undefined): boolean {
    return id !== undefined && this.#known.has(id);
  }

  /**
   * What to say, once an object is made as declared, of those that the account had before; `undefined` where there is none. A look
   * that fails must not stand in the way of a create.
   */
  async of(client: Client, declared: Bag): Promise<string | undefined> {
    const { noun, checked, goesBy, idOf, createdAt, takesTwins } = this.#definition;
    if (!takesTwins) return undefined;
    const inputs = checked.parse(declared);
    const all = await this.#list(client).catch(() => new Map<string, Live>());
    const found = [...all.values()].filter(
      (live) =>
        goesBy?.(live, inputs) &&
        !this.#known.has(idOf(live)) &&
        differences(this.#definition, live, declared).length === 0,
    );
    if (found.length === 0) return undefined;
    const named = found.map((live) => `${idOf(live)} (made ${createdAt?.(live) ?? "at an unknown time"})`);
    return `another ${noun} was made, although the account already had ${few(named, MAX_NAMED)} of this name and content. If an interrupted run left that behind, delete it in the Twilio Console; leave it if somebody else or another stack has it.`;
  }
}

/** Longest list in a message. */
const MAX_NAMED = 5;

/** Where a live object differs from what is declared. */
export const differences = <I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  live: L,
  declared: Bag,
): Change[] => unheld(definition.properties, outputsOf(definition, { value: live }, declared, true), declared);
