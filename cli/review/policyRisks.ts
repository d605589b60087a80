import { kindOfUrn, nameOf, typeOf } from "../shared/urn";
import { KIND_WORDS } from "./kindWords";
import { named, type Phrase, say, words } from "./phrase";
import type { Violation } from "./preview/policies";
import type { Raised } from "./raised";
import { levelOf } from "./risks";

/** Returns a risk for each advisory violation. The engine goes on, and leaves it to people to look. */
export const policyRisks = (violations: readonly Violation[]): Raised[] =>
  violations
    .filter(({ isMandatory }) => !isMandatory)
    .map(({ urn, policy, pack, message }) => ({
      id: "R067",
      level: levelOf("R067"),
      object: { label: labelOf(urn), item: { urn, name: nameOf(urn) } },
      say: say`policy ${policy} of ${pack}: ${lastLine(message)}`,
    }));

/** Returns an error for each mandatory violation, because of which the engine stops. */
export const policyErrors = (violations: readonly Violation[]): string[] =>
  violations
    .filter(({ isMandatory }) => isMandatory)
    .map(
      ({ urn, policy, pack, message }) =>
        `${isOfStack(urn) ? "The stack" : `${typeOf(urn).split(":").at(-1)} "${nameOf(urn)}"`} violates the policy ${policy} of ${pack}:\n${message}`,
    );

const isOfStack = (urn: string): boolean => urn === "" || typeOf(urn) === "pulumi:pulumi:Stack";

function labelOf(urn: string): Phrase {
  if (isOfStack(urn)) return words("The stack");
  const kind = kindOfUrn(urn);
  return kind === undefined
    ? say`${typeOf(urn)} ${named(nameOf(urn))}`
    : say`${words(KIND_WORDS[kind].one)} ${named(nameOf(urn))}`;
}

/** The first line describes the policy; the last one says what is wrong. */
const lastLine = (message: string): string => message.split("\n").at(-1) ?? "";
