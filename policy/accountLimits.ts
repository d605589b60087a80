import { z } from "zod";
import { few } from "../api/messageText";
import { type DeclaredResource, type Finding, stackPolicy } from "./define";
import { Unknown } from "./plainProperties";

/** As many as the API attaches to one Conversations configuration. */
const ATTACHED_MAX = 5;

/** Longest list of names in a message. */
const NAMED_MAX = 5;

const count = z.int().min(0);

const parameters = z.strictObject({
  maxAutoTranscribe: count
    .default(1)
    .describe(
      "Services with autoTranscribe in one account: each transcribes, and bills, every recording of the account.",
    ),
  maxServices: count.optional().describe("Services in one account. None: any number."),
  maxConfigurations: count.optional().describe("Intelligence Configurations in one account. None: any number."),
  maxAttached: count
    .max(ATTACHED_MAX)
    .default(ATTACHED_MAX)
    .describe("Intelligence Configurations that are attached to one Conversations configuration; the API takes 5."),
});

export const accountLimits = stackPolicy({
  name: "twilio-account-limits",
  displayName: "Limits per account",
  description: "A stack stays within what an account should hold.",
  severity: "medium",
  remediationSteps: "Declare fewer of these objects, or set the policy up with a higher limit.",
  parameters,
  *check(declared, { maxAutoTranscribe, maxServices, maxConfigurations, maxAttached }) {
    const services = declared.filter(({ kind }) => kind === "Service");
    const configurations = declared.filter(({ kind }) => kind === "IntelligenceConfiguration");
    const attachments = declared.filter(({ kind }) => kind === "ConversationsAttachment");
    const transcribing = services.filter(({ props }) => props.autoTranscribe === true);
    yield* services.flatMap(({ props }) => (props.autoTranscribe instanceof Unknown ? [props.autoTranscribe] : []));
    for (const [account, names] of byAccount(transcribing)) {
      if (names.length <= maxAutoTranscribe) continue;
      yield `${names.length} Services transcribe every recording of ${account} (${few(names, NAMED_MAX)}), at most ${maxAutoTranscribe} may: each of them bills each recording. Switch autoTranscribe off on the others, or raise "maxAutoTranscribe".`;
    }
    yield* tooMany("Services", services, "maxServices", maxServices);
    yield* tooMany("Intelligence Configurations", configurations, "maxConfigurations", maxConfigurations);
    for (const [id, names] of grouped(attachments, attachedTo)) {
      if (names.length <= maxAttached) continue;
      yield `${names.length} Intelligence Configurations are attached to ${id} (${few(names, NAMED_MAX)}), at most ${maxAttached} may: the API refuses a sixth, and each runs on every conversation. Attach fewer, or raise "maxAttached".`;
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
    yield `The stack declares ${names.length} ${what} in ${account} (${few(names, NAMED_MAX)}), at most ${most} may be. Declare fewer, or raise "${parameter}".`;
  }
}

const attachedTo = ({ props }: DeclaredResource): string | undefined =>
  typeof props.conversationsConfigurationId === "string" ? props.conversationsConfigurationId : undefined;

const byAccount = (all: DeclaredResource[]) =>
  grouped(all, ({ props }) =>
    typeof props.account === "string" ? `the account "${props.account}"` : "the stack's account",
  );

/** The names of the objects by what they share. */
function grouped(all: DeclaredResource[], by: (one: DeclaredResource) => string | undefined): [string, string[]][] {
  const groups = Map.groupBy(all, by);
  return [...groups].flatMap(([key, group]) => (key === undefined ? [] : [[key, group.map(({ name }) => name)]]));
}
