import { z } from "zod";

/** Result of an operation that fails or is cancelled. */
export const operationFailure = z.object({
  outcome: z.enum(["FAILED", "CANCELLED"]).default("FAILED"),
  /** Twilio's error code. Only the Memory API shows it. */
  code: z.int().default(20500),
  detail: z.string().default("The operation failed because a test requested it"),
});
export type OperationFailure = z.infer<typeof operationFailure>;
