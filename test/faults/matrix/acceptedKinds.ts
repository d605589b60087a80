import { CONVERSATIONS, MEMORY_STORES } from "../../engine/kit/classes";
import { all, below, type Kind, remover, type Seen, THEIRS, text } from "./kind";

/** A Memory Store that is not there. A Conversations configuration takes it all the same. */
const ABSENT_STORE = `mem_store_0${"z".repeat(25)}`;

/** Classes whose writes are accepted with a 202, and carried out by an operation. */
export const ACCEPTED_KINDS: readonly Kind[] = [
  {
    name: "MemoryStore",
    unique: true,
    subject: /Memory Store/,
    args: () => ({ displayName: "support", description: "Customers", allowDelete: true }),
    updated: () => ({ displayName: "support", description: "Callers", allowDelete: true }),
    writes: below(MEMORY_STORES, "PATCH"),
    looks: new Set(["create", "update", "delete"]),
    readsBeforeUpdate: 1,
    async seen(made) {
      const ids = await all(made, MEMORY_STORES, "stores");
      const answers = await Promise.all(ids.map((id) => made.call("GET", `${MEMORY_STORES}/${id}`)));
      return answers.map(({ body }) => ({ id: text(body.id), content: [body.displayName, body.description] }));
    },
    content: ({ displayName, description }) => [displayName, description],
    remove: remover(MEMORY_STORES),
    edit: (made, id) => made.call("PATCH", `${MEMORY_STORES}/${id}`, { json: { description: THEIRS } }),
  },
  {
    name: "ConversationsConfiguration",
    // By its Idempotency-Key.
    unique: true,
    subject: /Conversations configuration/,
    args: () => conversations("Who write to us"),
    updated: () => conversations("Who write or call"),
    replaced: () => conversations("Who write to us", "GROUP_BY_PARTICIPANT_ADDRESSES"),
    writes: below(CONVERSATIONS, "PATCH"),
    looks: new Set(["create", "update", "replace", "delete"]),
    // The check looks for the Memory Store too.
    readsBeforeUpdate: 2,
    async seen(made) {
      return (await all(made, CONVERSATIONS, "configurations")).map((one) => ({
        id: text(one.id),
        content: [one.displayName, one.description, one.conversationGroupingType],
      }));
    },
    content: ({ displayName, description, conversationGroupingType }) => [
      displayName,
      description,
      conversationGroupingType,
    ],
    remove: remover(CONVERSATIONS),
    edit: (made, id) => made.call("PATCH", `${CONVERSATIONS}/${id}`, { json: { description: THEIRS } }),
  },
  {
    name: "ConversationsAttachment",
    unique: true,
    subject: /Conversations (configuration|Attachment|operation)/,
    args: ({ conversations: [here], configurations: [first] }) => ({
      conversationsConfigurationId: here,
      intelligenceConfigurationId: first,
    }),
    updated: ({ conversations: [here], configurations: [, second] }) => ({
      conversationsConfigurationId: here,
      intelligenceConfigurationId: second,
    }),
    replaced: ({ conversations: [, there], configurations: [first] }) => ({
      conversationsConfigurationId: there,
      intelligenceConfigurationId: first,
    }),
    writes: ({ conversations: [here] }) => ({
      // A replacement attaches to the other one, and detaches from this one.
      create: { method: "PATCH", path: `^${CONVERSATIONS}/` },
      update: { method: "PATCH", path: `^${CONVERSATIONS}/` },
      delete: { method: "PATCH", path: `^${CONVERSATIONS}/${here}$` },
    }),
    looks: new Set(["create", "update", "replace", "delete"]),
    async seen(made, { conversations }) {
      const found: Seen[] = [];
      for (const id of conversations) {
        const { body } = await made.call("GET", `${CONVERSATIONS}/${id}`);
        for (const attached of body.intelligenceConfigurationIds) {
          found.push({ id: `${id}/${attached}`, content: [id, attached] });
        }
      }
      return found;
    },
    content: ({ conversationsConfigurationId, intelligenceConfigurationId }) => [
      conversationsConfigurationId,
      intelligenceConfigurationId,
    ],
    remove: (made, id) =>
      made.call("PATCH", `${CONVERSATIONS}/${id.split("/")[0]}`, { json: { intelligenceConfigurationIds: [] } }),
  },
];

const conversations = (description: string, conversationGroupingType = "GROUP_BY_PROFILE") => ({
  displayName: "Support",
  description,
  conversationGroupingType,
  memoryStoreId: ABSENT_STORE,
  channelSettings: { CHAT: { statusTimeouts: { closed: 60 } } },
});
