import { z } from "zod";

/** Requests that a process sends to one origin, with a number of connections. */
export const wireJob = z.object({
  url: z.string(),
  authorization: z.string(),
  connections: z.int(),
  requests: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string().nullable(),
    }),
  ),
});

export type WireJob = z.infer<typeof wireJob>;

export const wireResult = z.object({ seconds: z.number(), cpuSeconds: z.number(), bodies: z.array(z.string()) });

export type WireResult = z.infer<typeof wireResult>;
