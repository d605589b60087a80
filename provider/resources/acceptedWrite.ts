import { NotFoundError } from "../../api/errors";
import { type Pace, poll } from "../../api/poll";
import type { Live } from "../table/kind";

/** How long the operation of a write is waited for: the API answers before it has carried the write out. */
export const OPERATION_PACE: Pace = { firstMs: 500, longestMs: 5_000, withinMs: 120_000 };

/** How long an object may take to show once its operation is done. */
const VISIBLE: Pace = { firstMs: 100, longestMs: 2_000, withinMs: 15_000 };

/**
 * Reads an object whose operation is done.
 *
 * @throws NotFoundError where it does not show.
 */
export async function readVisible(read: () => Promise<Live | undefined>, id: string, action: string): Promise<Live> {
  const live = await poll(async () => ({ done: await read() }), VISIBLE);
  if (live !== undefined) return live;
  throw new NotFoundError({ action }, `its operation is done, and ${id} does not show`);
}
