import type { Item } from "../preview/items";
import type { Directory } from "./directory";

/** Returns the Configuration of an attachment, before or after the change. */
export function attachedTo(attachment: Item, side: "before" | "after", directory: Directory): Item | undefined {
  const id = attachment[side].intelligenceConfigurationId;
  return directory.find(id, "IntelligenceConfiguration", attachment.dependencies.intelligenceConfigurationId).item;
}

/** Returns the Configurations that the attachments of this stack attach, before or after the change. */
export function allAttached(side: "before" | "after", directory: Directory): Set<Item | undefined> {
  const isOn = side === "before" ? "create" : "delete";
  const all = directory.of("ConversationsAttachment").filter(({ operation }) => operation !== isOn);
  return new Set(all.map((one) => attachedTo(one, side, directory)));
}

/** Whether an object exists only from this change on, under a new id. */
export const isNew = (item: Item | undefined): boolean => item?.operation === "create" || item?.operation === "replace";
