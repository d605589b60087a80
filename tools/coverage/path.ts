import type { Client } from "../../api/client";

/** A method of a path in the API's documentation. */
export interface Path {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Names in `sdk/` that use it. */
  sdk: string[];
  /** Call of the client's function with valid arguments. Omitted only with a reason. */
  call?: (client: Client) => unknown;
  /** Reason for an empty column. */
  reason?: string;
}

/** The part of an id after its prefix, in ids such as `mem_store_…`. */
export const TTID = `01${"0".repeat(24)}`;
