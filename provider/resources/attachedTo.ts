import type { Client } from "../../api/client";
import { type Pace, poll } from "../../api/poll";
import type { ListOnce } from "../table/kind";
import { list } from "../values/json";
import { attachedIds } from "./conversationsAttachment";
import { conversationsConfiguration } from "./conversationsConfiguration";

/** Other deletes of the same run may detach it in this time. */
const PACE: Pace = { firstMs: 500, longestMs: 2_000, withinMs: 10_000 };

/** Id of a Conversations configuration that has this Intelligence Configuration attached. A look that fails is no reason to keep it. */
async function holderOf(client: Client, id: string, listOnce: ListOnce): Promise<string | undefined> {
  const listed = await listOnce(conversationsConfiguration).catch(() => undefined);
  for (const [holder, { value }] of listed ?? []) {
    if (!list(value.intelligenceConfigurationIds).includes(id)) continue;
    // The list is of the beginning of the run.
    const isAttached = async () => (await attachedIds(client, holder))?.includes(id);
    const detached = await poll(async () => ({ done: (await isAttached()) ? undefined : true }), PACE, client);
    if (detached === undefined) return holder;
  }
  return undefined;
}

/** The API would delete it all the same, and the Conversations configuration would go on naming what is gone. */
export async function refusesWhileAttached(
  client: Client,
  id: string,
  _outputs: unknown,
  listOnce: ListOnce,
): Promise<string | undefined> {
  const holder = await holderOf(client, id, listOnce);
  if (holder === undefined) return undefined;
  return `Conversations configuration ${holder} has it attached, and would analyse its conversations no longer. If this run replaces it, run \`pulumi up\` without --target, which attaches the new one first. Otherwise detach it: remove the ConversationsAttachment and its option \`deletedWith\`, or what somebody else attached, then run the command again.`;
}
