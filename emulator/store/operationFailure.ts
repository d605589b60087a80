import { z } from "zod";

/** How an operation ends that does not do its work. */
export const operationFailure = z.object({
  outcome: z.enum(["FAILED", "CANCELLED"]).default("FAILED"),
  /** Twilio's number of the error; only the Memory API shows it. */
  code: z.int().default(20500),
  detail: z.string().default("The operation failed because a test asked for it"),
});
export type OperationFailure = z.infer<typeof operationFailure>;
