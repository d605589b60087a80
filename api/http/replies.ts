import type { Failure } from "./retry";
import type { HttpReply } from "./transport";

/** One header of a reply; `undefined` if it is absent or repeated. */
export const header = (reply: HttpReply, name: string): string | undefined => {
  const value = reply.headers[name];
  return typeof value === "string" ? value : undefined;
};

/** A reply without success, for the decision whether to send the request again. `fromTwilio`: its body is Twilio's own. */
export const statusFailure = (reply: HttpReply, fromTwilio: boolean): Failure => ({
  type: "status",
  status: reply.status,
  fromTwilio,
  retryAfter: header(reply, "retry-after"),
  rateLimitReset: header(reply, "x-ratelimit-reset") ?? header(reply, "x-rate-limit-reset"),
});
