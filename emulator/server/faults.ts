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

/** Kinds of faults. From `drop-after` on the request is processed, from `late-502` on after the answer; before, it is not. */
export const faultName = z.enum([
  "429",
  "429-no-retry-after",
  "500",
  "503",
  "html",
  "html-404",
  "conflict-other",
  "drop-before",
  "silence",
  "refuse",
  "drop-after",
  "cut",
  "malformed-json",
  "wrong-shape",
  "duplicate",
  "extra-members",
  "unknown-action",
  "late-502",
  "late-504",
]);

/** A fault, and the requests that it applies to. */
export const fault = z.strictObject({
  /** HTTP method of the requests. Any if absent. */
  method: z.string().toUpperCase().optional(),
  /** Regular expression that is searched in the path without its query. Any path if absent. */
  path: z.string().refine(isPattern, "must be a regular expression").optional(),
  /** Number of the first matching request that the fault applies to, counted from 1. Default 1. */
  nth: z.int().min(1).default(1),
  /** Number of consecutive matching requests that the fault applies to. Default 1. */
  times: z.int().min(1).default(1),
  fault: faultName,
  /** `Retry-After` of `429`, in seconds. Default 1. */
  retryAfterSeconds: z.int().min(0).max(3600).default(1),
  /** Duration. `silence` then closes the connection; by default it waits until the client gives up. `refuse` defaults to 1, `late-502` and `late-504` to 1.5. */
  seconds: z.number().min(0).max(3600).optional(),
});

export const faultList = z.array(fault);
/** A fault as a user writes it: only `fault` is required. */
export type Fault = z.input<typeof fault>;
export type ActiveFault = z.output<typeof fault>;

/** The active faults, each with the number of requests that it has matched. */
export class FaultPlan {
  #planned: { fault: ActiveFault; pattern: RegExp; matched: number }[] = [];
  #struck = 0;

  /** Replaces all faults and resets the counts. Throws an Error that names the first invalid fault and the reason. */
  set(faults: unknown): void {
    const parsed = faultList.safeParse(faults);
    if (!parsed.success) throw new Error(`invalid list of faults: ${firstIssue(parsed.error)}`);
    this.#planned = parsed.data.map((fault) => ({ fault, pattern: new RegExp(fault.path ?? ""), matched: 0 }));
    this.#struck = 0;
  }

  /** Number of requests that a fault has applied to since the faults were set. */
  get struck(): number {
    return this.#struck;
  }

  all(): ActiveFault[] {
    return this.#planned.map(({ fault }) => fault);
  }

  /** Returns the fault for this request: the first in the list that applies. Every fault that matches counts the request. */
  next(method: string, path: string): ActiveFault | undefined {
    const hits = this.#planned.filter((planned) => {
      const { fault, pattern } = planned;
      if ((fault.method ?? method) !== method || !pattern.test(path)) return false;
      planned.matched++;
      return planned.matched >= fault.nth && planned.matched < fault.nth + fault.times;
    });
    if (hits.length > 0) this.#struck++;
    return hits[0]?.fault;
  }
}
