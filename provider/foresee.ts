import type { Client } from "../api/client";
import { few } from "../api/text";
import type { ConflictPolicy } from "./configure";
import { changedInAccount, table } from "./conflict";
import type { Bag, Definition } from "./definition";
import { driftOf, listedOnce } from "./drift";
import { masked } from "./json";
import { changesBetween, intended } from "./record";

/** An object of which a preview tells whether somebody else has changed it. */
interface Asked {
  client: Client;
  id: string;
  recorded: Bag;
  declared: Bag;
  /** Properties whose values no message may show. */
  secret: ReadonlySet<string>;
  policy: ConflictPolicy;
  /** Whether the program changes it. */
  isChanged: boolean;
}

/**
 * Early sight of conflicts: what a preview says of the objects of one kind that somebody else has changed since this stack last saw
 * them. One list for all of them; only those with a version are compared, because no update of the others can meet a conflict.
 */
export class Foresight<Inputs extends object, Live, Recorded extends object> {
  readonly #definition: Definition<Inputs, Live, Recorded>;
  readonly #list: (client: Client) => Promise<ReadonlyMap<string, Live>>;

  constructor(definition: Definition<Inputs, Live, Recorded>) {
    this.#definition = definition;
    this.#list = listedOnce(definition);
  }

  /** `undefined` where there is nothing to say. Never throws: a preview can do without. */
  async of(asked: Asked): Promise<string | undefined> {
    if (asked.recorded.version === undefined) return undefined;
    try {
      return this.#compare(asked, (await this.#list(asked.client)).get(asked.id));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return `${this.#definition.noun} ${asked.id} could not be compared with the account. ${reason}`;
    }
  }

  /**
   * What is said of an object that is deleted, and that somebody else has changed meanwhile: by path alone, because what is recorded
   * does not tell which values are secret. Never throws: it must not stand in the way.
   */
  async ofDelete(client: Client, id: string, recorded: Bag): Promise<string | undefined> {
    if (recorded.version === undefined) return undefined;
    const live = await this.#list(client).catch(() => undefined);
    const drift = live && driftOf(this.#definition, recorded, live.get(id));
    if (drift?.kind !== "changed") return undefined;
    const paths = drift.changes.map(({ path }) => path);
    return `${this.#definition.noun} ${id} is deleted with changes that this stack has not seen: ${few(paths, MAX_PATHS)}.`;
  }

  #compare({ id, recorded, declared, secret, policy, isChanged }: Asked, live: Live | undefined): string | undefined {
    const { noun, properties } = this.#definition;
    const drift = driftOf(this.#definition, recorded, live);
    if (drift === undefined) return undefined;
    if (drift.kind === "vanished") {
      return `${noun} ${id} is no longer in the account. \`pulumi refresh\` takes it out of the state, and the next \`pulumi up\` makes it again.`;
    }
    const wanted = changesBetween(properties, recorded, intended(properties, recorded, declared));
    return [
      changedInAccount({ noun, id, recordedVersion: recorded.version, liveVersion: drift.liveVersion }),
      ...table("now", masked(drift.changes, secret), masked(wanted, secret)),
      `${isChanged ? OUTLOOK[policy] : "The program does not change it."} \`pulumi refresh\` takes the account's values into the state.`,
    ].join("\n");
  }
}

/** Longest list of paths in a message. */
const MAX_PATHS = 12;

const OUTLOOK: Record<ConflictPolicy, string> = {
  fail: "`pulumi up` will refuse to update it.",
  merge: "`pulumi up` will keep both sides, and refuse where they changed the same.",
  overwrite: "`pulumi up` will overwrite that.",
};
