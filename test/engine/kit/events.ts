import { z } from "zod";

/** One step that the engine planned or took. */
export interface Step {
  /** `create`, `update`, `same`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `refresh`, `read`, … */
  op: string;
  urn: string;
  type: string;
  /** Properties that force a replacement. */
  keys: string[];
  /** Properties that differ. */
  diffs: string[];
}

/** What a preview, up, refresh or destroy did, as the engine itself reports it. */
export interface Operation {
  /** How many objects, the stack itself included, by kind of step; `{ same: 3 }` is an up without changes. */
  changes: Record<string, number>;
  /** In the order in which they were begun; the providers' own steps are left out. */
  steps: Step[];
}

const names = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const event = z.object({
  resourcePreEvent: z
    .object({ metadata: z.object({ op: z.string(), urn: z.string(), type: z.string(), keys: names, diffs: names }) })
    .optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

/** Reads what `--event-log` wrote: one event per line. */
export function readEventLog(text: string): Operation {
  const events = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => event.parse(JSON.parse(line)));
  return {
    // An up that keeps its preview reports twice; what it did comes last.
    changes: events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {},
    steps: events
      .flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : []))
      .filter(({ type }) => !type.startsWith("pulumi:providers:")),
  };
}
