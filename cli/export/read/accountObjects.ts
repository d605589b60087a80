import type { Client } from "../../../api/client";
import { entryOf, type KindName } from "../../../provider/catalogue";
import { liveById } from "../../../provider/lifecycle/run";
import type { Live } from "../../../provider/table/kind";
import { outputsOf } from "../../../provider/table/outputs";
import type { Progress } from "../../shared/progressOn";
import type { Known } from "../write/outside";
import { type Declaration, declarationOf } from "./declaration";
import { outsideObjects } from "./outsideObjects";
import { idsAt, referencesOf } from "./references";

/** One object of the account. */
export interface ListedObject {
  kind: KindName;
  id: string;
  /** As the list has it. */
  live: Live;
  /** ISO 8601, where it is known. */
  createdAt: string;
  /** The names that it goes by in the account, the best first; none for one that has no name of its own. */
  titles: string[];
  /** The account that it says it lives in. */
  account: string | undefined;
  /** The object as a program declares it. */
  declaration: Declaration;
}

/** What an account holds, of the kinds that were listed. */
export interface Account {
  /** Kinds that were listed. */
  kinds: readonly KindName[];
  /** By id. */
  objects: ReadonlyMap<string, ListedObject>;
  /** Its SID, where any object says it. */
  sid: string | undefined;
  /** What these refer to and this package does not manage, by id. */
  outside: ReadonlyMap<string, Known>;
}

/** Lists the kinds, a page at a time. Nothing is written. */
export async function readAccount(client: Client, kinds: readonly KindName[], progress: Progress): Promise<Account> {
  const objects = new Map<string, ListedObject>();
  for (const kind of kinds) {
    const { resource } = entryOf(kind);
    progress.say(`Listing ${resource.noun}s …`);
    const found = await liveById(resource, client, (count) => progress.say(`Listing ${resource.noun}s: ${count}`));
    for (const [id, live] of found) objects.set(id, listedObject(kind, id, live));
  }
  return {
    kinds,
    objects,
    sid: [...objects.values()].find(({ account }) => account !== undefined)?.account,
    outside: await outsideObjects(client, objects),
  };
}

function listedObject(kind: KindName, id: string, live: Live): ListedObject {
  const { resource, names } = entryOf(kind);
  const outputs = outputsOf(resource, live, {});
  const account = resource.accountOutput && outputs[resource.accountOutput];
  return {
    kind,
    id,
    live,
    createdAt: String(resource.recovery?.createdAt?.(live.value) ?? ""),
    titles: names.flatMap((name) => (typeof outputs[name] === "string" && outputs[name] ? [outputs[name]] : [])),
    account: typeof account === "string" ? account : undefined,
    declaration: declarationOf(resource, outputs),
  };
}

/** The names that an object goes by in a filter: its own, or those of what it refers to. */
export function titlesOf({ objects }: Account, { kind, titles, declaration }: ListedObject): string[] {
  if (titles.length > 0) return titles;
  const ids = referencesOf(kind).flatMap(({ path }) => idsAt(declaration.declared, path));
  return ids.flatMap((id) => objects.get(id)?.titles ?? []);
}

/** What an object is called in the account, by its id. */
export const titleOf = ({ objects, outside }: Account, id: unknown): string | undefined =>
  objects.get(String(id))?.titles[0] ?? outside.get(String(id))?.title;
