import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Client, Versioned } from "../api/client";
import {
  fetchConversationsConfiguration,
  fetchConversationsOperation,
  listConversationsConfigurations,
  patchConversationsConfiguration,
} from "../api/conversations/configurations";
import { hasCode, NotFoundError } from "../api/errors";
import { ATTACHED_MAX } from "../api/wire/conversations/configuration";
import { configurationId, conversationsConfigurationId } from "../api/wire/ids";
import { account, accountProperty } from "./account";
import type { Bag, Definition, Property } from "./definition";
import { inTurn } from "./inTurn";
import { type Pace, poll } from "./poll";
import { strictObject } from "./shape";

/** What a program declares of a Conversations Attachment. */
export const conversationsAttachmentInputs = strictObject({
  ...account,
  /**
   * The Conversations configuration whose conversations are watched. At most 5 Intelligence Configurations can be attached to one.
   * Another one makes another attachment.
   */
  conversationsConfigurationId,
  /**
   * The Intelligence Configuration to attach. Another one takes its place in a single step, so that no conversation goes unwatched
   * in between; what others attached stays.
   */
  intelligenceConfigurationId: configurationId,
});
export type ConversationsAttachmentInputs = z.infer<typeof conversationsAttachmentInputs>;
export type ConversationsAttachmentOutputs = ConversationsAttachmentInputs;

const recorded = z.looseObject({ intelligenceConfigurationId: z.string().optional() });
type Recorded = z.infer<typeof recorded>;

const properties = {
  account: accountProperty,
  conversationsConfigurationId: { held: "always", normal: (value) => value ?? "", replaces: true },
  intelligenceConfigurationId: { held: "always", normal: (value) => value ?? "" },
} satisfies Record<keyof ConversationsAttachmentInputs, Property>;

/** One Intelligence Configuration in the list of a Conversations configuration. */
export interface Attached {
  conversationsConfigurationId: string;
  intelligenceConfigurationId: string;
}

/** Another change of the same object is waited for this long, and so is one's own. */
const PACE: Pace = { firstMs: 500, longestMs: 5_000, withinMs: 120_000 };
const NOUN = "Conversations configuration";

/** Which ids are to be attached instead of these. */
type Edit = (ids: readonly string[]) => readonly string[];

/** `undefined` where the account has no such Conversations configuration. */
async function attachedIds(client: Client, id: string): Promise<string[] | undefined> {
  const live = await fetchConversationsConfiguration(client, id);
  return live && (live.value.intelligenceConfigurationIds ?? []);
}

/**
 * Changes the list of attached ids, starting from what is there. The API replaces the list whole and knows no version, so changes of
 * this process go one by one, and each is looked at once it is done: what somebody else wrote over is put in again. `false` where
 * the Conversations configuration is not there.
 */
const change = (client: Client, id: string, verb: string, edit: Edit): Promise<boolean> =>
  inTurn(`${client.origin} ${id}`, async () => {
    const isThere = await poll(async () => {
      const before = await attachedIds(client, id);
      if (before === undefined) return { done: false };
      const wanted = edit(before);
      if (isDeepStrictEqual(wanted, before)) return { done: true };
      requireRoom(verb, id, before, wanted);
      return { pauseMs: await patch(client, id, verb, wanted) };
    }, PACE);
    if (isThere !== undefined) return isThere;
    throw new Error(
      `Could not ${verb} ${NOUN} ${id}: somebody else kept changing what is attached to it for ${PACE.withinMs / 1000} s. Find out who, and run \`pulumi up\` again.`,
    );
  });

function requireRoom(verb: string, id: string, before: readonly string[], wanted: readonly string[]): void {
  if (wanted.length <= ATTACHED_MAX) return;
  throw new Error(
    `Could not ${verb} ${NOUN} ${id}: it has ${before.length} Intelligence Configurations attached, and the API takes at most ${ATTACHED_MAX}. Detach one of ${before.join(", ")} first.`,
  );
}

/** One patch, carried out to its end, and how long to wait before looking: where another change goes on, until that is over. */
async function patch(client: Client, id: string, verb: string, ids: readonly string[]): Promise<number | undefined> {
  try {
    const started = await patchConversationsConfiguration(
      client,
      id,
      { intelligenceConfigurationIds: [...ids] },
      randomUUID(),
    );
    await untilDone(client, started, `${verb} ${NOUN} ${id}`);
    return 0;
  } catch (error) {
    if (!hasCode(error, "conflict")) throw error;
    return undefined;
  }
}

