import { join, parse } from "node:path";
import { Hono } from "hono";
import type { ApiOptions } from "../apiOptions";
import { isUserOf } from "../http/access";
import type { Machine } from "../machine";
import { Store } from "../store/store";
import { type Apis, createApis } from "./app";
import { populate } from "./populate";

/** One account of the emulator, with its own database and API, so that it cannot see the objects of other accounts. */
export interface EmulatedAccount {
  store: Store;
  apis: Apis;
  admin: Hono;
}

/** Opens the databases of `count` accounts and adds the initial objects. Throws an Error with the file name of a database that cannot be opened. */
export function openStores(count: number, db: string | undefined, options: ApiOptions, machine: Machine): Store[] {
  const stores: Store[] = [];
  try {
    for (let number = 1; number <= count; number++) {
      const store = new Store(db === undefined ? undefined : fileOf(db, number), machine);
      stores.push(store);
      populate(store, options.seed);
    }
    return stores;
  } catch (error) {
    for (const store of stores) store.close();
    throw error;
  }
}

/** `account.db` for the first account, `account-2.db` for the second. */
function fileOf(db: string, number: number): string {
  const { dir, name, ext } = parse(db);
  return number === 1 ? db : join(dir, `${name}-${number}${ext}`);
}

/** Creates an account with its API and admin path. */
export function openAccount(store: Store, options: ApiOptions, machine: Machine, admin: Hono): EmulatedAccount {
  return { store, apis: createApis(store, options, machine), admin: new Hono().route("/__emulator", admin) };
}

/** Returns the account that the credentials of a request belong to, or `fallback`, which then answers 401. */
export const accountOf = (
  accounts: EmulatedAccount[],
  fallback: EmulatedAccount,
  authorization: string | undefined,
): EmulatedAccount => accounts.find(({ store }) => isUserOf(store, authorization)) ?? fallback;
