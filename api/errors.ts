/** What an error says about the object and the request that it concerns. Never holds a credential. */
export interface ErrorFacts {
  /** What was being done to which object, as in `update Service GA0123…`. */
  action: string;
  /** HTTP status; absent where no answer came. */
  status?: number | undefined;
  /** Twilio's own error code, such as 20404. */
  twilioCode?: number | undefined;
  /** The value of `Twilio-Request-Id`, for a support ticket. */
  requestId?: string | undefined;
}

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
  | "not_settled"
  | "cancelled";

/**
 * The parent of every error of the client. Tell errors apart by `code`, not by `instanceof`: two copies of the package may
 * be loaded in one process.
 */
export class ApiError extends Error implements ErrorFacts {
  readonly code: ErrorCode;
  readonly action: string;
  readonly status: number | undefined;
  readonly twilioCode: number | undefined;
  readonly requestId: string | undefined;
  /** The reason alone, without what was being done and what to do next. */
  readonly why: string;

  constructor(code: ErrorCode, facts: ErrorFacts, why: string, next: string) {
    super(`Could not ${facts.action}: ${sentence(why)}${reference(facts)}${next === "" ? "" : ` ${next}`}`);
    this.name = new.target.name;
    this.code = code;
    this.action = facts.action;
    this.status = facts.status;
    this.twilioCode = facts.twilioCode;
    this.requestId = facts.requestId;
    this.why = why;
  }
}

/** 404. */
export class NotFoundError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    super("not_found", facts, why, "Run `pulumi refresh` to see what is gone from the account.");
  }
}

/** 409, or 412: the object is not at the version that the request was based on. */
export class ConflictError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    super("conflict", facts, why, "Run `pulumi refresh`, look at `pulumi preview`, then run `pulumi up` again.");
  }
}

/** 429 that did not end within the time that the client waits. */
export class RateLimitedError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    super("rate_limited", facts, why, "Run it again later, or with a lower `--parallel`.");
  }
}

/** 401. */
export class UnauthorisedError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    super(
      "unauthorised",
      facts,
      why,
      "Check twilio-intelligence:apiKey and apiSecret (or TWILIO_API_KEY and TWILIO_API_SECRET); a new key works after about a minute.",
    );
  }
}

/** 403: the key is known, and may not do this. */
export class ForbiddenError extends ApiError {
  constructor(facts: ErrorFacts, why: string, permission: string) {
    super(
      "forbidden",
      facts,
      why,
      `Give the restricted API key the permission to ${permission} (Conversational Intelligence) in the Twilio Console.`,
    );
  }
}

/** 400 and the other 4xx: the request was understood and refused. */
export class InvalidRequestError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    // Refused by the server: an id of another form is refused here.
    const isRemoval = facts.status !== undefined && /^(delete|detach) /.test(facts.action);
    super(
      "invalid_request",
      facts,
      why,
      isRemoval ? "Take away what uses it first." : "Change the declared value and run `pulumi preview`.",
    );
  }
}

/** 5xx that did not end within the retries. */
export class ServerError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    super("server_error", facts, why, "Run it again; see status.twilio.com if it goes on.");
  }
}

/** No complete answer came: refused, dropped, timed out, or not trusted. */
export class NetworkError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    super("network", facts, why, "Check the network and twilio-intelligence:baseUrl, then run it again.");
  }
}

/** An answer came that is not what the API documents: the message names the path that is wrong. */
export class UnexpectedShapeError extends ApiError {
  constructor(facts: ErrorFacts, why: string) {
    super("unexpected_shape", facts, why, "Run it again; if it stays, report it with the request id.");
  }
}

/** The answer to a create was lost, and looking did not tell whether it happened. `candidates` are ids to look at. */
export class NotSettledError extends ApiError {
  readonly candidates: readonly string[];

  constructor(facts: ErrorFacts, why: string, candidates: readonly string[]) {
    const next =
      candidates.length === 0
        ? "Look in the Twilio Console before you run it again."
        : `It may be one of: ${candidates.join(", ")}. Delete it in the Twilio Console, or adopt it, before you run it again.`;
    super("not_settled", facts, why, next);
    this.candidates = candidates;
  }
}

/** The operation was cancelled by its caller. */
export class CancelledError extends ApiError {
  constructor(facts: ErrorFacts) {
    super("cancelled", facts, "it was cancelled", "");
  }
}

export const hasCode = (error: unknown, code: ErrorCode): error is ApiError =>
  error instanceof Error && "code" in error && error.code === code;

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

function reference({ status, twilioCode, requestId }: ErrorFacts): string {
  const parts = [
    twilioCode === undefined ? undefined : `Twilio ${twilioCode}`,
    status === undefined ? undefined : `HTTP ${status}`,
    requestId === undefined ? undefined : `request ${requestId}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
