import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Client, Versioned } from "../../api/client";
import {
  conversationsOperations,
  fetchConversationsConfiguration,
  listConversationsConfigurations,
} from "../../api/conversations/configurations";
import { updateConversationsConfiguration } from "../../api/conversations/wholeUpdate";
import { hasCode, NotFoundError } from "../../api/errors";
import { reasonOf } from "../../api/messageText";
import { finish } from "../../api/operation";
import { type Pace, poll } from "../../api/poll";
import { ATTACHED_MAX } from "../../api/wire/conversations/configuration";
import { configurationId, conversationsConfigurationId } from "../../api/wire/ids";
import { overtakenWarning } from "../conversations/overtaken";
import { always } from "../table/property";
import { bodilessResource } from "../table/resource";
import type { Log } from "../values/hiding";
import type { Values } from "../values/json";
import { everyKind } from "./common";
import { conversationsTurn } from "./conversationsTurn";

/** One Intelligence Configuration in the list of a Conversations configuration. */
const attachmentAnswer = z.object({
  conversationsConfigurationId: z.string(),
  intelligenceConfigurationId: z.string(),
});
type Attached = z.infer<typeof attachmentAnswer>;

/** Another change of the same object is waited for this long, and so is one's own. */
const PACE: Pace = { firstMs: 500, longestMs: 5_000, withinMs: 120_000 };
const NOUN = "Conversations configuration";

/** A change of what is attached, by the verb of its messages. */
interface Task {
  client: Client;
  log: Log;
  verb: string;
}

/** Which ids are to be attached instead of these. */
type Edit = (ids: readonly string[]) => readonly string[];

/** Ids that are attached now. `undefined` where the account has no such Conversations configuration. */
export async function attachedIds(client: Client, id: string): Promise<string[] | undefined> {
  return (await attachedTo(client, id))?.ids;
}

/** The same with the version of the Conversations configuration. */
async function attachedTo(client: Client, id: string) {
  const live = await fetchConversationsConfiguration(client, id);
  return live && { ids: live.value.intelligenceConfigurationIds ?? [], version: live.value.version };
}

/**
 * Changes the list of attached ids, starting from what is there. The API replaces the list whole and knows no version, so each change
 * is looked at once it is done: what somebody else wrote over is put in again. `false` where the Conversations configuration is not
 * there.
 */
async function change({ client, log, verb }: Task, id: string, edit: Edit): Promise<boolean> {
  /** Version of the object that the update before has sent back whole. */
  let replaced: number | undefined;
  /** Reason of the refusal that the last update ended with. */
  let refusal: string | undefined;
  const isThere = await poll(
    async () => {
      const live = await attachedTo(client, id);
      const warning = overtakenWarning(id, replaced, live?.version);
      if (warning !== undefined) log.warn(warning);
      replaced = undefined;
      if (live === undefined) return { done: false };
      const before = live.ids;
      const wanted = edit(before);
      if (isDeepStrictEqual(wanted, before)) return { done: true };
      requireRoom(verb, id, before, wanted);
      const updated = await update(client, id, verb, wanted);
      replaced = updated.replaces;
      refusal = updated.refusal;
      return { pauseMs: updated.pauseMs };
    },
    PACE,
    client,
  );
  if (isThere !== undefined) return isThere;
  const because = refusal === undefined ? "" : `, or the API refuses for another reason: ${refusal}`;
  throw new Error(
    `Could not ${verb} ${NOUN} ${id}: somebody else kept changing what is attached to it for ${PACE.withinMs / 1000} s${because}. Find out who, and run \`pulumi up\` again.`,
  );
}

function requireRoom(verb: string, id: string, before: readonly string[], wanted: readonly string[]): void {
  if (wanted.length <= ATTACHED_MAX) return;
  throw new Error(
    `Could not ${verb} ${NOUN} ${id}: it has ${before.length} Intelligence Configurations attached, and the API takes at most ${ATTACHED_MAX}. Detach one of ${before.join(", ")} first.`,
  );
}

