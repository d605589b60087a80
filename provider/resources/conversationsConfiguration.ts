import { z } from "zod";
import type { Client, Recover } from "../../api/client";
import {
  conversationsOperations,
  createConversationsConfiguration,
  deleteConversationsConfiguration,
  fetchConversationsConfiguration,
  listConversationsConfigurations,
} from "../../api/conversations/configurations";
import { updateConversationsConfiguration } from "../../api/conversations/wholeUpdate";
import {
  conversationGroupingType,
  conversationsConfiguration as conversationsAnswer,
  conversationsBody,
  conversationsLimits,
  conversationsPatch,
} from "../../api/wire/conversations/configuration";
import { channelSettings, channelsPatch, channelsTreatment, readChannels } from "../conversations/channels";
import { overtakenWarning } from "../conversations/overtaken";
import { channelWarnings, memoryStoreFindings } from "../conversations/risks";
import type { Live } from "../table/kind";
import { always, computed, whileDeclared } from "../table/property";
import { resource } from "../table/resource";
import { unordered } from "../table/treatment";
import type { Log } from "../values/hiding";
import { mapItems, members, present, type Values } from "../values/json";
import { line, publicUrl } from "../values/textTypes";
import { createdId, followed, foundBy, readAccepted, readUpdated } from "./acceptedWrite";
import { versionedKind } from "./common";
import { conversationsTurn } from "./conversationsTurn";

const NOUN = "Conversations configuration";
const operations = conversationsOperations;

const statusCallback = z.strictObject({
  /** HTTPS URL that is requested when a conversation changes. */
  url: publicUrl,
  /** HTTP method of the request. Without it, `POST`. */
  method: z.enum(["POST", "GET"]).optional(),
});

const v1ServiceSid = z
  .string()
  .regex(/^(IS[0-9a-f]{32})?$/, "must be a Conversations Service SID: IS and 32 hexadecimal digits");

async function create(
  client: Client,
  body: z.output<typeof conversationsBody>,
  recover: Recover<{ id: string }>,
): Promise<Live> {
  const started = await createConversationsConfiguration(client, body, client.newKey(), foundBy(recover));
  const action = `create ${NOUN} "${body.displayName}"`;
  const id = await createdId(client, { operations, started, action }, "configuration");
  return { value: { ...body, id } };
}

async function update(client: Client, id: string, body: z.output<typeof conversationsPatch>, log: Log): Promise<Live> {
  const action = `update ${NOUN} ${id}`;
  const started = await updateConversationsConfiguration(client, id, body);
  await followed(client, { operations, started, action });
  const live = await readUpdated(client, id, fetchConversationsConfiguration, action);
  const warning = overtakenWarning(id, started.replaces, live.value.version);
  if (warning !== undefined) log.warn(warning);
  return live;
}

async function remove(client: Client, id: string): Promise<void> {
  const started = await deleteConversationsConfiguration(client, id, client.newKey());
  if (started !== undefined) await followed(client, { operations, started, action: `delete ${NOUN} ${id}` });
}

export const conversationsConfiguration = resource({
  noun: NOUN,
  style: "json",
  answer: conversationsAnswer,
  request: conversationsPatch,
  // The first belongs to ConversationsAttachment; no source returns the second.
  leftOut: ["intelligenceConfigurationIds", "accountId"],
  id: ["id"],
  // The version moves with every attachment too, so that only recorded properties tell of a conflict.
  versioned: { version: "version", ifMatch: "version", readsFirst: true, unguarded: true },
  readFromList: true,
  updates: "changed",
  turnOf: (id) => conversationsTurn(id),
  properties: {
    ...versionedKind,
    /** Display name: letters, digits, spaces, `_` and `-`. */
    displayName: always(
      line(conversationsLimits.displayNameMax).regex(
        /^[a-zA-Z0-9_ -]*$/,
        "may hold letters, digits, spaces, _ and - only",
      ),
    ),
    /** Purpose of the configuration. */
    description: whileDeclared(line(conversationsLimits.descriptionMax, 0), ""),
    /**
     * Criterion that groups messages and calls into one conversation. `GROUP_BY_PROFILE` looks up or creates a profile in the Memory Store. The sources
     * disagree on whether the API can change it: another value makes a new configuration.
     */
    conversationGroupingType: always(conversationGroupingType, { replaces: true, live: true }),
    /** Id of the Memory Store (`mem_store_…`) that profiles and memory are kept in. */
    memoryStoreId: always(line(128), { live: true }),
    /**
     * Settings of each channel, by its name: `VOICE`, `SMS`, `RCS`, `WHATSAPP` or `CHAT`. A change reaches new conversations only: a
     * conversation keeps the settings that it began with.
     */
    channelSettings: whileDeclared(
      channelSettings,
      {},
      {
        live: true,
        treatment: channelsTreatment,
        fromWire: readChannels,
        toWire: channelsPatch<z.output<typeof channelSettings>>,
      },
    ),
    /** URLs that are requested when a conversation changes. Their order makes no difference. */
    statusCallbacks: whileDeclared(z.array(statusCallback).max(conversationsLimits.statusCallbacksMax), [], {
      live: true,
      treatment: unordered(
        (item) => ({ url: members(item).url, method: members(item).method ?? "POST" }),
        conversationsLimits.statusCallbacksMax,
      ),
      fromWire: (items: unknown) =>
        mapItems(items, (item) => present({ url: members(item).url, method: members(item).method })),
    }),
    /** Whether facts about the customer are extracted from conversations into the Memory Store. */
    memoryExtractionEnabled: whileDeclared(z.boolean(), false, { live: true }),
    /** SID of the Conversations v1 Service (`IS…`) whose conversations are bridged. One configuration per Service. */
    conversationsV1ServiceSid: whileDeclared(v1ServiceSid, "", {
      live: true,
      wire: { read: "conversationsV1Bridge", write: "conversationsV1Bridge" },
      fromWire: (bridge: unknown) => members(bridge).serviceId,
      toWire: (serviceId: string) => (serviceId === "" ? null : { serviceId }),
    }),
  },
  computed: {
    /** Number of updates, attachments included. */
    version: computed(z.number().optional()),
    /** Creation time, in ISO 8601. */
    createdAt: computed(z.string().optional(), { stable: true }),
    /** Time of the last change, in ISO 8601. */
    updatedAt: computed(z.string().optional()),
  },
  findings: (client, values) => memoryStoreFindings(client, values),
  warnings: (values: Values) => channelWarnings(values).map(({ text }) => text),
  replacement: {
    // One configuration per bridged Service.
    deletesFirst: (prior, { conversationsV1ServiceSid }) =>
      Boolean(conversationsV1ServiceSid) && prior.conversationsV1ServiceSid === conversationsV1ServiceSid,
  },
  calls: {
    // A create requires a description, and takes no nulls: there is nothing to clear yet.
    create: (client, { body, recover }) =>
      create(client, conversationsBody.parse({ description: "", ...present(body) }), recover),
    read: fetchConversationsConfiguration,
    update: (client, { id, body, log }) => update(client, id, body, log),
    delete: remove,
    list: (client) => listConversationsConfigurations(client),
  },
  recovery: {
    isNamed: (live, { displayName }) => live.displayName === displayName,
    createdAt: (live) => live.createdAt,
    duplicates: true,
    visibleWithinMs: 15_000,
  },
  completion: {
    wait: (client, written) => readAccepted(client, NOUN, written, fetchConversationsConfiguration),
    isPending: ({ version }) => version === undefined,
  },
});
