import type { Phrase } from "./phrase";
import type { Item } from "./preview/items";
import type { Level, RiskId } from "./risks";

/** A risk of this change, with its cause. */
export interface Raised {
  id: RiskId;
  level: Level;
  /** What has the risk: an object, or the preview itself. */
  object: { label: Phrase; item: Pick<Item, "urn" | "name"> };
  say: Phrase;
}
