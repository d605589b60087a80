import { z } from "zod";
import { responseId } from "./ids";

/** Response to a write that is processed asynchronously. A header repeats the operation's id. No member is present on every host. */
export const accepted = z.looseObject({
  statusUrl: z.string().nullish(),
  related: z.looseObject({ configurationId: z.string().nullish() }).nullish(),
});

/** Twilio's error code. A value of another form is ignored, because it must not replace the reason for a failure. */
const errorCode = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^[0-9]{1,15}$/)
      .transform(Number),
  ])
  .nullish()
  .catch(undefined);

const reason = z.string().nullish().catch(undefined);

/**
 * Asynchronous write, as the API returns it. `related` (Conversations) or `result` (Memory) names the object. `error` is an RFC 9457
 * problem, to which the Memory host adds Twilio's error code.
 */
export const operation = z.looseObject({
  operationId: responseId,
  status: z.string(),
  createdAt: z.string().nullish(),
  completedAt: z.string().nullish(),
  statusUrl: z.string().nullish(),
  related: accepted.shape.related,
  result: z.looseObject({ type: z.string().nullish(), id: z.string().nullish() }).nullish(),
  error: z.looseObject({ title: reason, detail: reason, code: errorCode }).nullish(),
});
export type Operation = z.infer<typeof operation>;

/** Whether an operation has finished. Unknown statuses count as pending, because the hosts use different ones. */
export const hasEnded = ({ status }: Operation): boolean =>
  status === "COMPLETED" || status === "FAILED" || status === "CANCELLED";