interface Started {
  operationId: string;
  retryAfterMs: number | undefined;
}

async function untilDone(client: Client, { operationId, retryAfterMs }: Started, action: string): Promise<void> {
  await sleep(Math.min(retryAfterMs ?? PACE.firstMs, PACE.withinMs));
  const ended = await poll(async () => {
    const live = await fetchConversationsOperation(client, operationId);
    return {
      done: live?.value.status === "PENDING" ? undefined : live?.value,
      pauseMs: live?.retryAfterMs || undefined,
    };
  }, PACE);
  if (ended?.status === "COMPLETED") return;
  const why =
    ended === undefined
      ? `its operation ${operationId} is not done after ${PACE.withinMs / 1000} s`
      : `its operation ${operationId} failed: ${ended.error?.detail ?? ended.error?.title ?? "the API gives no reason"}`;
  throw new Error(`Could not ${action}: ${why}. Run \`pulumi up\` again once that is settled.`);
}

/** The list with one id in it, in the place of another where that is there. */
function withId(ids: readonly string[], id: string, insteadOf?: string): readonly string[] {
  const others = ids.filter((one) => one !== id);
  const at = insteadOf === undefined ? -1 : others.indexOf(insteadOf);
  if (at !== -1) return others.with(at, id);
  return ids.includes(id) ? ids : [...ids, id];
}

async function attach(
  client: Client,
  declared: Attached,
  verb: string,
  insteadOf?: string,
): Promise<Versioned<Attached>> {
  const { conversationsConfigurationId, intelligenceConfigurationId } = declared;
  const edit: Edit = (ids) => withId(ids, intelligenceConfigurationId, insteadOf);
  if (await change(client, conversationsConfigurationId, verb, edit)) {
    return { value: { conversationsConfigurationId, intelligenceConfigurationId } };
  }
  throw new NotFoundError({ action: `${verb} ${NOUN} ${conversationsConfigurationId}` }, "it is not in the account");
}

const idOf = ({ conversationsConfigurationId, intelligenceConfigurationId }: Attached): string =>
  `${conversationsConfigurationId}/${intelligenceConfigurationId}`;

/** The two ids of what is attached now. The id of the object names the one that was attached first. */
function attachedNow(id: string, outputs: Bag): Attached {
  const [conversationsConfigurationId = "", first = ""] = id.split("/");
  const { intelligenceConfigurationId = first } = recorded.parse(outputs);
  return { conversationsConfigurationId, intelligenceConfigurationId };
}

export const conversationsAttachmentDefinition: Definition<ConversationsAttachmentInputs, Attached, Recorded> = {
  noun: "Conversations Attachment",
  inputs: conversationsAttachmentInputs,
  checked: conversationsAttachmentInputs,
  recorded,
  properties,
  // Kept when another Configuration takes the place of the first.
  idOf,
  listedAs: (id, outputs) => idOf(attachedNow(id, outputs)),
  versionOf: () => undefined,
  declaredOf: (live) => ({ ...live }),
  computedOf: () => ({}),
  create: (client, declared) => attach(client, declared, "attach to"),
  async *list(client) {
    for await (const { id, intelligenceConfigurationIds } of listConversationsConfigurations(client)) {
      for (const attached of intelligenceConfigurationIds ?? []) {
        yield { conversationsConfigurationId: id, intelligenceConfigurationId: attached };
      }
    }
  },
  read: async (client, id, outputs) => {
    const live = attachedNow(id, outputs);
    const ids = await attachedIds(client, live.conversationsConfigurationId);
    return ids?.includes(live.intelligenceConfigurationId) ? { value: live } : undefined;
  },
  update: (client, { recorded, declared }) =>
    attach(client, declared, "move an attachment of", recorded.intelligenceConfigurationId),
  delete: async (client, id, outputs) => {
    const gone = attachedNow(id, outputs);
    const edit: Edit = (ids) => ids.filter((one) => one !== gone.intelligenceConfigurationId);
    await change(client, gone.conversationsConfigurationId, "detach from", edit);
  },
};
