import type { Host } from "./http/transport";

/** Object and request that an error concerns. Contains no credentials. */
export interface ErrorDetails {
  /** Action that failed, as in `update Service GA0123…`. */
  action: string;
  /** HTTP status. Absent if no response arrived. */
  status?: number | undefined;
  /** Twilio error code, such as 20404. */
  twilioCode?: number | undefined;
  /** Value of the `Twilio-Request-Id` header, for support tickets. */
  requestId?: string | undefined;
}

/** Stable code of an error of the client. */
export type ErrorCode =
  | "not_found"
  | "conflict"
  | "rate_limited"
  | "unauthorised"
  | "forbidden"
  | "invalid_request"
  | "server_error"
  | "network"
  | "unexpected_shape"
  | "outcome_unknown"
  | "operation_failed"
  | "operation_pending"
  | "cancelled";

/**
 * Base class of the client's errors. Distinguish errors by `code`, not by `instanceof`, because a process can load two copies of the
 * package.
 *
 * @example
 * ```ts
 * try {
 *   await deleteService(client, sid);
 * } catch (error) {
 *   if (hasCode(error, "forbidden")) console.error(error.reason);
 * }
 * ```
 */
export class ApiError extends Error implements ErrorDetails {
  readonly code: ErrorCode;
  readonly action: string;
  readonly status: number | undefined;
  readonly twilioCode: number | undefined;
  readonly requestId: string | undefined;
  /** Reason for the failure, without the action and the next step. */
  readonly reason: string;

  constructor(code: ErrorCode, details: ErrorDetails, reason: string, next: string) {
    super(`Could not ${details.action}: ${sentence(reason)}${reference(details)}${next === "" ? "" : ` ${next}`}`);
    this.name = new.target.name;
    this.code = code;
    this.action = details.action;
    this.status = details.status;
    this.twilioCode = details.twilioCode;
    this.requestId = details.requestId;
    this.reason = reason;
  }
}

/** Error for a Twilio 404: the object does not exist. A 404 without Twilio's own error body is a NetworkError. */
export class NotFoundError extends ApiError {
  constructor(details: ErrorDetails, reason: string) {
    super("not_found", details, reason, "Run `pulumi refresh` to see which objects are gone from the account.");
  }
}

/** Twilio's error codes for a version that does not match `If-Match`. */
const VERSION_CONFLICTS = new Set([20412, 520043, 95411, 95421]);

/** Whether a conflict concerns the version of the object. Any other 409 concerns another object or another write. */
export const isVersionConflict = ({ status, twilioCode }: ErrorDetails): boolean =>
  status === undefined || status === 412 || VERSION_CONFLICTS.has(twilioCode ?? 0);

/** Smallest Twilio error code. Smaller numbers come from another system. */
const FIRST_TWILIO_CODE = 10_000;

/** Whether an error code is one of Twilio's. */
export const isTwilioCode = (code: number | undefined): boolean => code !== undefined && code >= FIRST_TWILIO_CODE;

/** Error for a 412 (the object is no longer at the version of the request) or a 409 (another object or write conflicts). */
export class ConflictError extends ApiError {
  /** Id of the conflicting object, if Twilio names it. */
  readonly conflictingId: string | undefined;

  constructor(details: ErrorDetails, reason: string, conflictingId?: string) {
    const named = conflictingId === undefined ? "" : `; it conflicts with ${conflictingId}`;
    super(
      "conflict",
      details,
      `${reason}${named}`,
      isVersionConflict(details)
        ? "Run `pulumi refresh`, look at `pulumi preview`, then run `pulumi up` again."
        : "Resolve the conflict, or wait until the other change has finished, then run `pulumi up` again.",
    );
    this.conflictingId = conflictingId;
  }
}

/** Error for a 429 that persisted for longer than the client retries. */
export class RateLimitedError extends ApiError {
  constructor(details: ErrorDetails, reason: string) {
    super("rate_limited", details, reason, "Run it again later, or with a lower `--parallel`.");
  }
}

/** Error for a 401: Twilio does not accept the credentials. */
export class UnauthorisedError extends ApiError {
  constructor(details: ErrorDetails, reason: string, credentialsAt = "the credentials") {
    super("unauthorised", details, reason, `Check ${credentialsAt}; a new key works after about a minute.`);
  }
}

