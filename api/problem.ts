import { z } from "zod";
import {
  type ApiError,
  ConflictError,
  type ErrorFacts,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorisedError,
  UnexpectedShapeError,
} from "./errors";
import { actionOf, type Subject } from "./subject";
import { quote } from "./text";
import type { HttpReply } from "./transport";

/** The error bodies of the API: v2 (`more_info`, `status`), v3 (`httpStatusCode`, `params`) and RFC 9457 (`title`, `detail`). */
const problem = z.object({
  code: z.number().optional().catch(undefined),
  message: z.string().catch(""),
  title: z.string().catch(""),
  detail: z.string().catch(""),
});

/** Twilio's code for a version of a Configuration or a language operator that does not match `If-Match`. */
const VERSION_CONFLICTS = new Set([20412, 95411, 95421]);

/** Twilio's code for credentials that it does not know, whatever the status. */
const NOT_AUTHENTICATED = 20003;

/** Turns an answer that is not a success into the error that says so. */
export function errorFrom(reply: HttpReply, subject: Subject): ApiError {
  const { status } = reply;
  const { code, why } = parseProblem(reply.text);
  const facts: ErrorFacts = { action: actionOf(subject), status, twilioCode: code, requestId: requestId(reply) };
  const reason = why === "" ? `the API answered with status ${status} and no reason` : why;
  if (status < 400) {
    return new UnexpectedShapeError(
      facts,
      `the API answered with status ${status}, which it does not document here; redirects are not followed`,
    );
  }
  if (status >= 500) return new ServerError(facts, reason);
  if (status === 403) return new ForbiddenError(facts, reason, `${subject.verb} ${subject.noun}s`);
  if (status === 401 || code === NOT_AUTHENTICATED) return new UnauthorisedError(facts, reason);
  if (status === 404) return new NotFoundError(facts, reason);
  if (status === 409 || status === 412 || VERSION_CONFLICTS.has(code ?? 0)) return new ConflictError(facts, reason);
  if (status === 429) return new RateLimitedError(facts, reason);
  return new InvalidRequestError(facts, reason);
}

/** The request's id at Twilio, for a support ticket. */
export function requestId(reply: HttpReply): string | undefined {
  const header = reply.headers["twilio-request-id"];
  return typeof header === "string" ? quote(header) : undefined;
}

/** Twilio's code, and the reason in the server's words: empty where it gave none that can be read. */
function parseProblem(text: string): { code?: number | undefined; why: string } {
  const parsed = problem.safeParse(parseJson(text));
  if (!parsed.success) return { why: "" };
  const { code, message, detail, title } = parsed.data;
  return { code, why: quote(message) || quote(detail) || quote(title) };
}

/** `undefined` where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
