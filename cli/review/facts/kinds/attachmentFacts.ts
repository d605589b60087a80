import type { Values } from "../../../../provider/values/json";
import { type Phrase, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import type { RiskId } from "../../risks";
import { allAttached, attachedTo, configurationOf, isNew } from "../attached";
import type { Directory, Target } from "../directory";
import { type Fact, type KindFacts, live, ofOld, propertyFact } from "../fact";

/** Returns the Conversations configuration of an attachment, before or after the change. */
const where = ({ dependencies }: Item, side: Values, directory: Directory): Phrase =>
  directory.find(
    side.conversationsConfigurationId,
    "ConversationsConfiguration",
    dependencies.conversationsConfigurationId,
  ).label;

const what = (item: Item, side: "before" | "after", directory: Directory): Phrase =>
  configurationOf(item, side, directory).label;

/** Whether the Configuration of a removed attachment goes too, or loses its last one. */
function isToldThere(attachment: Item, directory: Directory): boolean {
  const item = attachedTo(attachment, "before", directory);
  return item !== undefined && (item.operation === "delete" || !allAttached("after", directory).has(item));
}

/** Effects of a change of an attachment: which rules run where. */
export const conversationsAttachmentFacts: KindFacts<"ConversationsAttachment"> = {
  created: (item, directory) => [
    follower(
      say`Configuration ${what(item, "after", directory)} is attached to ${where(item, item.after, directory)}: its rules start running there`,
      isNew(attachedTo(item, "after", directory)),
      "R046",
    ),
  ],
  deleted: (item, directory) => [
    follower(
      say`Configuration ${what(item, "before", directory)} is **detached** from ${where(item, item.before, directory)}: its rules no longer run there`,
      isToldThere(item, directory),
      "R046",
    ),
  ],
  replaced: (item, directory) => [
    live(
      say`Configuration ${what(item, "after", directory)} is attached to ${where(item, item.after, directory)} instead of ${what(item, "before", directory)} to ${where(item, item.before, directory)}`,
    ),
  ],
  words: {
    intelligenceConfigurationId(_before, _after, item, directory) {
      const place = where(item, item.after, directory);
      const isSame = attachedTo(item, "before", directory) === attachedTo(item, "after", directory);
      return isSame && isNew(attachedTo(item, "after", directory))
        ? [
            {
              ...propertyFact(
                say`the new ${what(item, "after", directory)} is attached to ${place} in place of the old one, in a single step`,
              ),
              follows: true,
            },
          ]
        : [
            propertyFact(
              say`${what(item, "after", directory)} is attached to ${place} in place of ${what(item, "before", directory)}, in a single step`,
              "R046",
            ),
          ];
    },
  },
};

const service = ({ dependencies }: Item, side: Values, directory: Directory): Target =>
  directory.find(side.serviceSid, "Service", dependencies.serviceSid);

const operator = ({ dependencies }: Item, side: Values, directory: Directory): Target =>
  directory.find(side.operatorSid, "CustomOperator", dependencies.operatorSid);

const isDeleted = ({ item }: Target): boolean => item?.operation === "delete";

export const operatorAttachmentFacts: KindFacts<"OperatorAttachment"> = {
  created: (item, directory) => [
    follower(
      say`operator ${operator(item, item.after, directory).label} is attached to Service ${service(item, item.after, directory).label}: it runs on new transcripts`,
      isNew(service(item, item.after, directory).item),
      "R043",
    ),
  ],
  deleted: (item, directory) => [
    follower(
      say`operator ${operator(item, item.before, directory).label} is **detached** from Service ${service(item, item.before, directory).label}: it no longer runs on its transcripts`,
      isDeleted(service(item, item.before, directory)) || isDeleted(operator(item, item.before, directory)),
      "R042",
    ),
  ],
  replaced: (item, directory) => [attachedAgain(item, directory)],
  words: {},
};

/** A fact that only follows from the change of another object, which raises its own risk; else with a risk of its own. */
const follower = (say: Phrase, isFollowing: boolean, ...risks: RiskId[]): Fact =>
  isFollowing ? { ...live(say), follows: true } : live(say, ...risks);

function attachedAgain(item: Item, directory: Directory): Fact {
  const [oldService, newService] = [service(item, item.before, directory), service(item, item.after, directory)];
  const [oldOperator, newOperator] = [operator(item, item.before, directory), operator(item, item.after, directory)];
  const isSameService = oldService.key === newService.key;
  const isSameOperator = oldOperator.key === newOperator.key;
  const why =
    !isSameService || !isSameOperator
      ? say`, in place of ${oldOperator.label} on Service ${oldService.label}`
      : words(isNew(newService.item) ? ", because the Service is replaced" : ", because the operator is replaced");
  return follower(
    say`operator ${newOperator.label} is attached again, to Service ${newService.label}${why}`,
    isSameService && isSameOperator,
    "R042",
    "R043",
  );
}

/** A Transcript is created and waited for. It never changes afterwards. */
export const transcriptFacts: KindFacts<"Transcript"> = {
  created: () => [live(words("one recording is transcribed and billed"))],
  deleted: () => [live(words("is **deleted**, with its sentences and results"), "R027")],
  replaced: (item) => [
    live(say`the recording is transcribed and billed again${ofOld(item, "; the old Transcript is deleted")}`, "R027"),
  ],
  words: {},
  follows: ({ operation }) => (operation === "update" ? [live(words("the update waits until it is completed"))] : []),
};
