/**
 * The client of the API, for what is no resource: running a rule, deleting a transcript or a result, listing without end. Lists are
 * async iterators with a `limit`; errors have a stable `code`.
 */
import { Client } from "./client";
import { Transport, TWILIO_URL } from "./transport";
import { VERSION } from "./version";

export type { Client, Versioned } from "./client";
export * from "./conversations/configurations";
export * from "./errors";
export * from "./v2/attachments";
export * from "./v2/operators";
export {
  type CreateForm,
  createService,
  deleteService,
  fetchService,
  listServices,
  type UpdateForm,
  updateService,
} from "./v2/services";
export * from "./v2/transcripts";
export * from "./v3/configurations";
export * from "./v3/conversations";
export * from "./v3/operators";

export interface ClientOptions {
  /** An API key SID, or an Account SID. */
  username: string;
  /** The key's secret, or the account's auth token. */
  password: string;
  /** Default: Twilio's. https, or http on loopback. */
  baseUrl?: string;
}

/** Opens no connection before the first request. */
export const createClient = ({ username, password, baseUrl = TWILIO_URL }: ClientOptions): Client =>
  new Client(new Transport({ baseUrl, username, password, userAgent: `pulumi-twilio-intelligence/${VERSION}` }));
