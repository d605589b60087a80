import { Hono } from "hono";
import { type ApiEnv, allow } from "../../http/access";
import { invalid, notFound } from "../../http/envelope";
import { listV3, pagesOf } from "../../http/listResponse";
import { readJson } from "../../http/requestBody";
import type { Store } from "../../store/store";
import { isoTimestamp } from "../../values/timestamp";
import {
  communicationBody,
  participantBody,
  type SentAddress,
  type SentCommunication,
  type SentParticipant,
  type SentParty,
} from "./conversationBodies";
import {
  type Communication,
  conversationKind,
  findConversation,
  type Hosted,
  hostedOf,
  type Participant,
  requireOpen,
  withHosted,
} from "./conversationStore";

const storedAddress = ({ channel, address, channelId }: SentAddress) => ({
  channel,
  address,
  channelId: channelId ?? null,
});

const participantOf = (id: string, sent: SentParticipant): Participant => ({
  id,
  name: sent.name ?? null,
  type: sent.type ?? "UNKNOWN",
  profileId: sent.profileId ?? null,
  addresses: (sent.addresses ?? []).map(storedAddress),
});

/** Returns a participant as a request describes it, with a new id. */
export const newParticipant = (store: Store, sent: SentParticipant): Participant =>
  participantOf(store.ids.ttid("conv_participant", store.now()), sent);

/** Returns the participant that a communication names, by id or by address. Throws 400 if there is none. */
function requireParticipant({ participants }: Hosted, { participantId, channel, address }: SentParty): string {
  const found = participants.find(({ id, addresses }) =>
    participantId == null
      ? addresses.some((one) => one.channel === channel && one.address === address)
      : id === participantId,
  );
  if (found === undefined) throw invalid(`author: the conversation has no participant ${participantId ?? address}`);
  return found.id;
}

/** Returns a part of a conversation. Throws 404 if there is none. */
function requireOne<T extends { id: string }>(parts: readonly T[], id: string, noun: string): T {
  const found = parts.find((one) => one.id === id);
  if (found === undefined) throw notFound(`The ${noun} ${id}`);
  return found;
}

/** `/v2/Conversations/{id}/Participants` and `/Communications` of the Conversations host. */
export function participants(store: Store): Hono<ApiEnv> {
  const all = store.collection(conversationKind);
  const find = (id: string | undefined) => findConversation(all, id, store.now());
  /** Changes what the host shows of an open conversation. Throws 400 if it is closed. */
  const change = (id: string | undefined, edit: (hosted: Hosted) => Hosted): void => {
    const found = find(id);
    requireOpen(found);
    all.update(withHosted(found, edit(hostedOf(found)), store.now()));
  };
  const written = (hosted: Hosted, sent: SentCommunication): Communication => {
    const now = isoTimestamp(store.now());
    const before = hosted.communications.find(
      ({ resourceId }) => resourceId !== null && resourceId === sent.resourceId,
    );
    const { channel, address } = sent.author;
    return {
      id: before?.id ?? store.ids.ttid("conv_communication", store.now()),
      author: { channel, address, participantId: requireParticipant(hosted, sent.author) },
      recipients: sent.recipients.map(({ channel, address, participantId }) => ({
        ...{ channel, address },
        participantId: participantId ?? null,
      })),
      content: sent.content,
      channelId: sent.channelId ?? null,
      resourceId: sent.resourceId ?? null,
      occurredAt: sent.occurredAt ?? before?.occurredAt ?? now,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    };
  };

  const people = "/v2/Conversations/:conversation/Participants";
  const messages = "/v2/Conversations/:conversation/Communications";
  return new Hono<ApiEnv>()
    .post(people, allow("participants", "create", "conversations"), async (c) => {
      const { body } = await readJson(c, participantBody);
      const created = newParticipant(store, body);
      change(c.req.param("conversation"), (hosted) => ({ ...hosted, participants: [...hosted.participants, created] }));
      return c.json(created, 201);
    })
    .get(people, allow("participants", "list", "conversations"), (c) => {
      const { participants } = hostedOf(find(c.req.param("conversation")));
      return c.json(listV3(c.req.url, pagesOf(participants), (one) => one, "participants"));
    })
    .get(`${people}/:id`, allow("participants", "read", "conversations"), (c) => {
      const { participants } = hostedOf(find(c.req.param("conversation")));
      return c.json(requireOne(participants, c.req.param("id"), "participant"));
    })
    .put(`${people}/:id`, allow("participants", "update", "conversations"), async (c) => {
      const { body } = await readJson(c, participantBody);
      const replaced = participantOf(c.req.param("id"), body);
      change(c.req.param("conversation"), (hosted) => {
        requireOne(hosted.participants, replaced.id, "participant");
        return { ...hosted, participants: hosted.participants.map((one) => (one.id === replaced.id ? replaced : one)) };
      });
      return c.json(replaced);
    })
    .post(messages, allow("communications", "create", "conversations"), async (c) => {
      const { body } = await readJson(c, communicationBody);
      let answer: Communication | undefined;
      change(c.req.param("conversation"), (hosted) => {
        const added = written(hosted, body);
        answer = added;
        const isUpdate = hosted.communications.some(({ id }) => id === added.id);
        const communications = isUpdate
          ? hosted.communications.map((one) => (one.id === added.id ? added : one))
          : [...hosted.communications, added];
        return { ...hosted, communications };
      });
      return c.json(answer, 201);
    })
    .get(messages, allow("communications", "list", "conversations"), (c) => {
      const { communications } = hostedOf(find(c.req.param("conversation")));
      return c.json(listV3(c.req.url, pagesOf(communications), (one) => one, "communications"));
    })
    .get(`${messages}/:id`, allow("communications", "read", "conversations"), (c) => {
      const { communications } = hostedOf(find(c.req.param("conversation")));
      return c.json(requireOne(communications, c.req.param("id"), "communication"));
    });
}
