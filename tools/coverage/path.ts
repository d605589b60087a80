import type { Client } from "../../api/client";

/** One method of one path of the API, as its documents list it. */
export interface Path {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** What of `sdk/` uses it. */
  sdk: string[];
  /** The client's function, called with arguments that are of the right form. Left out only with a reason. */
  call?: (client: Client) => unknown;
  /** Why a column is empty. */
  reason?: string;
}

/** The part of an id after its prefix, in ids such as `mem_store_…`. */
export const TTID = `01${"0".repeat(24)}`;
