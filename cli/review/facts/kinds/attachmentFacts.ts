import type { Values } from "../../../../provider/values/json";
import { type Phrase, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import type { Directory } from "../directory";
import { type KindFacts, live, propertyFact } from "../fact";

/** Returns the Conversations configuration of an attachment, before or after the change. */
const where = ({ dependencies }: Item, side: Values, directory: Directory): Phrase =>
  directory.find(
    side.conversationsConfigurationId,
    "ConversationsConfiguration",
    dependencies.conversationsConfigurationId,
  ).label;

const what = ({ dependencies }: Item, side: Values, directory: Directory): Phrase =>
  directory.find(
    side.intelligenceConfigurationId,
    "IntelligenceConfiguration",
    dependencies.intelligenceConfigurationId,
  ).label;

/** Effects of a change of an attachment: which rules run where. */
export const conversationsAttachmentFacts: KindFacts<"ConversationsAttachment"> = {
  created: (item, directory) => [
    live(
      say`Configuration ${what(item, item.after, directory)} is attached to ${where(item, item.after, directory)}: its rules start running there`,
    ),
  ],
  deleted: (item, directory) => [
    live(
      say`Configuration ${what(item, item.before, directory)} is **detached** from ${where(item, item.before, directory)}: its rules no longer run there`,
    ),
  ],
  replaced: (item, directory) => [
    live(
      say`Configuration ${what(item, item.after, directory)} is attached to ${where(item, item.after, directory)} instead of ${what(item, item.before, directory)} to ${where(item, item.before, directory)}`,
    ),
  ],
  words: {
    intelligenceConfigurationId: (_before, _after, item, directory) => [
      propertyFact(
        say`the new ${what(item, item.after, directory)} replaces the one that was attached to ${where(item, item.after, directory)}, in a single step`,
      ),
    ],
  },
};

const service = ({ dependencies }: Item, side: Values, directory: Directory): Phrase =>
  directory.find(side.serviceSid, "Service", dependencies.serviceSid).label;

const operator = ({ dependencies }: Item, side: Values, directory: Directory): Phrase =>
  directory.find(side.operatorSid, "CustomOperator", dependencies.operatorSid).label;

export const operatorAttachmentFacts: KindFacts<"OperatorAttachment"> = {
  created: (item, directory) => [
    live(
      say`operator ${operator(item, item.after, directory)} is attached to Service ${service(item, item.after, directory)}: it runs on new transcripts`,
    ),
  ],
  deleted: (item, directory) => [
    live(
      say`operator ${operator(item, item.before, directory)} is **detached** from Service ${service(item, item.before, directory)}: it no longer runs on its transcripts`,
    ),
  ],
  replaced: (item, directory) => [
    live(
      say`operator ${operator(item, item.after, directory)} is attached again, to Service ${service(item, item.after, directory)}${why(item)}`,
    ),
  ],
  words: {},
};

const why = ({ changed }: Item): Phrase =>
  changed.has("serviceSid") ? words(", because the Service is replaced") : words("");

/** A Transcript is created and waited for. It never changes afterwards. */
export const transcriptFacts: KindFacts<"Transcript"> = {
  created: () => [live(words("one recording is transcribed and billed"))],
  deleted: () => [live(words("is **deleted**, with its sentences and results"), "R027")],
  replaced: () => [live(words("the recording is transcribed and billed again; the old Transcript is deleted"), "R027")],
  words: {},
  follows: ({ operation }) => (operation === "update" ? [live(words("the update waits until it is completed"))] : []),
};
