import { z } from "zod";
import type { Client, Versioned } from "../api/client";
import { hasCode } from "../api/errors";
import { attachOperator, detachOperator, fetchAttachments } from "../api/v2/attachments";
import { listServices } from "../api/v2/services";
import { operatorSid, serviceSid } from "../api/wire/ids";
import type { OperatorAttachment } from "../api/wire/v2/operator";
import { account, accountProperty } from "./account";
import type { Definition, Property } from "./definition";
import { type Pace, poll } from "./poll";
import { strictObject } from "./shape";

/** What a program declares of an Operator Attachment. */
export const operatorAttachmentInputs = strictObject({
  ...account,
  /** The Service (`GA…`) whose transcripts the operator is to run on. Another Service makes another attachment. */
  serviceSid,
  /** The operator (`LY…`), custom or pre-built. Another operator makes another attachment. It runs on new transcripts only. */
  operatorSid,
});
export type OperatorAttachmentInputs = z.infer<typeof operatorAttachmentInputs>;
export type OperatorAttachmentOutputs = OperatorAttachmentInputs;

const recorded = z.looseObject({});
type Recorded = z.infer<typeof recorded>;

const replacing: Property = { held: "always", normal: (value) => value ?? "", replaces: true };

const properties = {
  account: accountProperty,
  serviceSid: replacing,
  operatorSid: replacing,
} satisfies Record<keyof OperatorAttachmentInputs, Property>;

/** An attachment is answered before it can be read: so long it is looked for. */
const PACE: Pace = { firstMs: 100, longestMs: 5_000, withinMs: 60_000 };
/** How long it is looked for where the API refuses to attach, which it may because it is attached already. */
const REFUSED_PACE: Pace = { ...PACE, withinMs: 5_000 };

const idOf = (service: string, operator: string) => `${service}/${operator}`;

function sidsOf(id: string): [service: string, operator: string] {
  const [service = "", operator = ""] = id.split("/");
  return [service, operator];
}

async function read(client: Client, id: string): Promise<Versioned<OperatorAttachment> | undefined> {
  const [service, operator] = sidsOf(id);
  const attached = await fetchAttachments(client, service);
  if (!attached?.value.operator_sids.includes(operator)) return undefined;
  return { value: { service_sid: service, operator_sid: operator, url: attached.value.url } };
}

/** `undefined` where it does not show in time. */
const untilVisible = (client: Client, id: string, pace: Pace): Promise<Versioned<OperatorAttachment> | undefined> =>
  poll(async () => ({ done: await read(client, id) }), pace);

export const operatorAttachmentDefinition: Definition<OperatorAttachmentInputs, OperatorAttachment, Recorded> = {
  noun: "Operator Attachment",
  inputs: operatorAttachmentInputs,
  checked: operatorAttachmentInputs,
  recorded,
  properties,
  idOf: (live) => idOf(live.service_sid, live.operator_sid),
  versionOf: () => undefined,
  declaredOf: (live) => ({ serviceSid: live.service_sid, operatorSid: live.operator_sid }),
  computedOf: () => ({}),
  create: async (client, { serviceSid, operatorSid }) => {
    const id = idOf(serviceSid, operatorSid);
    try {
      return await attachOperator(client, serviceSid, operatorSid, () => read(client, id));
    } catch (error) {
      if (!hasCode(error, "invalid_request") && !hasCode(error, "conflict")) throw error;
      const there = await untilVisible(client, id, REFUSED_PACE);
      if (there === undefined) throw error;
      return there;
    }
  },
  ready: async (client, { value }) => {
    const id = idOf(value.service_sid, value.operator_sid);
    const live = await untilVisible(client, id, PACE);
    if (live !== undefined) return live;
    throw new Error(
      `Operator Attachment ${id} was accepted, and does not show after ${PACE.withinMs / 1000} s. Run \`pulumi up\` again: it looks again.`,
    );
  },
  async *list(client) {
    for await (const service of listServices(client)) {
      for (const operator of service.read_only_attached_operator_sids ?? [])
        yield { service_sid: service.sid, operator_sid: operator, url: null };
    }
  },
  read,
  delete: (client, id) => detachOperator(client, ...sidsOf(id)),
};
