import { type Risk, risk } from "../level";

/** Risks of edits that leave everything else as it is: what runs, what is gone, and who gets the data. */
export const EDIT_RISKS = {
  R039: risk(
    "medium",
    "Data goes to a host that is new to the stack",
    "Customer data leaves for a receiver that got none from this stack before. Check who runs it, and whether it may have the data.",
  ),
  R040: risk(
    "medium",
    "A new Service does not redact personal data",
    "Names, numbers and card data stay in its transcripts. Switch on redaction, unless the data is needed.",
  ),
  R041: risk(
    "medium",
    "A rule is removed",
    "It no longer runs, and its id is gone for good: putting the rule back makes another id, and earlier results belong to none of the rules.",
  ),
  R042: risk(
    "medium",
    "An operator stops running",
    "There are no new results of it. Reports and systems that read them must not depend on them.",
  ),
  R043: risk(
    "medium",
    "An operator starts running in a live rule or Service",
    "Each run is billed, and the receivers of the results get results that they may not know.",
  ),
  R044: risk(
    "medium",
    "A new rule runs on every message and utterance",
    "Each run of each operator is billed, many times in one conversation.",
  ),
  R045: risk("low", "A new rule starts running", "Each run of each operator is billed."),
  R046: risk(
    "medium",
    "Rules start or stop running in conversations",
    "An attachment decides in which conversations the rules of a Configuration run. Check both sides.",
  ),
  R047: risk(
    "medium",
    "Operators get what Twilio remembers of the customer",
    "The customer's profile goes to the model, and may be repeated in results and to their receivers.",
  ),
  R048: risk(
    "low",
    "Operators use other knowledge",
    "The answers can change. Try some conversations before the merge.",
  ),
  R049: risk(
    "low",
    "An operator answers differently",
    "Another prompt, version, example or parameter changes the answers. Compare the answers to some conversations.",
  ),
  R050: risk(
    "medium",
    "A Service's unique name changes",
    "Calls whose TwiML or code names the Service by its old unique name are no longer transcribed.",
  ),
  R051: risk(
    "low",
    "Redaction is turned on",
    "Results of generative operators are masked as a whole from now on, unless they are read with `redacted: false`.",
  ),
  R052: risk(
    "low",
    "A receiver changes on a host that is in use",
    "The receiver must know the new address or method before the change goes live.",
  ),
  R053: risk(
    "low",
    "A rule runs less often or at another time",
    "There are fewer results, or they come later. Check who waits for them.",
  ),
  R054: risk(
    "medium",
    "What is captured changes",
    "Rules run on captured messages and calls alone. Check the channels, numbers and times.",
  ),
  R055: risk(
    "medium",
    "The extraction of facts about customers is switched on or off",
    "Facts from conversations are stored in customer profiles, or no longer are.",
  ),
  R056: risk(
    "low",
    "A Memory Store may be deleted from now on",
    "A later change can delete it, with all profiles and memory in it.",
  ),
  R057: risk("low", "A recording is transcribed", "It is billed, and its transcript is stored."),
  R058: risk(
    "medium",
    "A text is not fully shown",
    "It does not fit in one comment. Read the rest in the source of the program, or with `review --format text`.",
  ),
  R059: risk(
    "medium",
    "An object is probably only renamed in the program",
    "It is deleted and made again: its id, its history and its results are lost. The resource option `aliases` keeps it.",
  ),
  R060: risk(
    "medium",
    "An object leaves the stack and goes on working",
    "Nothing manages it from now on: it is billed, and nobody sees when it changes. Delete it by hand, or keep it in the stack.",
  ),
  R061: risk(
    "high",
    "The update will fail",
    "The account refuses a part of it, after other parts were applied. Change the program before the merge.",
  ),
} as const satisfies Record<string, Risk>;
