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

/** An object of the account. */
export interface ListedObject {
  kind: KindName;
  id: string;
  /** Object as listed. */
  live: Live;
  /** Creation time in ISO 8601, if known. */
  createdAt: string;
  /** Names in the account, best first. Empty if it has no name. */
  titles: string[];
  /** Account SID of the object. */
  account: string | undefined;
  /** Declaration of the object in a program. */
  declaration: Declaration;
}

/** Objects of an account, of the listed kinds. */
export interface Account {
  /** Listed kinds. */
  kinds: readonly KindName[];
  /** Objects by id. */
  objects: ReadonlyMap<string, ListedObject>;
  /** Account SID, if any object contains it. */
  sid: string | undefined;
  /** External objects that these refer to and this package does not manage, by id. */
  outside: ReadonlyMap<string, Known>;
}

/** Lists the objects of the kinds. Only reads. */
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

/** Returns the names that a filter compares: the object's own, or those of the objects that it refers to. */
export function titlesOf({ objects }: Account, { kind, titles, declaration }: ListedObject): string[] {
  if (titles.length > 0) return titles;
  const ids = referencesOf(kind).flatMap(({ path }) => idsAt(declaration.declared, path));
  return ids.flatMap((id) => objects.get(id)?.titles ?? []);
}

/** Returns the name of an object in the account, by id. */
export const titleOf = ({ objects, outside }: Account, id: unknown): string | undefined =>
  objects.get(String(id))?.titles[0] ?? outside.get(String(id))?.title;
