import type { Client } from "./client";
import { listServices } from "./v2/services";
import { listConfigurations } from "./v3/configurations";

/**
 * Returns the SID of the account that the client's credentials belong to, from the first object that names it. Returns `undefined` if the
 * account has no such object, or if the credentials cannot list any.
 */
export async function accountOf(client: Client): Promise<string | undefined> {
  try {
    for await (const { accountId } of listConfigurations(client, { limit: 1 })) return accountId ?? undefined;
    for await (const { account_sid } of listServices(client, { limit: 1 })) return account_sid ?? undefined;
  } catch {}
  return undefined;
}