/** One update, carried out to its end, and how long to wait before looking: where another change goes on, until that is over. */
async function update(client: Client, id: string, verb: string, ids: readonly string[]) {
  try {
    const body = { intelligenceConfigurationIds: [...ids] };
    const started = await updateConversationsConfiguration(client, id, body);
    await finish(client, conversationsOperations, started, PACE, `${verb} ${NOUN} ${id}`);
    return { pauseMs: 0, replaces: started.replaces };
  } catch (error) {
    if (!hasCode(error, "conflict")) throw error;
    return { pauseMs: undefined, refusal: reasonOf(error) };
  }
}

/** The list with one id in it, in the place of another where that is there. */
function withId(ids: readonly string[], id: string, insteadOf?: string): readonly string[] {
  const others = ids.filter((one) => one !== id);
  const at = insteadOf === undefined ? -1 : others.indexOf(insteadOf);
  if (at !== -1) return others.with(at, id);
  return ids.includes(id) ? ids : [...ids, id];
}

async function attach(task: Task, desired: Attached, insteadOf?: string): Promise<Versioned<Attached>> {
  const { conversationsConfigurationId, intelligenceConfigurationId } = desired;
  const edit: Edit = (ids) => withId(ids, intelligenceConfigurationId, insteadOf);
  if (await change(task, conversationsConfigurationId, edit)) {
    return { value: { conversationsConfigurationId, intelligenceConfigurationId } };
  }
  throw new NotFoundError(
    { action: `${task.verb} ${NOUN} ${conversationsConfigurationId}` },
    "it is not in the account",
  );
}

/** The two ids of what is attached now. The id of the object names the one that was attached first. */
function attachedNow(id: string, outputs: Values): Attached {
  const [conversationsConfigurationId = "", first = ""] = id.split("/");
  const { intelligenceConfigurationId } = outputs;
  return {
    conversationsConfigurationId,
    intelligenceConfigurationId: typeof intelligenceConfigurationId === "string" ? intelligenceConfigurationId : first,
  };
}

export const conversationsAttachment = bodilessResource({
  noun: "Conversations Attachment",
  style: "json",
  answer: attachmentAnswer,
  // Kept when another Configuration takes the place of the first.
  id: ["conversationsConfigurationId", "intelligenceConfigurationId"],
  identityOf(id, outputs) {
    const now = attachedNow(id, outputs);
    return `${now.conversationsConfigurationId}/${now.intelligenceConfigurationId}`;
  },
  readFromList: true,
  turnOf: (id, values) => conversationsTurn(id === "" ? values.conversationsConfigurationId : id.split("/")[0]),
  properties: {
    ...everyKind,
    /**
     * Id of the Conversations configuration whose conversations are watched. At most 5 Intelligence Configurations can be attached to
     * one. Another one makes another attachment.
     */
    conversationsConfigurationId: always(conversationsConfigurationId, { replaces: true, live: true }),
    /**
     * Id of the Intelligence Configuration to attach. Another one takes its place in a single step, so that no conversation goes
     * unwatched in between; what others attached stays.
     */
    intelligenceConfigurationId: always(configurationId, { live: true }),
  },
  computed: {},
  calls: {
    create: (client, { desired, log }) => attach({ client, log, verb: "attach to" }, desired),
    async read(client, id, outputs) {
      const value = attachedNow(id, outputs);
      const ids = await attachedIds(client, value.conversationsConfigurationId);
      return ids?.includes(value.intelligenceConfigurationId) ? { value } : undefined;
    },
    update: (client, { prior, desired, keepsPrior, log }) =>
      attach(
        { client, log, verb: "move an attachment of" },
        desired,
        keepsPrior ? undefined : String(prior.intelligenceConfigurationId),
      ),
    async delete(client, id, outputs, log) {
      const gone = attachedNow(id, outputs);
      const edit: Edit = (ids) => ids.filter((one) => one !== gone.intelligenceConfigurationId);
      await change({ client, log, verb: "detach from" }, gone.conversationsConfigurationId, edit);
    },
    async *list(client) {
      for await (const { id, intelligenceConfigurationIds } of listConversationsConfigurations(client)) {
        for (const attached of intelligenceConfigurationIds ?? []) {
          yield { conversationsConfigurationId: id, intelligenceConfigurationId: attached };
        }
      }
    },
  },
});
