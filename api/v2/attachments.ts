import type { Client, Recover, Versioned } from "../client";
import { type Collection, childPath, fetchPath, remove, target } from "../object";
import { operatorSid } from "../wire/ids";
import {
  type OperatorAttachment,
  type OperatorAttachments,
  operatorAttachment,
  operatorAttachments,
} from "../wire/v2/operator";
import { services } from "./services";

/** Returns the collection of operators attached to one Service. */
const attachmentsOf = (service: string): Collection => ({
  noun: "Operator Attachment",
  path: childPath(services, service, "Operators"),
  id: operatorSid,
  idMembers: ["operator_sid"],
});

/**
 * Attaches an operator to a Service. The attachment can take a while to show in reads.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 */
export const attachOperator = async (
  client: Client,
  service: string,
  operator: string,
  recover?: Recover<OperatorAttachment>,
): Promise<Versioned<OperatorAttachment>> => {
  const at = target(attachmentsOf(service), "create", operator);
  // The API takes no fields but requires the content type of a form.
  return client.call(
    { ...at, id: `${service}/${operator}`, idMembers: [], method: "POST", form: {} },
    operatorAttachment,
    recover,
  );
};

/** Returns the operators attached to a Service, or `undefined` if the account has no such Service. */
export const fetchAttachments = async (
  client: Client,
  service: string,
): Promise<Versioned<OperatorAttachments> | undefined> => {
  const { path } = attachmentsOf(service);
  return fetchPath(client, { verb: "read", noun: "operators of Service", id: service, path }, operatorAttachments);
};

/** Detaches an operator from a Service. Succeeds if it is already detached. */
export const detachOperator = async (client: Client, service: string, operator: string): Promise<void> =>
  remove(client, attachmentsOf(service), operator);