/** Product of each host, as the Twilio Console names it. */
const PRODUCTS: Readonly<Record<Host, string>> = {
  intelligence: "Conversational Intelligence",
  conversations: "Conversations",
  memory: "Memory",
};

/** Error for a 403: the key lacks a permission. */
export class ForbiddenError extends ApiError {
  constructor(details: ErrorDetails, reason: string, permission: string, host: Host = "intelligence") {
    super(
      "forbidden",
      details,
      reason,
      `Give the restricted API key the permission to ${permission} (${PRODUCTS[host]}) in the Twilio Console.`,
    );
  }
}

/** Error for a 400 or another 4xx: Twilio refused the request. Also thrown for an id that does not have the expected format. */
export class InvalidRequestError extends ApiError {
  constructor(details: ErrorDetails, reason: string) {
    // Without a status, the client itself refused the id, so nothing uses the object.
    const isRemoval = details.status !== undefined && /^(delete|detach) /.test(details.action);
    super(
      "invalid_request",
      details,
      reason,
      isRemoval ? "Remove what uses it first." : "Change the declared value and run `pulumi preview`.",
    );
  }
}

/** Error for a 5xx that persisted through all retries. */
export class ServerError extends ApiError {
  constructor(details: ErrorDetails, reason: string) {
    super("server_error", details, reason, "Run it again. If the error persists, check status.twilio.com.");
  }
}

/** Error for a missing response: the connection was refused, dropped, timed out or not trusted, or another system answered. */
export class NetworkError extends ApiError {
  constructor(details: ErrorDetails, reason: string) {
    super("network", details, reason, "Check the network and twilio-intelligence:baseUrl, then run it again.");
  }
}

/** Error for a response that the API does not document. The message names the first invalid path. */
export class UnexpectedShapeError extends ApiError {
  constructor(details: ErrorDetails, reason: string) {
    super("unexpected_shape", details, reason, "Run it again. If the error persists, report it with the request id.");
  }
}

/** Error for a create with an unknown outcome: the response was lost, and a check did not show whether the object exists. */
export class OutcomeUnknownError extends ApiError {
  /** Ids of objects that may be the created one. */
  readonly candidates: readonly string[];

  constructor(details: ErrorDetails, reason: string, candidates: readonly string[]) {
    const next =
      candidates.length === 0
        ? "Check the Twilio Console before you run it again."
        : `It may be one of: ${candidates.join(", ")}. Delete it in the Twilio Console, or import it, before you run it again.`;
    super("outcome_unknown", details, reason, next);
    this.candidates = candidates;
  }
}

/** Error for an accepted write whose operation failed or was cancelled. The object is unchanged. */
export class OperationFailedError extends ApiError {
  constructor(
    details: ErrorDetails,
    readonly operationId: string,
    outcome: string,
  ) {
    super(
      "operation_failed",
      details,
      `its operation ${operationId} ${outcome}`,
      "Resolve the cause, then run `pulumi up` again.",
    );
  }
}

/** Error for an accepted write whose operation did not finish within the time limit. */
export class OperationPendingError extends ApiError {
  constructor(
    details: ErrorDetails,
    readonly operationId: string,
    waitedMs: number,
  ) {
    super(
      "operation_pending",
      details,
      `its operation ${operationId} had not finished after ${waitedMs / 1000} s`,
      "Wait until it has finished, then run `pulumi up` again.",
    );
  }
}

/** Error for a request that its caller cancelled. */
export class CancelledError extends ApiError {
  constructor(details: ErrorDetails) {
    super("cancelled", details, "it was cancelled", "");
  }
}

/** Whether an error is an error of the client with this code. */
export const hasCode = (error: unknown, code: ErrorCode): error is ApiError =>
  error instanceof Error && "code" in error && error.code === code;

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

function reference({ status, twilioCode, requestId }: ErrorDetails): string {
  const parts = [
    twilioCode === undefined ? undefined : `Twilio ${twilioCode}`,
    status === undefined ? undefined : `HTTP ${status}`,
    requestId === undefined ? undefined : `request ${requestId}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
