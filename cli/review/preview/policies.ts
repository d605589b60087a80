import { parseJson } from "../../../api/problem";
import { members } from "../../../provider/values/json";
import { natural } from "../natural";

/** A violation of a policy. The engine does not print it in the JSON of a preview, but writes it to its event log. */
export interface Violation {
  policy: string;
  /** Name and version of its pack. */
  pack: string;
  /** URN of the object; empty for the stack as a whole. */
  urn: string;
  message: string;
  /** Whether the engine stops because of it. */
  isMandatory: boolean;
}

/** Returns the violations in an event log: one event in JSON on each line. A line that is no event, such as a last one that was cut off, holds none. */
export function violationsIn(eventLog: string): Violation[] {
  const found = eventLog
    .split("\n")
    .filter((line) => line.includes('"policyEvent"'))
    .flatMap((line) => violationOf(parseJson(line)) ?? []);
  const byText = new Map(found.map((one) => [[one.urn, one.policy, one.message].join("\n"), one]));
  return [...byText].sort(([a], [b]) => natural(a, b)).map(([, one]) => one);
}

function violationOf(event: unknown): Violation | undefined {
  const { policyEvent } = members(event);
  const { policyName, policyPackName, policyPackVersion, resourceUrn, message, enforcementLevel } =
    members(policyEvent);
  if (policyName === undefined && message === undefined) return undefined;
  return {
    policy: text(policyName) || "unknown",
    pack: [text(policyPackName), text(policyPackVersion)].filter((part) => part !== "").join("@"),
    urn: text(resourceUrn),
    message: text(message).trim(),
    // A level that this version does not know must not pass for a harmless one.
    isMandatory: !(
      enforcementLevel === "advisory" ||
      enforcementLevel === "warning" ||
      enforcementLevel === "remediate"
    ),
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
