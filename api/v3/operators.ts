import { z } from "zod";
import type { Client, Recover, Versioned } from "../client";
import { type Collection, childPath, fetchOne, newTarget, remove, target } from "../object";
import { type Limit, listV3 } from "../paging";
import { operatorId } from "../wire/ids";
import {
  type LanguageOperator,
  languageOperator,
  languageOperatorVersion,
  type OperatorVersionItem,
  operatorVersionItem,
} from "../wire/v3/operator";
import type { Body } from "./configurations";

const operators: Collection = { noun: "Language Operator", path: "/v3/ControlPlane/Operators", id: operatorId };

/**
 * Creates a Language Operator. Names are not unique.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 */
export const createLanguageOperator = (
  client: Client,
  body: Body,
  recover?: Recover<LanguageOperator>,
): Promise<Versioned<LanguageOperator>> =>
  client.call({ ...newTarget(operators, body.displayName), method: "POST", json: body }, languageOperator, recover);

/** Returns a Language Operator, or `undefined` if the account has no such operator. */
export const fetchLanguageOperator = (client: Client, id: string): Promise<Versioned<LanguageOperator> | undefined> =>
  fetchOne(client, operators, id, languageOperator);

/**
 * Replaces a Language Operator.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 * @throws ConflictError (Twilio code 95421) if `ifMatch` is not the current ETag.
 */
export const replaceLanguageOperator = async (
  client: Client,
  id: string,
  body: Body,
  ifMatch: string,
  recover?: Recover<LanguageOperator>,
): Promise<Versioned<LanguageOperator>> =>
  client.call({ ...target(operators, "update", id), method: "PUT", json: body, ifMatch }, languageOperator, recover);

/** Deletes a Language Operator. Succeeds if it is already gone. */
export const deleteLanguageOperator = (client: Client, id: string): Promise<void> => remove(client, operators, id);

/** Lists the Language Operators of the account and of Twilio. */
export const listLanguageOperators = (client: Client, { limit }: Limit = {}): AsyncGenerator<LanguageOperator> =>
  listV3(client, languageOperator, { ...operators, limit });

/** Returns the collection of versions of one operator. */
const versionsOf = (id: string): Collection => ({
  noun: "Language Operator Version",
  path: childPath(operators, id, "Versions"),
  id: z.string().regex(/^[1-9][0-9]*$/, "must be a version: a whole number from 1"),
  idMembers: ["version"],
});

/** Lists the versions of a Language Operator. */
export const listLanguageOperatorVersions = (
  client: Client,
  id: string,
  { limit }: Limit = {},
): AsyncGenerator<OperatorVersionItem> => listV3(client, operatorVersionItem, { ...versionsOf(id), limit });

/** Returns one version of a Language Operator, or `undefined` if the operator or the version does not exist. */
export const fetchLanguageOperatorVersion = async (client: Client, id: string, version: number) =>
  fetchOne(client, versionsOf(id), String(version), languageOperatorVersion);
