import { z } from "zod";
import type { Client, Settle, Versioned } from "../client";
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

/** Which operators: those that the account made, those that Twilio made, or both. */
export type OperatorKind = "any" | "custom" | "preBuilt";

const operators: Record<OperatorKind, Collection> = {
  any: { noun: "operator", path: "/v2/Operators", id: operatorSid },
  custom: { noun: "Custom Operator", path: "/v2/Operators/Custom", id: operatorSid },
  preBuilt: { noun: "Pre-built Operator", path: "/v2/Operators/PreBuilt", id: operatorSid },
};

/** What a list of operators may be narrowed to. */
export interface OperatorFilter extends Limit {
  availability?: z.infer<typeof availability> | undefined;
  /** Such as `en-US`. */
  languageCode?: string | undefined;
}

/** `undefined` where there is no such operator. */
export const fetchOperator = (client: Client, sid: string, kind: OperatorKind = "any") =>
  fetchOne(client, operators[kind], sid, operator);

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

/** `settle` finds out about a create whose answer is lost; without it, the loss is an error. */
export const createCustomOperator = (
  client: Client,
  form: CustomOperatorForm,
  settle?: Settle<Operator>,
): Promise<Versioned<Operator>> =>
  client.call({ ...newTarget(operators.custom, form.FriendlyName), method: "POST", form }, operator, settle);

/** Both fields are required. Refused with a ConflictError, Twilio's code 20412, when `ifMatch` is not the present ETag. */
export const updateCustomOperator = async (
  client: Client,
  sid: string,
  form: Omit<CustomOperatorForm, "OperatorType">,
  ifMatch: string,
  settle?: Settle<Operator>,
): Promise<Versioned<Operator>> =>
  client.call({ ...target(operators.custom, "update", sid), method: "POST", form, ifMatch }, operator, settle);

/** Succeeds where the operator is gone already. */
export const deleteCustomOperator = (client: Client, sid: string): Promise<void> =>
  remove(client, operators.custom, sid);

const operatorTypes: Collection = {
  noun: "operator type",
  path: "/v2/OperatorTypes",
  id: z.union([operatorTypeSid, z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be an operator type's SID or name")]),
  idMembers: ["sid", "name"],
};

/** By sid (`EY…`) or by name (`Generative`). `undefined` where there is no such type. */
export const fetchOperatorType = (client: Client, reference: string) =>
  fetchOne(client, operatorTypes, reference, operatorType);

export const listOperatorTypes = (
  client: Client,
  { limit, languageCode }: Omit<OperatorFilter, "availability"> = {},
): AsyncGenerator<OperatorType> =>
  listV2(client, "operator_types", operatorType, {
    ...operatorTypes,
    query: queryOf({ LanguageCode: languageCode }),
    limit,
  });
