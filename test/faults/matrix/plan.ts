import type { Fault } from "../../../emulator/index";
import { faultName } from "../../../emulator/server/faults";
import type { Given, Kind, Operation, Writes } from "./kind";

export type FaultName = Fault["fault"];
export const FAULTS: readonly FaultName[] = faultName.options;

/** Which requests of an operation go wrong: its write, the delete that ends a replacement, its reads, or all. */
export type Target = "write" | "delete" | "looks" | "all";
/** `once`: the first of them. `stays`: every one, until the client has given up. */
export type Span = "once" | "stays";

export interface Plan {
  kind: Kind;
  operation: Operation;
  target: Target;
  span: Span;
  fault: FaultName;
}

/** Longer than the client waits for the end of a rate limit, so that it does not wait. */
const BEYOND_PATIENCE_S = 301;
/** Longer than the client tries to connect. */
const REFUSED_S = 6;
const REFUSED_ONCE_S = 0.05;
/** Longer than the client looks for what a create made. */
export const LATE_S = 1.5;

/** Which operations of which class can go wrong where. */
export function plansOf(kind: Kind): Omit<Plan, "fault">[] {
  const looks = (operation: Operation): Target[] => (kind.looks.has(operation) ? ["looks"] : []);
  const targets: Partial<Record<Operation, Target[]>> = {
    create: ["write", ...looks("create"), "all"],
    read: ["looks"],
    ...(kind.updated && { update: ["write", ...looks("update"), "all"] }),
    ...(kind.replaced && { replace: ["write", "delete", ...looks("replace"), "all"] }),
    delete: ["write", ...looks("delete")],
  };
  return (Object.entries(targets) as [Operation, Target[]][]).flatMap(([operation, list]) =>
    list.flatMap((target) => {
      const spans: Span[] = target === "all" ? ["stays"] : ["once", "stays"];
      return spans.map((span) => ({ kind, operation, target, span }));
    }),
  );
}

/** Where the API holds nothing unique, a create that the network delivers twice makes two, and only one of them is answered. */
export const TWINS = "delivered twice, unseen by any client";
export const isTwinned = ({ kind, operation, target, fault }: Plan): boolean =>
  fault === "duplicate" && !kind.unique && ["create", "replace"].includes(operation) && /write|all/.test(target);

function writesOf({ kind, operation, target }: Plan, given: Given): Writes | undefined {
  const writes = kind.writes(given);
  if (operation === "read") return undefined;
  if (operation === "replace") return target === "delete" ? writes.delete : writes.create;
  return writes[operation];
}

export function faultOf(plan: Plan, given: Given): Fault {
  const { target, span, fault } = plan;
  const where = target === "looks" ? { method: "GET" } : target === "all" ? {} : writesOf(plan, given);
  const seconds = span === "once" ? REFUSED_ONCE_S : REFUSED_S;
  return {
    ...where,
    fault,
    times: span === "once" ? 1 : 1_000_000,
    retryAfterSeconds: span === "once" ? 1 : BEYOND_PATIENCE_S,
    ...(fault === "refuse" && { seconds }),
    ...(fault.startsWith("late") && { seconds: LATE_S }),
  };
}
