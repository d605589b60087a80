import type { Client } from "./client";
import type { RateLimiter } from "./http/rateLimiter";
import type { LogAttempt, LogRecovery } from "./http/requestLog";
import type { HttpReply } from "./http/transport";
import type { Clock, Random } from "./machine";

/** Parts of a client beside its transport. */
export interface ClientParts {
  /** Stops requests and waits when it is aborted. */
  signal?: AbortSignal;
  /** Defaults to the clock of this machine. */
  clock?: Clock;
  /** Defaults to the randomness of this machine. */
  random?: Random;
  /** Log of every attempt. */
  log?: LogAttempt | undefined;
  /** Hears of every recovery path that a call or a resource takes. */
  onRecovery?: LogRecovery | undefined;
  /** Where the credentials are configured, for the error for a 401. */
  credentialsAt?: string | undefined;
}

/** Parts that the copies of a client share or replace. */
export interface View extends ClientParts {
  rateLimiter?: RateLimiter;
  /** Texts to redact beside the credentials. */
  secrets?: readonly string[];
  /** Responses of list requests, by host and path. Absent if lists are not cached. */
  lists?: Map<string, HttpReply>;
  /** Returns the client that requests the next page of a list. Absent if this one does, at once. */
  nextPage?: (() => Promise<Client>) | undefined;
}
