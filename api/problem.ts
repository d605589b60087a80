import { z } from "zod";
import {
  type ApiError,
  CancelledError,
  ConflictError,
  type ErrorFacts,
  ForbiddenError,
  InvalidRequestError,
  NetworkError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorisedError,
  UnexpectedShapeError,
} from "./errors";
import { actionOf, type Subject } from "./subject";
import { quote } from "./text";
import type { HttpReply, TransportError } from "./transport";

/** Takes the credentials out of a text of the server's. */
export type Mask = (text: string) => string;

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
export function errorFrom(reply: HttpReply, subject: Subject, masked: Mask): ApiError {
  const { status } = reply;
  const { code, why } = parseProblem(reply.text, masked);
  const facts = factsOf(reply, subject, masked, code);
  const reason = (why === "" ? `the API answered with status ${status} and no reason` : why) + comeBack(reply);
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

const factsOf = (reply: HttpReply, subject: Subject, masked: Mask, twilioCode?: number): ErrorFacts => {
  const id = reply.headers["twilio-request-id"];
  const requestId = typeof id === "string" ? quote(masked(id)) : undefined;
  return { action: actionOf(subject), status: reply.status, twilioCode, requestId };
};

/** When the API wants to be asked again, where it says so in seconds. */
function comeBack({ headers }: HttpReply): string {
  const seconds = /^\d{1,9}$/.exec(headers["retry-after"] ?? "")?.[0];
  return seconds === undefined || Number(seconds) === 0 ? "" : `; it asks to come back in ${seconds} s`;
}

/** Twilio's code, and the reason in the server's words: empty where it gave none that can be read. */
function parseProblem(text: string, masked: Mask): { code?: number | undefined; why: string } {
  const parsed = problem.safeParse(parseJson(text));
  if (!parsed.success) return { why: "" };
  const { code, ...words } = parsed.data;
  const [message, detail, title] = [words.message, words.detail, words.title].map((word) => quote(masked(word)));
  return { code, why: message || detail || title || "" };
}

/** The error of a request that got no complete answer. */
export function networkError(subject: Subject, error: TransportError, origin: string): ApiError {
  const facts = { action: actionOf(subject) };
  switch (error.reason) {
    case "cancelled":
      return new CancelledError(facts);
    case "oversized":
      return new UnexpectedShapeError(facts, `the answer of ${origin} is larger than any that the API documents`);
    case "endless":
      return new NetworkError(
        facts,
        `${origin} had not ended its answer after ${error.detail}, and was not waited for`,
      );
    case "refused":
      return new NetworkError(facts, `${origin} could not be reached (${error.detail})`);
    case "untrusted":
      return new NetworkError(
        facts,
        `no secure connection to ${origin}: its certificate is not trusted, or it does not speak TLS (${error.detail})`,
      );
    case "timeout":
      return new NetworkError(facts, `${origin} gave no answer in time (${error.detail})`);
    case "dropped":
      return new NetworkError(facts, `${origin} broke the connection off (${error.detail})`);
  }
}

/** The error of a success of another shape: names the first path that is wrong, or says that it is no JSON at all. */
export function shapeError(reply: HttpReply, subject: Subject, error: z.ZodError, masked: Mask): UnexpectedShapeError {
  const facts = factsOf(reply, subject, masked);
  if (parseJson(reply.text) === undefined)
    return new UnexpectedShapeError(
      facts,
      isTooDeep(reply.text)
        ? `the answer is nested deeper than ${MAX_DEPTH} levels`
        : "the answer is not JSON, or was cut off",
    );
  const issue = error.issues[0];
  const path = quote(masked((issue?.path ?? []).map(String).join("."))) || "the answer";
  return new UnexpectedShapeError(
    facts,
    `the answer has another shape than the API documents at ${path}: ${issue?.message}`,
  );
}

/** The error of an answer about another object than the one that was asked for. */
export function mismatchError(
  reply: HttpReply,
  subject: Subject & { idMembers?: readonly string[] | undefined },
  value: unknown,
  masked: Mask,
): UnexpectedShapeError | undefined {
  const { id, idMembers = [] } = subject;
  const members = new Map(Object.entries(value ?? {}));
  const ids = idMembers.map((name) => members.get(name)).filter((one) => one !== undefined);
  const asked = id?.toLowerCase();
  if (ids.length === 0 || ids.some((one) => String(one).toLowerCase() === asked)) return undefined;
  return new UnexpectedShapeError(
    factsOf(reply, subject, masked),
    `the answer is about another object, ${quote(masked(String(ids[0])))}, and was not used`,
  );
}

/** Levels that the JSON of an answer may have. What reads it goes down level by level, on a stack that ends. */
const MAX_DEPTH = 200;

/** `undefined` where the text is not JSON, or nested too deep. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts brackets that lie in no string. */
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
