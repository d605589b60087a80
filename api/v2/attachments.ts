import type { Client, Settle, Versioned } from "../client";
import { type Collection, fetchAt, pathBelow, remove, target } from "../object";
import { operatorSid } from "../wire/ids";
import {
  type OperatorAttachment,
  type OperatorAttachments,
  operatorAttachment,
  operatorAttachments,
} from "../wire/v2/operator";
import { services } from "./services";

/** The attachments of one Service. */
const attachmentsOf = (service: string): Collection => ({
  noun: "Operator Attachment",
  path: pathBelow(services, service, "Operators"),
  id: operatorSid,
  idMembers: ["operator_sid"],
});

/** Answers before the attachment is there to be read. */
export const attachOperator = async (
  client: Client,
  service: string,
  operator: string,
  settle?: Settle<OperatorAttachment>,
): Promise<Versioned<OperatorAttachment>> => {
  const at = target(attachmentsOf(service), "create", operator);
  // The form stays empty: the API takes no field, and expects the content type all the same.
  return client.call(
    { ...at, id: `${service}/${operator}`, idMembers: [], method: "POST", form: {} },
    operatorAttachment,
    settle,
  );
};

/** `undefined` where the account has no such Service. */
export const fetchAttachments = async (
  client: Client,
  service: string,
): Promise<Versioned<OperatorAttachments> | undefined> => {
  const { path } = attachmentsOf(service);
  return fetchAt(client, { verb: "read", noun: "operators of Service", id: service, path }, operatorAttachments);
};

/** Succeeds where the operator is detached already. */
export const detachOperator = async (client: Client, service: string, operator: string): Promise<void> =>
  remove(client, attachmentsOf(service), operator);
