import type { Client, Recover, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, remove, target } from "../object";
import { type Limit, listV2 } from "../paging";
import { serviceSid } from "../wire/ids";
import { type Service, type ServiceForm, service } from "../wire/v2/service";

/** Collection of Services. */
export const services: Collection = { noun: "Service", path: "/v2/Services", id: serviceSid };

/** Fields of a create. `UniqueName` is required and unique in the account. */
export type CreateForm = ServiceForm & { UniqueName: string };
/** Fields of an update. Omitted fields stay unchanged. */
export type UpdateForm = Omit<ServiceForm, "LanguageCode">;

/**
 * Creates a Service.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 * @throws InvalidRequestError if another Service has the same unique name.
 */
export const createService = (
  client: Client,
  form: CreateForm,
  recover?: Recover<Service>,
): Promise<Versioned<Service>> =>
  client.call({ ...newTarget(services, form.UniqueName), method: "POST", form }, service, recover);

/** Returns a Service, or `undefined` if the account has no such Service. */
export const fetchService = (client: Client, sid: string): Promise<Versioned<Service> | undefined> =>
  fetchOne(client, services, sid, service);

/**
 * Updates a Service.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 * @throws ConflictError (Twilio code 20412) if `ifMatch` is not the current ETag.
 */
export const updateService = async (
  client: Client,
  sid: string,
  form: UpdateForm,
  ifMatch: string,
  recover?: Recover<Service>,
): Promise<Versioned<Service>> =>
  client.call({ ...target(services, "update", sid), method: "POST", form, ifMatch }, service, recover);

/** Deletes a Service. Succeeds if it is already gone. */
export const deleteService = (client: Client, sid: string): Promise<void> => remove(client, services, sid);

/** Lists the Services of the account. */
export const listServices = (client: Client, { limit }: Limit = {}): AsyncGenerator<Service> =>
  listV2(client, "services", service, { ...services, limit });
