import type { Client } from "../../api/client";
import { fetchConversationsConfiguration } from "../../api/conversations/configurations";
import { type Pace, poll } from "../../api/poll";
import type { ListOnce } from "../table/kind";
import { conversationsConfiguration } from "./conversationsConfiguration";

/** Other deletes of the same run may detach it in this time. */
const PACE: Pace = { firstMs: 500, longestMs: 2_000, withinMs: 10_000 };

const holds = (live: { intelligenceConfigurationIds?: unknown }, id: string): boolean =>
  Array.isArray(live.intelligenceConfigurationIds) && live.intelligenceConfigurationIds.includes(id);

/** Id of a Conversations configuration that has this Intelligence Configuration attached. A look that fails is no reason to keep it. */
async function holderOf(client: Client, id: string, list: ListOnce): Promise<string | undefined> {
  const listed = await list(conversationsConfiguration).catch(() => undefined);
  const holders = [...(listed ?? [])].filter(([, live]) => holds(live.value, id)).map(([holder]) => holder);
  for (const holder of holders) {
    const isAttached = async () => {
      const now = await fetchConversationsConfiguration(client, holder);
      return now !== undefined && holds(now.value, id);
    };
    // The list is of the beginning of the run.
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
  list: ListOnce,
): Promise<string | undefined> {
  const holder = await holderOf(client, id, list);
  if (holder === undefined) return undefined;
  return `Conversations configuration ${holder} has it attached, and would analyse its conversations no longer. If this run replaces it, run \`pulumi up\` without --target, which attaches the new one first. Otherwise detach it: remove the ConversationsAttachment and its option \`deletedWith\`, or what somebody else attached, then run the command again.`;
}
