import { z } from "zod";
import type { Client, Recover, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, remove, target } from "../object";
import { type Limit, listV2, queryOf } from "../paging";
import { operatorSid, operatorTypeSid } from "../wire/ids";
import {
  type availability,
  type CustomOperatorForm,
  type Operator,
  type OperatorType,
  operator,
  operatorType,
} from "../wire/v2/operator";

/** Owner of operators: the account (`custom`), Twilio (`preBuilt`), or both (`any`). */
export type OperatorKind = "any" | "custom" | "preBuilt";

const operators: Record<OperatorKind, Collection> = {
  any: { noun: "operator", path: "/v2/Operators", id: operatorSid },
  custom: { noun: "Custom Operator", path: "/v2/Operators/Custom", id: operatorSid },
  preBuilt: { noun: "Pre-built Operator", path: "/v2/Operators/PreBuilt", id: operatorSid },
};

/** Filter of a list of operators. */
export interface OperatorFilter extends Limit {
  availability?: z.infer<typeof availability> | undefined;
  /** Language that the operator supports, such as `en-US`. */
  languageCode?: string | undefined;
}

/** Returns an operator, or `undefined` if it does not exist. */
export const fetchOperator = (client: Client, sid: string, kind: OperatorKind = "any") =>
  fetchOne(client, operators[kind], sid, operator);

/** Lists operators. */
export const listOperators = (
  client: Client,
  kind: OperatorKind = "any",
  { limit, availability, languageCode }: OperatorFilter = {},
): AsyncGenerator<Operator> =>
  listV2(client, "operators", operator, {
    ...operators[kind],
    query: queryOf({ Availability: availability, LanguageCode: languageCode }),
    limit,
  });

/**
 * Creates a Custom Operator.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 */
export const createCustomOperator = (
  client: Client,
  form: CustomOperatorForm,
  recover?: Recover<Operator>,
): Promise<Versioned<Operator>> =>
  client.call({ ...newTarget(operators.custom, form.FriendlyName), method: "POST", form }, operator, recover);

/**
 * Updates a Custom Operator. The API requires both fields.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 * @throws ConflictError (Twilio code 20412) if `ifMatch` is not the current ETag.
 */
export const updateCustomOperator = async (
  client: Client,
  sid: string,
  form: Omit<CustomOperatorForm, "OperatorType">,
  ifMatch: string,
  recover?: Recover<Operator>,
): Promise<Versioned<Operator>> =>
  client.call({ ...target(operators.custom, "update", sid), method: "POST", form, ifMatch }, operator, recover);

/** Deletes a Custom Operator. Succeeds if it is already gone. */
export const deleteCustomOperator = (client: Client, sid: string): Promise<void> =>
  remove(client, operators.custom, sid);

const operatorTypes: Collection = {
  noun: "operator type",
  path: "/v2/OperatorTypes",
  id: z.union([operatorTypeSid, z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be an operator type's SID or name")]),
  idMembers: ["sid", "name"],
};

/** Returns an operator type by SID (`EY…`) or name (`Generative`), or `undefined` if it does not exist. */
export const fetchOperatorType = (client: Client, reference: string) =>
  fetchOne(client, operatorTypes, reference, operatorType);

/** Lists operator types. */
export const listOperatorTypes = (
  client: Client,
  { limit, languageCode }: Omit<OperatorFilter, "availability"> = {},
): AsyncGenerator<OperatorType> =>
  listV2(client, "operator_types", operatorType, {
    ...operatorTypes,
    query: queryOf({ LanguageCode: languageCode }),
    limit,
  });
