import type { Client } from "../../api/client";
import { fetchConfiguration } from "../../api/v3/configurations";
import {
  fetchLanguageOperator,
  fetchLanguageOperatorVersion,
  listLanguageOperatorVersions,
} from "../../api/v3/operators";
import type { OperatorVersionItem } from "../../api/wire/v3/operator";
import { entryOf } from "../../provider/catalogue";
import { outputsOf } from "../../provider/table/outputs";
import { eachOf } from "../shared/eachOf";
import { type Content, contentOf, knownContent } from "./contents";

/** A version of an object in the account. */
export interface AccountVersion {
  version: number;
  /** Null for a Configuration. */
  status: string | null;
  createdAt: string | null;
  /** `undefined` if the API does not show it. */
  content: Content | undefined;
}

/** An object in the account and its newest versions, in ascending order. */
export interface AccountObject {
  version: number | null;
  versions: AccountVersion[];
  /** Number of older versions that were not read. */
  omitted: number;
}

/** Reads an operator and its newest versions. Returns `undefined` if the account has no such operator. */
export async function readOperator(client: Client, id: string, limit: number): Promise<AccountObject | undefined> {
  const live = await fetchLanguageOperator(client, id);
  if (live === undefined) return undefined;
  const items: OperatorVersionItem[] = [];
  for await (const one of listLanguageOperatorVersions(client, id)) items.push(one);
  // The API does not document their order.
  const sorted = items.toSorted((a, b) => a.version - b.version);
  const newest = sorted.slice(-limit);
  return {
    version: live.value.version ?? null,
    versions: await eachOf(newest, (item) => operatorVersion(client, id, item)),
    omitted: sorted.length - newest.length,
  };
}

async function operatorVersion(client: Client, id: string, item: OperatorVersionItem): Promise<AccountVersion> {
  const { version, status, dateCreated } = item;
  const found = await fetchLanguageOperatorVersion(client, id, version);
  // Twilio's operators do not show their prompt, so that two versions would appear equal.
  const isShown = found !== undefined && typeof found.value.prompt === "string";
  const content = isShown ? contentOf(entryOf("LanguageOperator").resource, found) : undefined;
  return { version, status: status ?? null, createdAt: dateCreated ?? null, content };
}

/** Reads a Configuration in its only version, the current one. Returns `undefined` if the account has no such Configuration. */
export async function readConfiguration(client: Client, id: string): Promise<AccountObject | undefined> {
  const live = await fetchConfiguration(client, id);
  if (live === undefined) return undefined;
  const { version, dateUpdated } = live.value;
  const { resource } = entryOf("IntelligenceConfiguration");
  // Earlier versions are known from states, which hold no members that this release does not know.
  const content = knownContent(resource, outputsOf(resource, live, {}));
  const current = { version: version ?? 0, status: null, createdAt: dateUpdated ?? null, content };
  return { version: version ?? null, versions: version == null ? [] : [current], omitted: 0 };
}
