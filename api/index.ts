/**
 * Client of the API, for tasks that are not resources, such as running a rule, deleting a result or listing all objects. Lists are async
 * iterators with an optional `limit`. Errors have a stable `code`.
 */
import "./requireNode";
import { Client } from "./client";
import type { LogAttempt, LogRecovery } from "./http/requestLog";
import { HttpTransport, TWILIO_URL } from "./http/transport";
import { VERSION } from "./version";

export type { Client, Versioned } from "./client";
export * from "./conversations/configurations";
export * from "./errors";
export type { LogAttempt, LoggedAttempt, LogRecovery } from "./http/requestLog";
export * from "./memory/stores";
export { finish, type Started } from "./operation";
export type { Pace } from "./poll";
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

/** Credentials and addresses of a client. */
export interface ClientOptions {
  /** API key SID or Account SID. */
  username: string;
  /** Secret of the API key, or auth token of the account. */
  password: string;
  /** Called after every attempt of a request, with its outcome and without credentials. */
  log?: LogAttempt | undefined;
  /** Called with every way in which a call goes on after a failure. */
  onRecovery?: LogRecovery | undefined;
  /** Where these credentials are configured, for the error for a 401. */
  credentialsAt?: string | undefined;
  /**
   * Address of the Intelligence API. HTTPS only, except on loopback.
   *
   * @default "https://intelligence.twilio.com"
   */
  baseUrl?: string | undefined;
  /** Address of the Conversations API. Defaults to Twilio's if `baseUrl` is Twilio's, and to `baseUrl` otherwise. */
  conversationsBaseUrl?: string | undefined;
  /** Address of the Memory API. Defaults to Twilio's if `baseUrl` is Twilio's, and to `baseUrl` otherwise. */
  memoryBaseUrl?: string | undefined;
}

/**
 * Creates a client. It opens its first connection with the first request.
 *
 * @example
 * ```ts
 * const client = createClient({ username: apiKey, password: apiSecret });
 * for await (const service of listServices(client)) console.log(service.sid);
 * ```
 */
export const createClient = ({
  baseUrl = TWILIO_URL,
  credentialsAt,
  log,
  onRecovery,
  ...options
}: ClientOptions): Client =>
  new Client(new HttpTransport({ ...options, baseUrl, userAgent: `pulumi-twilio-intelligence/${VERSION}` }), {
    credentialsAt,
    log,
    onRecovery,
  });
