import { z } from "zod";
import {
  type ApiError,
  CancelledError,
  ConflictError,
  type ErrorDetails,
  ForbiddenError,
  InvalidRequestError,
  isTwilioCode,
  isVersionConflict,
  NetworkError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorisedError,
  UnexpectedShapeError,
} from "./errors";
import type { Host, HttpReply, TransportError } from "./http/transport";
import { quote } from "./messageText";
import { actionOf, type Subject } from "./subject";

/** Redacts the client's credentials in text from the server. */
export type Redact = (text: string) => string;

/** Error body of the API: v2 (`more_info`, `status`), v3 (`httpStatusCode`, `params`) or RFC 9457 (`title`, `detail`). */
const problem = z.object({
  code: z.number().optional().catch(undefined),
  message: z.string().catch(""),
  title: z.string().catch(""),
  detail: z.string().catch(""),
});

/** Twilio's error code for unknown credentials. It comes with several statuses. */
const NOT_AUTHENTICATED = 20003;

/** Returns the error for an unsuccessful response. */
export function errorFrom(
  reply: HttpReply,
  subject: Subject & { host?: Host | undefined },
  redact: Redact,
  credentialsAt?: string,
): ApiError {
  const { status } = reply;
  const { code, reason: given } = parseProblem(reply.text, redact);
  const details = detailsOf(reply, subject, redact, code);
  const reason = (given === "" ? `the API returned status ${status} without a reason` : given) + retryAfter(reply);
  if (status < 400) {
    return new UnexpectedShapeError(
      details,
      `the API returned status ${status}, which is not documented for this request; redirects are not followed`,
    );
  }
  if (status >= 500) return new ServerError(details, reason);
  if (status === 403) return new ForbiddenError(details, reason, `${subject.verb} ${subject.noun}s`, subject.host);
  if (status === 401 || code === NOT_AUTHENTICATED) return new UnauthorisedError(details, reason, credentialsAt);
  if (status === 404) return isTwilioCode(code) ? new NotFoundError(details, reason) : foreign404(details, given);
  if (status === 409 || status === 412 || isVersionConflict(details)) {
    return new ConflictError(details, reason, headerText(reply, "x-conflicting-resource-id", redact));
  }
  if (status === 429) return new RateLimitedError(details, reason);
  return new InvalidRequestError(details, reason);
}

/** Returns the error for a 404 that Twilio did not send. Such a 404 does not tell whether the object exists. */
const foreign404 = (details: ErrorDetails, reason: string): NetworkError =>
  new NetworkError(
    { ...details, twilioCode: undefined },
    `a server between this machine and Twilio returned a 404 that is not a Twilio error${reason === "" ? "" : `: ${reason}`}`,
  );

const detailsOf = (reply: HttpReply, subject: Subject, redact: Redact, twilioCode?: number): ErrorDetails => ({
  action: actionOf(subject),
  status: reply.status,
  twilioCode,
  requestId: headerText(reply, "twilio-request-id", redact),
});

/** Returns a response header in a form that is safe in a message. */
function headerText({ headers }: HttpReply, name: string, redact: Redact): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? quote(redact(value)) : undefined;
}

/** Returns the wait that the API asks for, if it is in seconds. */
function retryAfter({ headers }: HttpReply): string {
  const seconds = /^\d{1,9}$/.exec(headers["retry-after"] ?? "")?.[0];
  return seconds === undefined || Number(seconds) === 0 ? "" : `; retry after ${seconds} s`;
}

/** Returns Twilio's error code and the server's reason, which is empty if the body has none. */
function parseProblem(text: string, redact: Redact): { code?: number | undefined; reason: string } {
  const parsed = problem.safeParse(parseJson(text));
  if (!parsed.success) return { reason: "" };
  const { code, ...words } = parsed.data;
  const [message, detail, title] = [words.message, words.detail, words.title].map((word) => quote(redact(word)));
  return { code, reason: message || detail || title || "" };
}

/** Returns the error for a request without a complete response. */
export function networkError(subject: Subject, error: TransportError, origin: string): ApiError {
  const details = { action: actionOf(subject) };
  switch (error.reason) {
    case "cancelled":
      return new CancelledError(details);
    case "oversized":
      return new UnexpectedShapeError(details, `the response from ${origin} is too large`);
    case "internal":
      return new UnexpectedShapeError(
        details,
        `this package failed, not the connection (${quote(error.detail)}): please report it`,
      );
    case "endless":
      return new NetworkError(details, `${origin} had not completed its response after ${error.detail}`);
    case "refused":
      return new NetworkError(details, `${origin} could not be reached (${error.detail})`);
    case "untrusted":
      return new NetworkError(
        details,
        `no secure connection to ${origin}: its certificate is not trusted, or it does not speak TLS (${error.detail})`,
      );
    case "timeout":
      return new NetworkError(details, `${origin} did not respond in time (${error.detail})`);
    case "dropped":
      return new NetworkError(details, `${origin} closed the connection (${error.detail})`);
  }
}

/** Returns the error for a successful response whose body does not match its schema. It names the first invalid path. */
export function shapeError(
  reply: HttpReply,
  subject: Subject,
  error: z.ZodError,
  redact: Redact,
): UnexpectedShapeError {
  const details = detailsOf(reply, subject, redact);
  if (parseJson(reply.text) === undefined)
    return new UnexpectedShapeError(
      details,
      isTooDeep(reply.text)
        ? `the response is nested deeper than ${MAX_DEPTH} levels`
        : "the response is not JSON, or is truncated",
    );
  const issue = error.issues[0];
  const path = quote(redact((issue?.path ?? []).map(String).join("."))) || "the top level";
  return new UnexpectedShapeError(
    details,
    `the response does not match the API's documentation at ${path}: ${issue?.message}`,
  );
}

/** Returns the error for a response about another object than the requested one, or `undefined` if the object matches. */
export function mismatchError(
  reply: HttpReply,
  subject: Subject & { idMembers?: readonly string[] | undefined },
  value: unknown,
  redact: Redact,
): UnexpectedShapeError | undefined {
  const { id, idMembers = [] } = subject;
  const members = new Map(Object.entries(value ?? {}));
  const ids = idMembers.map((name) => members.get(name)).filter((one) => one !== undefined);
  const requested = id?.toLowerCase();
  if (ids.length === 0 || ids.some((one) => String(one).toLowerCase() === requested)) return undefined;
  return new UnexpectedShapeError(
    detailsOf(reply, subject, redact),
    `the response is about another object, ${quote(redact(String(ids[0])))}`,
  );
}

/** Maximum nesting of JSON. The code that reads it is recursive, and deeper JSON could overflow the stack. */
const MAX_DEPTH = 200;

/** Parses JSON. Returns `undefined` for text that is not JSON or is nested deeper than 200 levels. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the text has too many nested brackets, not counting brackets in strings. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
