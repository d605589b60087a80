import { z } from "zod";
import { parseJson } from "../../api/problem";
import { deploymentOf, type StackResource } from "../shared/deployment";
import { pulumi } from "../shared/pulumi";
import type { StackFlags } from "../shared/stack";

/** An update of the stack, as its backend keeps it. */
export interface Update {
  /** Number of the update. Null if the backend does not number updates. */
  number: number | null;
  /** `update`, `refresh`, `destroy`, and others. */
  kind: string;
  /** `succeeded`, `failed`, `in-progress`, and others. */
  result: string;
  startedAt: string;
  /** Null while the update is running. */
  endedAt: string | null;
  /** Git commit that was checked out. Null if it is not known. */
  commit: string | null;
  /** Whether there were uncommitted changes. */
  dirty: boolean;
  /** First line of the message: that of the commit, unless the update had a message of its own. */
  message: string | null;
  /** Whether a resource was created, changed or deleted. */
  changed: boolean;
}

const history = z.array(
  z.looseObject({
    version: z.int().nullish(),
    kind: z.string(),
    startTime: z.string(),
    endTime: z.string().nullish(),
    message: z.string().nullish(),
    environment: z.record(z.string(), z.string()).nullish(),
    result: z.string().nullish(),
    resourceChanges: z.record(z.string(), z.number()).nullish(),
  }),
);

const inStack = ({ stack }: StackFlags): string[] => (stack === undefined ? [] : ["--stack", stack]);

/** Updates of a stack. */
export interface Updates {
  /** Newest first. */
  all: readonly Update[];
  /** Whether there can be older ones. */
  truncated: boolean;
}

/** Reads the newest updates of a stack, without previews. */
export async function readUpdates(flags: StackFlags, limit: number): Promise<Updates> {
  const args = ["stack", "history", "--json", "--page-size", String(limit), ...inStack(flags)];
  const parsed = history.safeParse(parseJson(await pulumi(args, flags.cwd)));
  if (!parsed.success)
    throw new Error("Could not read the output of `pulumi stack history --json`. Update Pulumi to 3.230 or later.");
  const all = parsed.data
    .filter(({ kind }) => kind !== "preview")
    .map(({ version, kind, startTime, endTime, message, environment, result, resourceChanges }) => ({
      number: version || null,
      kind,
      result: result ?? "in-progress",
      startedAt: startTime,
      endedAt: endTime ?? null,
      commit: environment?.["git.head"] ?? null,
      dirty: environment?.["git.dirty"] === "true",
      message: message?.split("\n")[0]?.trim() || null,
      // An update that was interrupted does not say what it changed.
      changed: Object.entries(resourceChanges ?? { unknown: 1 }).some(([op, count]) => op !== "same" && count > 0),
    }))
    .toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  return { all, truncated: parsed.data.length >= limit };
}

/** Returns the resources in the state after an update. Rejects if the backend does not keep it. */
export async function stateAfter(flags: StackFlags, update: number): Promise<StackResource[]> {
  const args = ["stack", "export", "--version", String(update), "--show-secrets", ...inStack(flags)];
  const found = deploymentOf(parseJson(await pulumi(args, flags.cwd)));
  if (found === undefined) throw new Error(`the state after update ${update} is not in a known format`);
  return found.resources;
}
