import { z } from "zod";
import type { Client, Settle, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, pathBelow, remove, target } from "../object";
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

/** Names are not unique: two creates make two operators. */
export const createLanguageOperator = (
  client: Client,
  body: Body,
  settle?: Settle<LanguageOperator>,
): Promise<Versioned<LanguageOperator>> =>
  client.call({ ...newTarget(operators, body.displayName), method: "POST", json: body }, languageOperator, settle);

/** `undefined` where the account has no such operator. */
export const fetchLanguageOperator = (client: Client, id: string): Promise<Versioned<LanguageOperator> | undefined> =>
  fetchOne(client, operators, id, languageOperator);

/** Replaces the whole operator. Refused with a ConflictError, Twilio's code 95421, when `ifMatch` is not the present ETag. */
export const replaceLanguageOperator = async (
  client: Client,
  id: string,
  body: Body,
  ifMatch: string,
  settle?: Settle<LanguageOperator>,
): Promise<Versioned<LanguageOperator>> =>
  client.call({ ...target(operators, "update", id), method: "PUT", json: body, ifMatch }, languageOperator, settle);

/** Succeeds where the operator is gone already. */
export const deleteLanguageOperator = (client: Client, id: string): Promise<void> => remove(client, operators, id);

/** The account's own operators and Twilio's. */
export const listLanguageOperators = (client: Client, { limit }: Limit = {}): AsyncGenerator<LanguageOperator> =>
  listV3(client, languageOperator, { ...operators, limit });

/** The versions of one operator. */
const versionsOf = (id: string): Collection => ({
  noun: "Language Operator Version",
  path: pathBelow(operators, id, "Versions"),
  id: z.string().regex(/^[1-9][0-9]*$/, "must be a version: a whole number from 1"),
  idMembers: ["version"],
});

export const listLanguageOperatorVersions = (
  client: Client,
  id: string,
  { limit }: Limit = {},
): AsyncGenerator<OperatorVersionItem> => listV3(client, operatorVersionItem, { ...versionsOf(id), limit });

/** `undefined` where there is no such operator, or it has no such version. */
export const fetchLanguageOperatorVersion = async (client: Client, id: string, version: number) =>
  fetchOne(client, versionsOf(id), String(version), languageOperatorVersion);
