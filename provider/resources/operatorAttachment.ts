import type { Client, Versioned } from "../../api/client";
import { hasCode } from "../../api/errors";
import { type Pace, poll } from "../../api/poll";
import { attachOperator, detachOperator, fetchAttachments } from "../../api/v2/attachments";
import { listServices } from "../../api/v2/services";
import { operatorSid, serviceSid } from "../../api/wire/ids";
import { operatorAttachment as attachmentAnswer, type OperatorAttachment } from "../../api/wire/v2/operator";
import { always } from "../table/property";
import { bodilessResource } from "../table/resource";
import { everyKind } from "./common";

/** An attachment is answered before it can be read: so long it is looked for. */
const PACE: Pace = { firstMs: 100, longestMs: 5_000, withinMs: 60_000 };
/** How long it is looked for where the API refuses to attach, which it may because it is attached already. */
const REFUSED_PACE: Pace = { ...PACE, withinMs: 5_000 };

async function read(client: Client, id: string): Promise<Versioned<OperatorAttachment> | undefined> {
  const [service, operator] = sidsOf(id);
  const attached = await fetchAttachments(client, service);
  if (!attached?.value.operator_sids.includes(operator)) return undefined;
  return { value: { service_sid: service, operator_sid: operator, url: attached.value.url } };
}

function sidsOf(id: string): [service: string, operator: string] {
  const [service = "", operator = ""] = id.split("/");
  return [service, operator];
}

/** `undefined` where it does not show in time. */
const waitUntilVisible = (client: Client, id: string, pace: Pace): Promise<Versioned<OperatorAttachment> | undefined> =>
  poll(async () => ({ done: await read(client, id) }), pace, client);

export const operatorAttachment = bodilessResource({
  noun: "Operator Attachment",
  style: "form",
  answer: attachmentAnswer,
  id: ["service_sid", "operator_sid"],
  readFromList: true,
  properties: {
    ...everyKind,
    /** SID of the Service (`GA…`) whose transcripts the operator runs on. Another Service makes another attachment. */
    serviceSid: always(serviceSid, { replaces: true, live: true }),
    /** SID of the operator (`LY…`), custom or pre-built. Another operator makes another attachment. It runs on new transcripts only. */
    operatorSid: always(operatorSid, { replaces: true, live: true }),
  },
  computed: {},
  calls: {
    async create(client, { desired: { serviceSid, operatorSid } }) {
      const id = `${serviceSid}/${operatorSid}`;
      try {
        const attached = await attachOperator(client, serviceSid, operatorSid, () => read(client, id));
        // The request says what is attached, whatever the answer repeats of it.
        return { ...attached, value: { ...attached.value, service_sid: serviceSid, operator_sid: operatorSid } };
      } catch (error) {
        if (!hasCode(error, "invalid_request") && !hasCode(error, "conflict")) throw error;
        const attached = await waitUntilVisible(client, id, REFUSED_PACE);
        if (attached === undefined) throw error;
        return attached;
      }
    },
    read,
    delete: (client, id) => detachOperator(client, ...sidsOf(id)),
    async *list(client) {
      for await (const service of listServices(client)) {
        for (const operator of service.read_only_attached_operator_sids ?? []) {
          yield { service_sid: service.sid, operator_sid: operator };
        }
      }
    },
  },
  completion: {
    async wait(client, { value }) {
      const id = `${value.service_sid}/${value.operator_sid}`;
      const live = await waitUntilVisible(client, id, PACE);
      if (live !== undefined) return live;
      throw new Error(
        `Operator Attachment ${id} was accepted, and does not show after ${PACE.withinMs / 1000} s. Run \`pulumi up\` again: it looks again.`,
      );
    },
  },
});
