import type { Client, Settle, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, remove, target } from "../object";
import { type Limit, listV2 } from "../paging";
import { serviceSid } from "../wire/ids";
import { type Service, type ServiceForm, service } from "../wire/v2/service";

export const services: Collection = { noun: "Service", path: "/v2/Services", id: serviceSid };

/** A create needs `UniqueName`, which no other Service of the account may have. */
export type CreateForm = ServiceForm & { UniqueName: string };
/** An update changes the fields that it holds and leaves the others. */
export type UpdateForm = Omit<ServiceForm, "LanguageCode">;

/** Refused with an InvalidRequestError where another Service has the name. */
export const createService = (
  client: Client,
  form: CreateForm,
  settle?: Settle<Service>,
): Promise<Versioned<Service>> =>
  client.call({ ...newTarget(services, form.UniqueName), method: "POST", form }, service, settle);

/** `undefined` where the account has no such Service. */
export const fetchService = (client: Client, sid: string): Promise<Versioned<Service> | undefined> =>
  fetchOne(client, services, sid, service);

/** Refused with a ConflictError, Twilio's code 20412, when `ifMatch` is not the present ETag of the Service. */
export const updateService = async (
  client: Client,
  sid: string,
  form: UpdateForm,
  ifMatch: string,
  settle?: Settle<Service>,
): Promise<Versioned<Service>> =>
  client.call({ ...target(services, "update", sid), method: "POST", form, ifMatch }, service, settle);

/** Succeeds where the Service is gone already. */
export const deleteService = (client: Client, sid: string): Promise<void> => remove(client, services, sid);

/** Every Service of the account. */
export const listServices = (client: Client, { limit }: Limit = {}): AsyncGenerator<Service> =>
  listV2(client, "services", service, { ...services, limit });
