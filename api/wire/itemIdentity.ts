import { z } from "zod";

/** Rule that matches list items between two versions of an object. */
export interface Identity {
  /** Member, or combination of members, that identifies an item. */
  by: string | string[];
  /** Whether items that `by` does not match are matched by their position. */
  elsePlace?: true;
}

/**
 * Registry of identities for list items in request bodies. Call `register` last in a schema's chain, because every zod method returns a
 * new schema. A separate registry keeps identities out of the metadata, which zod copies to JSON schemas.
 */
export const identity = z.registry<Identity>();
