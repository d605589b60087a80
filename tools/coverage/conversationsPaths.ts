import * as conversationsConfigurations from "../../api/conversations/configurations";
import { type Path, TTID } from "./path";

const CONVERSATIONS = `conv_configuration_${TTID}`;
const KEY = "00000000-0000-4000-8000-000000000000";
const CONVERSATIONS_BODY = {
  description: "",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: "a",
  channelSettings: {},
} as const;
const PATCHED =
  "Only where the API refuses PATCH, which does not remove attachments that someone else adds at the same time.";

/** Returns the paths of data that a program does not manage. Tests create it. */
const emulated = (path: string, methods: Path["method"][]): Path[] =>
  methods.map((method) => ({ method, path, sdk: [], reason: "Emulator only: data of conversations, for tests." }));

/** Paths of the Conversations API, without `Actions`, which send messages. */
export const conversationsPaths: Path[] = [
  {
    method: "POST",
    path: "/v2/ControlPlane/Configurations",
    sdk: ["ConversationsConfiguration"],
    call: (c) =>
      conversationsConfigurations.createConversationsConfiguration(c, { displayName: "a", ...CONVERSATIONS_BODY }, KEY),
  },
  {
    method: "GET",
    path: "/v2/ControlPlane/Configurations",
    sdk: ["getConversationsConfiguration", "getConversationsConfigurations"],
    call: (c) => conversationsConfigurations.listConversationsConfigurations(c).next(),
  },
  {
    method: "GET",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: ["ConversationsConfiguration", "ConversationsAttachment", "getConversationsConfiguration"],
    call: (c) => conversationsConfigurations.fetchConversationsConfiguration(c, CONVERSATIONS),
  },
  {
    method: "PUT",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: [],
    call: (c) =>
      conversationsConfigurations.replaceConversationsConfiguration(c, CONVERSATIONS, CONVERSATIONS_BODY, KEY),
    reason: PATCHED,
  },
  {
    method: "PATCH",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: ["ConversationsConfiguration", "ConversationsAttachment"],
    call: (c) =>
      conversationsConfigurations.patchConversationsConfiguration(
        c,
        CONVERSATIONS,
        { intelligenceConfigurationIds: [] },
        KEY,
      ),
  },
  {
    method: "DELETE",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: ["ConversationsConfiguration"],
    call: (c) => conversationsConfigurations.deleteConversationsConfiguration(c, CONVERSATIONS, KEY),
  },
  {
    method: "GET",
    path: "/v2/ControlPlane/Operations/{id}",
    sdk: ["ConversationsConfiguration", "ConversationsAttachment"],
    call: (c) => conversationsConfigurations.fetchConversationsOperation(c, CONVERSATIONS),
  },
  ...emulated("/v2/Conversations", ["POST", "GET"]),
  ...emulated("/v2/Conversations/{id}", ["GET", "PUT", "PATCH", "DELETE"]),
  ...emulated("/v2/Conversations/{ConversationId}/Participants", ["POST", "GET"]),
  ...emulated("/v2/Conversations/{ConversationId}/Participants/{id}", ["GET", "PUT"]),
  ...emulated("/v2/Conversations/{ConversationId}/Communications", ["POST", "GET"]),
  ...emulated("/v2/Conversations/{ConversationId}/Communications/{id}", ["GET"]),
];
