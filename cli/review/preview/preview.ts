import { isObject, list, members, type Values } from "../../../provider/values/json";
import { typeOf, urnParts } from "../../shared/urn";
import { diagnosticsFrom } from "./diagnostics";
import { isIdle } from "./idle";
import type { Violation } from "./policies";
import { redactedPreview } from "./redaction";
import { inOrder, type Step, stepFrom } from "./step";

/** Output of `pulumi preview --json`, as far as a review reads it. Other members are ignored. */
export interface Preview {
  /** From the URNs; `undefined` if the preview failed before the first one. */
  project: string | undefined;
  stack: string | undefined;
  /** In an order that does not depend on the run. */
  steps: Step[];
  /** Errors of the preview. Empty if it succeeded. */
  errors: string[];
  /** Each with all its lines. */
  warnings: string[];
  /** Whether the steps include unchanged objects (`--show-sames`). Otherwise the rest of the stack is unknown. */
  isWhole: boolean;
  /** Number of unchanged objects, without the stack itself. */
  unchanged: number;
  /** Whether `up` has nothing to do for any resource of the stack, of any provider. It can still change the stack's outputs. */
  isEmpty: boolean;
  /** What is not understood, beside members of the steps of an object. */
  unread: string[];
  /** Violations of policies, which only the engine's event log has. */
  violations: Violation[];
  /** Whether there is no preview to read at all, for the reason that `errors` gives. */
  isUnreadable: boolean;
}

/** What is known where there is no preview, or none that can be read. */
export const noPreview = (errors: string[], isUnreadable: boolean): Preview => ({
  project: undefined,
  stack: undefined,
  steps: [],
  errors,
  warnings: [],
  isWhole: false,
  unchanged: 0,
  isEmpty: false,
  unread: [],
  violations: [],
  isUnreadable,
});

/** Parses the output of `pulumi preview --json`. Throws an Error if it is something else. */
export function readPreview(text: string): Preview {
  const value = redactedPreview(parsedJson(text));
  const isThere = (name: string) => value[name] !== undefined && value[name] !== null;
  if (!["steps", "diagnostics", "changeSummary"].some(isThere)) throw unreadable("it says nothing about a preview");
  const all = list(value.steps).map(stepFrom).sort(inOrder);
  const same = all.filter(({ op, urn }) => op === "same" && typeOf(urn) !== STACK).length;
  const summary = Object.entries(members(value.changeSummary)).flatMap(([op, number]) =>
    typeof number === "number" ? [[op, number] as const] : [],
  );
  const unchanged = Math.max(same, (summary.find(([op]) => op === "same")?.[1] ?? 0) - 1);
  const [stack, project] = urnParts(all.find(({ urn }) => urn !== "")?.urn ?? "");
  const { errors, warnings, unread } = diagnosticsFrom(value.diagnostics);
  const unreadAll = [...unread, ...unreadSteps(value, all), ...missingSteps(all, summary)];
  return {
    project: project || undefined,
    stack: stack || undefined,
    steps: all.filter(({ urn }) => typeOf(urn) !== STACK && !typeOf(urn).startsWith("pulumi:providers:")),
    errors,
    warnings,
    isWhole: same >= unchanged,
    unchanged,
    isEmpty: errors.length + unreadAll.length === 0 && same >= unchanged && isIdle(value.steps),
    unread: unreadAll,
    violations: [],
    isUnreadable: false,
  };
}

/** Steps of which nobody knows what they are about. */
function unreadSteps({ steps }: Values, all: readonly Step[]): string[] {
  const nameless = all.filter(({ urn }) => urn === "").length;
  return [
    ...(steps === undefined || steps === null || Array.isArray(steps) ? [] : ["steps"]),
    ...(nameless === 0 ? [] : [`${nameless} of ${all.length} steps, which do not say what they change`]),
  ];
}

/** Operations that the engine counts, and that no step shows. */
function missingSteps(all: readonly Step[], summary: readonly (readonly [op: string, number: number])[]): string[] {
  return summary
    .map(([op, number]) => [op, number - all.filter((one) => one.op === op).length] as const)
    .filter(([op, missing]) => op !== "same" && missing > 0)
    .map(([op, missing]) => `${missing} × ${op}, which the preview counts and does not show`);
}

const STACK = "pulumi:pulumi:Stack";

function parsedJson(text: string): Values {
  if (text.trim() === "") throw unreadable("it is empty");
  try {
    // PowerShell writes a byte order mark into redirected output.
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    if (isObject(value) && !("sequence" in value)) return value;
  } catch {
    throw unreadable(isEvents(text) ? EVENTS : "it is not one JSON object, or only the beginning of one");
  }
  throw unreadable(isEvents(text) ? EVENTS : "it is not one JSON object");
}

const EVENTS = "it is a stream of events, because PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set";
const isEvents = (text: string): boolean => /^\s*\{"sequence":/.test(text);

const unreadable = (why: string): Error =>
  new Error(
    `The input is not the output of \`pulumi preview --json\`: ${why}. Pass the complete standard output of that command, and unset PULUMI_ENABLE_STREAMING_JSON_PREVIEW.`,
  );
