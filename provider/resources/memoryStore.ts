import { z } from "zod";
import type { Client, Recover } from "../../api/client";
import { listConversationsConfigurations } from "../../api/conversations/configurations";
import {
  createMemoryStore,
  deleteMemoryStore,
  fetchMemoryStore,
  listMemoryStores,
  memoryOperations,
  updateMemoryStore,
} from "../../api/memory/stores";
import { few } from "../../api/messageText";
import { type Pace, poll } from "../../api/poll";
import {
  type MemoryStore,
  type MemoryStoreBody,
  memoryStore as memoryAnswer,
  memoryStoreBody,
  memoryStoreLimits,
  memoryStorePatch,
} from "../../api/wire/memory/memoryStore";
import type { Live, Update } from "../table/kind";
import { always, computed, local, whileDeclared } from "../table/property";
import { resource } from "../table/resource";
import type { Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import { line } from "../values/textTypes";
import { isUnknown } from "../values/unknown";
import { createdId, followed, foundBy, readAccepted, readUpdated } from "./acceptedWrite";
import { versionedKind } from "./common";

/** How long a store may take to become ACTIVE once its operation is done. */
const ACTIVE_PACE: Pace = { firstMs: 500, longestMs: 10_000, withinMs: 300_000 };
const UNFINISHED = new Set<unknown>(["QUEUED", "PROVISIONING"]);
/** Longest list of ids in a message. */
const MAX_NAMED = 5;
const NOUN = "Memory Store";
const operations = memoryOperations;
const LOST = "all profiles, traits, observations and conversation summaries in it";

async function create(client: Client, body: MemoryStoreBody, recover: Recover<MemoryStore>): Promise<Live> {
  const started = await createMemoryStore(client, body, foundBy(recover));
  const action = `create ${NOUN} "${body.displayName}"`;
  const id = await createdId(client, { operations, started, action }, "store");
  return { value: { ...body, id } };
}

type StoreUpdate = Pick<
  Update<z.output<typeof memoryStorePatch>, unknown, MemoryStore>,
  "id" | "body" | "ifMatch" | "recover"
>;

async function update(client: Client, { id, body, ifMatch, recover }: StoreUpdate): Promise<Live> {
  const action = `update ${NOUN} ${id}`;
  const started = await updateMemoryStore(client, id, body, ifMatch, foundBy(recover));
  await followed(client, { operations, started, action });
  return readUpdated(client, id, fetchMemoryStore, action);
}

async function remove(client: Client, id: string): Promise<void> {
  const started = await deleteMemoryStore(client, id);
  if (started !== undefined) await followed(client, { operations, started, action: `delete ${NOUN} ${id}` });
}

/** Waits until a store is ACTIVE. One that has FAILED is an error: the API cannot repair it. */
async function waitUntilActive(client: Client, accepted: Live): Promise<Live> {
  const written = await readAccepted(client, NOUN, accepted, fetchMemoryStore);
  const id = String(written.value.id);
  const look = async (): Promise<{ done: Live | undefined }> => {
    const live = await fetchMemoryStore(client, id);
    if (live === undefined) {
      throw new Error(`${NOUN} ${id} was deleted while it was waited for. Run \`pulumi refresh\`, then \`pulumi up\`.`);
    }
    return { done: UNFINISHED.has(live.value.status) ? undefined : live };
  };
  const live = UNFINISHED.has(written.value.status) ? await poll(look, ACTIVE_PACE, client) : written;
  if (live === undefined) {
    throw new Error(
      `${NOUN} ${id} is not ACTIVE after ${ACTIVE_PACE.withinMs / 1000} s. Run \`pulumi up\` again: it waits again.`,
    );
  }
  if (live.value.status !== "FAILED") return live;
  throw new Error(
    `${NOUN} ${id} is FAILED: Twilio could not provision it, and cannot repair it. Remove it from the program and run \`pulumi up\`, which deletes it; then declare it again.`,
  );
}

/** A move to another account deletes the store. */
function moveRefusals({ account }: Values, before: Values): Refusal[] {
  const isNew = before.displayName === undefined;
  if (isNew || isUnknown(account) || account === before.account || before.allowDelete === true) return [];
  return [
    {
      property: "account",
      reason: `cannot be changed yet: it makes an empty store in the other account and deletes this one, with ${LOST}, for good. If that is meant, declare \`allowDelete: true\` and run \`pulumi up\` first`,
    },
  ];
}

/** A delete takes data of customers away for good: the program has to allow it, and nothing may still use the store. */
async function refusesDelete(client: Client, id: string, { allowDelete }: Values): Promise<string | undefined> {
  const live = await fetchMemoryStore(client, id);
  if (live === undefined) return undefined;
  // A store that has FAILED holds nothing that anybody could read.
  if (allowDelete !== true && live.value.status !== "FAILED") {
    return `${LOST} would be lost for good. If that is meant, declare the store with \`allowDelete: true\` and run \`pulumi up\`, then remove it. To keep it in the account, remove it with the resource option \`retainOnDelete: true\` or run \`pulumi state delete\`.`;
  }
  const users: string[] = [];
  for await (const one of listConversationsConfigurations(client, { memoryStoreId: id })) users.push(one.id);
  if (users.length === 0) return undefined;
  return `Conversations configurations keep profiles and memory in it, and would go on capturing without them: ${few(users, MAX_NAMED)}. Delete them, or give them another Memory Store, then run the command again.`;
}

export const memoryStore = resource({
  noun: NOUN,
  style: "json",
  answer: memoryAnswer,
  request: memoryStorePatch,
  // Moves by itself: it would show as a change on every refresh.
  leftOut: ["dataAsOf"],
  id: ["id"],
  versioned: { version: "version", ifMatch: "etag", readsFirst: true },
  updates: "changed",
  unique: "displayName",
  properties: {
    ...versionedKind,
    /** Display name, unique in the account: letters, digits and `-`. */
    displayName: always(
      line(memoryStoreLimits.displayNameMax).regex(/^[a-zA-Z0-9-]*$/, "may hold letters, digits and - only"),
    ),
    /** Purpose of the store. */
    description: whileDeclared(line(memoryStoreLimits.descriptionMax), undefined),
    /**
     * Whether the store may be deleted. A delete loses all of its profiles, traits, observations and conversation summaries for good, so
     * it is refused unless `true` was declared in an earlier `pulumi up`. Without it, `false`.
     */
    allowDelete: local(z.boolean(), { recorded: true }),
  },
  computed: {
    /** Status: `ACTIVE`, or `FAILED` for good. */
    status: computed(z.string().optional()),
    /** Number of updates, from 1. */
    version: computed(z.number().optional()),
    /** ETag of the version, which an update is based on. */
    etag: computed(z.string().optional(), { wire: { header: "etag" } }),
    /** SID of the Intelligence Service that Twilio makes for extracting facts from conversations. */
    intelligenceServiceId: computed(z.string().optional()),
  },
  invariants: moveRefusals,
  refusesDelete,
  calls: {
    create: (client, { body, recover }) => create(client, memoryStoreBody.parse(body), recover),
    read: fetchMemoryStore,
    update,
    delete: remove,
    list: (client) => listMemoryStores(client),
  },
  recovery: {
    isNamed: (live, { displayName }) => live.displayName === displayName,
    visibleWithinMs: 15_000,
  },
  completion: {
    wait: waitUntilActive,
    isPending: ({ version, status }) => version === undefined || UNFINISHED.has(status) || status === "FAILED",
  },
});
