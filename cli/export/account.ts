import type { Client } from "../../api/client";
import type { Progress } from "../progress";
import { type Kind, type KindName, kinds, type Live } from "./kinds";
import { othersOf } from "./others";
import type { Known } from "./outside";

/** What an account holds, of the kinds that were listed. */
export interface Account {
  kinds: ReadonlyMap<KindName, Kind>;
  /** By id. */
  lives: ReadonlyMap<string, Live>;
  /** Its SID, where any object says it. */
  sid: string | undefined;
  /** What these refer to and this package does not manage, by id. */
  others: ReadonlyMap<string, Known>;
}

/** Lists the kinds, a page at a time. Nothing is written. */
export async function readAccount(client: Client, listed: readonly KindName[], progress: Progress): Promise<Account> {
  const lives = new Map<string, Live>();
  const wanted = kinds().filter(({ name }) => listed.includes(name));
  for (const kind of wanted) {
    progress.say(`Listing ${kind.noun}s …`);
    const found = await kind.list(client, (count) => progress.say(`Listing ${kind.noun}s: ${count}`));
    for (const live of found) lives.set(live.id, live);
  }
  return {
    kinds: new Map(wanted.map((kind) => [kind.name, kind])),
    lives,
    sid: [...lives.values()].find(({ account }) => account !== undefined)?.account,
    others: await othersOf(client, lives),
  };
}

/** The object that an attachment or a transcript belongs to. */
export function ownerOf({ lives }: Account, { declaration }: Live): Live | undefined {
  const { serviceSid, intelligenceConfigurationId } = declaration.declared;
  return lives.get(String(serviceSid ?? intelligenceConfigurationId));
}

/** The names that an object goes by in a filter: its own, or those of what it belongs to. */
export const titlesOf = (account: Account, live: Live): string[] =>
  live.titles.length > 0 ? live.titles : (ownerOf(account, live)?.titles ?? []);

/** What an object is called in the account, by its id. */
export const titleOf = ({ lives, others }: Account, id: unknown): string | undefined =>
  lives.get(String(id))?.titles[0] ?? others.get(String(id))?.title;
