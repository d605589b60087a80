import { z } from "zod";
import { fetchAttachments } from "../../api/v2/attachments";
import { fetchService, listServices } from "../../api/v2/services";
import { serviceSid } from "../../api/wire/ids";
import { operatorAttachments } from "../../api/wire/v2/operator";
import { service } from "../../api/wire/v2/service";
import { line, TEXT_MAX } from "../values/textTypes";
import { type Args, collectPlain, common, type ListArgs, list, oneOf, read, requireFound } from "./defineRead";
import { findByName } from "./findByName";
import type { Plain } from "./plainResult";

const getServiceArgs = oneOf(
  z.strictObject({
    ...common,
    /** The SID of the Service, `GA…`. Either this or `uniqueName`. */
    sid: serviceSid.optional(),
    /** The unique name of the Service, letter by letter. Either this or `sid`. */
    uniqueName: line(TEXT_MAX).optional(),
  }),
  "sid",
  "uniqueName",
);
export type GetServiceArgs = Args<typeof getServiceArgs>;
export type GetServiceResult = Plain<z.infer<typeof service>>;

export const getService = read("getService", getServiceArgs, async (client, { sid, uniqueName = "" }) => {
  if (sid !== undefined) return requireFound(service, await fetchService(client, sid), { noun: "Service", id: sid });
  return findByName(service, listServices(client), {
    noun: "Service",
    name: uniqueName,
    nameOf: (one) => one.unique_name ?? null,
    label: (one) => one.sid,
    hint: "Read one of them by its sid",
  });
});

const getServicesArgs = z.strictObject(list);
export type GetServicesArgs = ListArgs<typeof getServicesArgs>;

export const getServices = read("getServices", getServicesArgs, async (client, { limit }) =>
  collectPlain(service, listServices(client, { limit })),
);

const getOperatorAttachmentsArgs = z.strictObject({
  ...common,
  /** The SID of the Service, `GA…`. */
  serviceSid,
});
export type GetOperatorAttachmentsArgs = Args<typeof getOperatorAttachmentsArgs>;
export type GetOperatorAttachmentsResult = Plain<z.infer<typeof operatorAttachments>>;

export const getOperatorAttachments = read(
  "getOperatorAttachments",
  getOperatorAttachmentsArgs,
  async (client, { serviceSid: id }) =>
    requireFound(operatorAttachments, await fetchAttachments(client, id), { noun: "operators of Service", id }),
);
