import { z } from "zod";
import { firstIssue } from "../values/json";

const isPattern = (text: string): boolean => {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
};

/** What can go wrong. `drop-after` and the four below it happen after the request was processed, the others instead. */
export const faultName = z.enum([
  "429",
  "429-no-retry-after",
  "500",
  "503",
  "html",
  "drop-before",
  "silence",
  "refuse",
  "drop-after",
  "cut",
  "malformed-json",
  "wrong-shape",
  "duplicate",
]);

/** One thing that goes wrong, and when. */
export const fault = z.strictObject({
  /** Only requests of this method; any when absent. */
  method: z.string().toUpperCase().optional(),
  /** Only requests whose path, without the query, this regular expression finds a match in; any when absent. */
  path: z.string().refine(isPattern, "must be a regular expression").optional(),
  /** The first of the matching requests that it hits, counted from 1. Default 1. */
  nth: z.int().min(1).default(1),
  /** How many matching requests in a row it hits. Default 1. */
  times: z.int().min(1).default(1),
  fault: faultName,
  /** For `429`: the `Retry-After`, in seconds. Default 1. */
  retryAfterSeconds: z.int().min(0).max(3600).default(1),
  /** For `silence`: how long until the connection is closed, default until the client gives up. For `refuse`: how long, default 1. */
  seconds: z.number().min(0).max(3600).optional(),
});

export const faultList = z.array(fault);
/** A fault as it is asked for: everything but `fault` may be left out. */
export type Fault = z.input<typeof fault>;
export type ActiveFault = z.output<typeof fault>;

/** The faults in force, each with the number of requests it has matched. */
export class FaultPlan {
  #planned: { fault: ActiveFault; pattern: RegExp; matched: number }[] = [];

  /** Replaces all faults and starts counting anew. Throws an Error that says which one is not valid, and why. */
  set(faults: unknown): void {
    const parsed = faultList.safeParse(faults);
    if (!parsed.success) throw new Error(`not a list of faults: ${firstIssue(parsed.error)}`);
    this.#planned = parsed.data.map((fault) => ({ fault, pattern: new RegExp(fault.path ?? ""), matched: 0 }));
  }

  all(): ActiveFault[] {
    return this.#planned.map(({ fault }) => fault);
  }

  /** The fault that hits this request. Every fault that matches counts it; of several that hit, the first in the list wins. */
  next(method: string, path: string): ActiveFault | undefined {
    const hits = this.#planned.filter((planned) => {
      const { fault, pattern } = planned;
      if ((fault.method ?? method) !== method || !pattern.test(path)) return false;
      planned.matched++;
      return planned.matched >= fault.nth && planned.matched < fault.nth + fault.times;
    });
    return hits[0]?.fault;
  }
}
