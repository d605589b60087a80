import type { Directory } from "./directory";
import { type Fact, live } from "./fact";
import type { Item } from "./objects";
import { type Phrase, say, words } from "./phrase";

/** What a change of an attachment does: which rules run where. */
export function conversationsAttachmentFacts(item: Item, directory: Directory): Fact[] {
  const { operation, before, after, madeOf } = item;
  const where = (side: Item["before"]): Phrase =>
    directory.find(side.conversationsConfigurationId, "IntelligenceConfiguration", madeOf.conversationsConfigurationId)
      .label;
  const what = (side: Item["before"]): Phrase =>
    directory.find(side.intelligenceConfigurationId, "IntelligenceConfiguration", madeOf.intelligenceConfigurationId)
      .label;
  switch (operation) {
    case "create":
      return [live(say`Configuration ${what(after)} is attached to ${where(after)}: its rules start to run there`)];
    case "delete":
      return [
        live(say`Configuration ${what(before)} is **detached** from ${where(before)}: its rules no longer run there`),
      ];
    case "replace":
      return [
        live(
          say`Configuration ${what(after)} is attached to ${where(after)} instead of ${what(before)} to ${where(before)}`,
        ),
      ];
    default:
      return [
        live(
          say`the new ${what(after)} takes the place of the one that was attached to ${where(after)}, in a single step`,
        ),
      ];
  }
}

export function operatorAttachmentFacts(item: Item, directory: Directory): Fact[] {
  const { operation, before, after, madeOf } = item;
  const service = (side: Item["before"]): Phrase => directory.find(side.serviceSid, "Service", madeOf.serviceSid).label;
  const operator = (side: Item["before"]): Phrase =>
    directory.find(side.operatorSid, "CustomOperator", madeOf.operatorSid).label;
  switch (operation) {
    case "create":
      return [
        live(say`operator ${operator(after)} is attached to Service ${service(after)}: it runs on new transcripts`),
      ];
    case "delete":
      return [
        live(
          say`operator ${operator(before)} is **detached** from Service ${service(before)}: it no longer runs on its transcripts`,
        ),
      ];
    default:
      return [live(say`operator ${operator(after)} is attached again, to Service ${service(after)}${gap(item)}`)];
  }
}

const gap = ({ changed }: Item): Phrase =>
  changed.has("serviceSid") ? words(", because that is another one now") : words("");

/** A Transcript is made, waited for, and never changed. */
export function transcriptFacts({ operation }: Item): Fact[] {
  if (operation === "create") return [live(words("one recording is transcribed, and billed"))];
  if (operation === "delete") return [live(words("is **deleted**, with its sentences and results"), "R027")];
  if (operation === "replace")
    return [live(words("the recording is transcribed again, and billed again; the old Transcript is deleted"), "R027")];
  return [live(words("is waited for until it is completed"))];
}
