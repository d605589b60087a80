import type { Item } from "../preview/items";
import { type Directory, oncePerDirectory, type Target } from "./directory";

type Side = "before" | "after";

/** Returns the Configuration that an attachment names, before or after the change. */
export function configurationOf(attachment: Item, side: Side, directory: Directory): Target {
  const id = attachment[side].intelligenceConfigurationId;
  return directory.find(id, "IntelligenceConfiguration", attachment.dependencies.intelligenceConfigurationId);
}

/** The same, if it is an object of this stack. */
export const attachedTo = (attachment: Item, side: Side, directory: Directory): Item | undefined =>
  configurationOf(attachment, side, directory).item;

/** Returns the Configurations that the attachments of this stack attach, before or after the change. */
export const allAttached = (side: Side, directory: Directory): ReadonlySet<Item | undefined> =>
  ATTACHED[side](directory);

const attachedOn = (side: Side) =>
  oncePerDirectory((directory): ReadonlySet<Item | undefined> => {
    const isOn = side === "before" ? "create" : "delete";
    const all = directory.of("ConversationsAttachment").filter(({ operation }) => operation !== isOn);
    return new Set(all.map((one) => attachedTo(one, side, directory)));
  });

const ATTACHED = { before: attachedOn("before"), after: attachedOn("after") };

/** Whether an object exists only from this change on, under a new id. */
export const isNew = (item: Item | undefined): boolean => item?.operation === "create" || item?.operation === "replace";
