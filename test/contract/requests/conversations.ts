import { ConversationsConfiguration, MemoryStore } from "../../../dynamic/index";
import { CONVERSATIONS, MEMORY_STORES, makeMemoryStore } from "../../engine/kit/classes";
import type { Kind } from "./kinds";

/** Returns an id of the same form that no object has. */
export const anotherId = (id: string): string => `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;

export const memoryStore: Kind = {
  provider: MemoryStore,
  minimal: () => ({ displayName: "support" }),
  full: () => ({
    account: "emea",
    onConflict: "fail",
    displayName: "support",
    description: "Customers of the support line",
    allowDelete: true,
  }),
  changes: () => ({
    displayName: { displayName: "help" },
    account: { account: undefined },
    onConflict: { onConflict: "overwrite" },
    description: { description: "Customers" },
    allowDelete: { allowDelete: false },
    "allowDelete removed": { allowDelete: undefined },
    "several at once": { displayName: "help", description: "Customers", allowDelete: undefined },
  }),
  deletable: { allowDelete: true },
  make: (bench) => makeMemoryStore(bench, "support"),
  edit: ({ call }, id) => call("PATCH", `${MEMORY_STORES}/${id}`, { json: { description: "Theirs" } }),
};

const sms = { statusTimeouts: { inactive: 60, closed: 1440 }, captureRules: [{ from: "*", to: "+15005550006" }] };
const chat = { statusTimeouts: { closed: 60 } };

export const conversationsConfiguration: Kind = {
  provider: ConversationsConfiguration,
  minimal: ({ memoryStore }) => ({
    displayName: "Support",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: memoryStore,
  }),
  full: ({ memoryStore }) => ({
    account: "emea",
    onConflict: "fail",
    displayName: "Support",
    description: "Customers who write to us",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: memoryStore,
    channelSettings: { SMS: sms, CHAT: chat },
    statusCallbacks: [{ url: "https://example.com/a" }, { url: "https://example.com/b", method: "GET" }],
    memoryExtractionEnabled: true,
    conversationsV1ServiceSid: `IS${"0".repeat(32)}`,
  }),
  changes: ({ memoryStore }) => ({
    displayName: { displayName: "Help" },
    account: { account: undefined },
    onConflict: { onConflict: "overwrite" },
    description: { description: "Customers" },
    "description removed": { description: undefined },
    conversationGroupingType: { conversationGroupingType: "GROUP_BY_PARTICIPANT_ADDRESSES" },
    memoryStoreId: { memoryStoreId: anotherId(memoryStore) },
    "channelSettings: a timeout": { channelSettings: { SMS: sms, CHAT: { statusTimeouts: { closed: 30 } } } },
    "channelSettings: one more": { channelSettings: { SMS: sms, CHAT: chat, VOICE: chat } },
    "channelSettings: one removed": { channelSettings: { SMS: sms } },
    "channelSettings removed": { channelSettings: undefined },
    statusCallbacks: { statusCallbacks: [{ url: "https://example.com/c" }] },
    "statusCallbacks, in another order": {
      statusCallbacks: [{ url: "https://example.com/b", method: "GET" }, { url: "https://example.com/a" }],
    },
    "statusCallbacks removed": { statusCallbacks: undefined },
    memoryExtractionEnabled: { memoryExtractionEnabled: false },
    "memoryExtractionEnabled removed": { memoryExtractionEnabled: undefined },
    conversationsV1ServiceSid: { conversationsV1ServiceSid: `IS${"1".repeat(32)}` },
    "conversationsV1ServiceSid removed": { conversationsV1ServiceSid: undefined },
    "several at once": { displayName: "Help", memoryExtractionEnabled: false, statusCallbacks: [] },
  }),
  make: async ({ call }, { memoryStore }) => {
    const json = {
      displayName: "Support",
      description: "",
      conversationGroupingType: "GROUP_BY_PROFILE",
      memoryStoreId: memoryStore,
    };
    return (await call("POST", CONVERSATIONS, { json })).body.related.configurationId;
  },
  edit: ({ call }, id) => call("PATCH", `${CONVERSATIONS}/${id}`, { json: { description: "Theirs" } }),
};
