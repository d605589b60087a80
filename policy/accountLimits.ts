import { z } from "zod";
import { few } from "../api/messageText";
import { type DeclaredResource, type Finding, stackPolicy } from "./define";
import { Unknown } from "./plainProperties";

/** Maximum number of attached Configurations per Conversations configuration in the API. */
const ATTACHED_MAX = 5;

/** Maximum number of names in a message. */
const NAMED_MAX = 5;

const count = z.int().min(0);

const parameters = z.strictObject({
  maxAutoTranscribe: count
    .default(1)
    .describe(
      "Maximum number of Services with autoTranscribe in an account. Each of them transcribes and bills every recording of the account.",
    ),
  maxServices: count.optional().describe("Maximum number of Services in an account. Unlimited by default."),
  maxConfigurations: count
    .optional()
    .describe("Maximum number of Intelligence Configurations in an account. Unlimited by default."),
  maxAttached: count
    .max(ATTACHED_MAX)
    .default(ATTACHED_MAX)
    .describe(
      "Maximum number of Intelligence Configurations attached to one Conversations configuration. The API accepts 5.",
    ),
});

export const accountLimits = stackPolicy({
  name: "twilio-account-limits",
  displayName: "Limits per account",
  description: "A stack stays within the limits per account.",
  severity: "medium",
  remediationSteps: "Declare fewer of these objects, or configure a higher limit.",
  parameters,
  *check(declared, { maxAutoTranscribe, maxServices, maxConfigurations, maxAttached }) {
    const services = declared.filter(({ kind }) => kind === "Service");
    const configurations = declared.filter(({ kind }) => kind === "IntelligenceConfiguration");
    const attachments = declared.filter(({ kind }) => kind === "ConversationsAttachment");
    const transcribing = services.filter(({ props }) => props.autoTranscribe === true);
    yield* services.flatMap(({ props }) => (props.autoTranscribe instanceof Unknown ? [props.autoTranscribe] : []));
    for (const [account, names] of byAccount(transcribing)) {
      if (names.length <= maxAutoTranscribe) continue;
      yield `${names.length} Services transcribe every recording of ${account} (${few(names, NAMED_MAX)}), but at most ${maxAutoTranscribe} is allowed: each of them bills every recording. Switch autoTranscribe off on the others, or raise "maxAutoTranscribe".`;
    }
    yield* tooMany("Services", services, "maxServices", maxServices);
    yield* tooMany("Intelligence Configurations", configurations, "maxConfigurations", maxConfigurations);
    for (const [id, names] of grouped(attachments, attachedTo)) {
      if (names.length <= maxAttached) continue;
      yield `${names.length} Intelligence Configurations are attached to ${id} (${few(names, NAMED_MAX)}), but at most ${maxAttached} are allowed: the API refuses more than 5, and each of them runs on every conversation. Attach fewer, or raise "maxAttached".`;
    }
  },
});

function* tooMany(
  what: string,
  all: DeclaredResource[],
  parameter: string,
  most: number | undefined,
): Iterable<Finding> {
  if (most === undefined) return;
  for (const [account, names] of byAccount(all)) {
    if (names.length <= most) continue;
    yield `The stack declares ${names.length} ${what} in ${account} (${few(names, NAMED_MAX)}), but at most ${most} are allowed. Declare fewer, or raise "${parameter}".`;
  }
}

const attachedTo = ({ props }: DeclaredResource): string | undefined =>
  typeof props.conversationsConfigurationId === "string" ? props.conversationsConfigurationId : undefined;

const byAccount = (all: DeclaredResource[]) =>
  grouped(all, ({ props }) =>
    typeof props.account === "string" ? `the account "${props.account}"` : "the stack's account",
  );

/** Groups the names of the objects by a common property. */
function grouped(all: DeclaredResource[], by: (one: DeclaredResource) => string | undefined): [string, string[]][] {
  const groups = Map.groupBy(all, by);
  return [...groups].flatMap(([key, group]) => (key === undefined ? [] : [[key, group.map(({ name }) => name)]]));
}
