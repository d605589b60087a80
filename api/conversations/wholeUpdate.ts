import type { Client } from "../client";
import { hasCode, InvalidRequestError, isTwilioCode, NotFoundError } from "../errors";
import type { Started } from "../operation";
import {
  type ConversationsConfiguration,
  type ConversationsPatch,
  conversationsBody,
} from "../wire/conversations/configuration";
import {
  fetchConversationsConfiguration,
  patchConversationsConfiguration,
  replaceConversationsConfiguration,
} from "./configurations";

/** An update that the API has accepted. */
export interface StartedUpdate extends Started {
  /** Version of the object that was sent back whole. Absent if the API took the patch, or shows no version. */
  replaces?: number | undefined;
}

const METHOD_NOT_ALLOWED = 405;

/**
 * Starts an update of the fields in the patch. Where Twilio refuses PATCH, as its notes of 2026 say, it reads the object and sends all of it
 * back with the patch applied. A change that somebody else makes between the two is then overwritten: compare `replaces` with the version
 * after the update.
 *
 * @throws InvalidRequestError if the object has members that a full replacement cannot repeat.
 */
export async function updateConversationsConfiguration(
  client: Client,
  id: string,
  patch: ConversationsPatch,
): Promise<StartedUpdate> {
  try {
    return await patchConversationsConfiguration(client, id, patch, client.newKey());
  } catch (error) {
    if (!hasCode(error, "invalid_request") || error.status !== METHOD_NOT_ALLOWED || !isTwilioCode(error.twilioCode))
      throw error;
  }
  const action = `update Conversations configuration ${id}`;
  const live = await fetchConversationsConfiguration(client, id);
  if (live === undefined) throw new NotFoundError({ action }, "it is no longer in the account");
  const lost = notRepeatable(live.value);
  if (lost.length > 0) {
    const reason = `the API takes no PATCH, and a PUT would remove ${lost.join(", ")}`;
    throw new InvalidRequestError({ action }, reason);
  }
  const body = patched(live.value, patch);
  const started = await replaceConversationsConfiguration(client, id, body, client.newKey());
  return { ...started, replaces: live.value.version ?? undefined };
}

const COMPUTED = new Set(["id", "accountId", "version", "createdAt", "updatedAt"]);

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);

/** Returns the names of members with a value that no request has. */
const notRepeatable = (live: ConversationsConfiguration): string[] =>
  Object.keys(live).filter(
    (name) => !(name in conversationsBody.shape) && !COMPUTED.has(name) && !isNothing(live[name]),
  );

/** Returns the members of an object that a request can have, with a patch applied. */
function patched(live: ConversationsConfiguration, patch: ConversationsPatch): Record<string, unknown> {
  const named = Object.keys(conversationsBody.shape);
  const { channelSettings, ...rest } = patch;
  const channels = { ...live.channelSettings, ...channelSettings };
  const body = { description: "", ...present(live), ...rest, channelSettings: present(channels) };
  return present(Object.fromEntries(Object.entries(body).filter(([name]) => named.includes(name))));
}

const present = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
