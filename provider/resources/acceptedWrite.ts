import type { Client, Recover } from "../../api/client";
import { type ErrorCode, hasCode, NotFoundError, OutcomeUnknownError } from "../../api/errors";
import { reasonOf } from "../../api/messageText";
import type { Collection } from "../../api/object";
import { finish, type Started } from "../../api/operation";
import { type Pace, poll } from "../../api/poll";
import type { Live } from "../table/kind";

/** How long the operation of a write is waited for: the API answers before it has carried the write out. */
const OPERATION_PACE: Pace = { firstMs: 500, longestMs: 5_000, withinMs: 120_000 };

/** How long an object may take to show once its operation is done. */
const VISIBLE: Pace = { firstMs: 100, longestMs: 2_000, withinMs: 15_000 };

/** Errors that say what became of the operation, or that nobody waits for it any more. */
const TOLD: readonly ErrorCode[] = ["operation_failed", "operation_pending", "cancelled"];

/** A write that the API has accepted, and the operation that carries it out. */
export interface AcceptedWrite {
  operations: Collection;
  started: Started;
  /** As in `create Memory Store "a"`. */
  action: string;
}

type Read = (client: Client, id: string) => Promise<Live | undefined>;

/** A write that is found to have happened has no operation to wait for. */
export const foundBy =
  (recover: Recover<{ id: string }>): Recover<Started> =>
  async (lost) => {
    const live = await recover(lost);
    return live && { value: { id: live.value.id } };
  };

/** Waits for the operation of an update or a delete. */
export async function followed(client: Client, write: AcceptedWrite): Promise<void> {
  await finished(client, write, (unread, reason) => {
    return new Error(
      `Could not ${write.action}: ${unread}, so its outcome is unknown (${reason}). Run it again: it looks at the account first.`,
    );
  });
}

/**
 * Waits for the operation of a create and returns the id of the object. An id that is known reaches the state unless the operation
 * failed: `readAccepted` says what of the object is not there yet.
 *
 * @param word What the object is called after its name, such as `store`.
 * @throws OutcomeUnknownError where the object may exist, and its id is not known.
 */
export async function createdId(client: Client, write: AcceptedWrite, word: string): Promise<string> {
  const { action, started } = write;
  const unknown = (reason: string) => new OutcomeUnknownError({ action }, reason, []);
  try {
    const id = await finished(client, write, (unread, reason) =>
      unknown(`${unread}, so whether the ${word} was created is unknown (${reason})`),
    );
    if (id !== undefined) return id;
  } catch (error) {
    if (started.id === undefined || hasCode(error, "operation_failed")) throw error;
    return started.id;
  }
  throw unknown(`its operation is done and names no ${word}, so which ${word} was created is unknown`);
}

/** The id of the object. `asError`: the error where the operation cannot be read. */
async function finished(
  client: Client,
  { operations, started, action }: AcceptedWrite,
  asError: (unread: string, reason: string) => Error,
): Promise<string | undefined> {
  try {
    return await finish(client, operations, started, OPERATION_PACE, action);
  } catch (error) {
    if (TOLD.some((code) => hasCode(error, code))) throw error;
    throw asError(`its operation ${started.operationId} cannot be read`, reasonOf(error));
  }
}

/** Reads an object whose create was accepted. Until then, the state has no version of it. */
export async function readAccepted(client: Client, noun: string, written: Live, read: Read): Promise<Live> {
  if (written.value.version !== undefined) return written;
  const id = String(written.value.id);
  let reason = "the account does not show it";
  try {
    const live = await visible(client, id, read);
    if (live !== undefined) return live;
  } catch (error) {
    reason = reasonOf(error);
  }
  throw new Error(
    `${noun} ${id} was accepted, and cannot be read yet (${reason}). Run \`pulumi up\` again: it looks again.`,
  );
}

/**
 * Reads an object whose update is done.
 *
 * @throws NotFoundError where it does not show.
 */
export async function readUpdated(client: Client, id: string, read: Read, action: string): Promise<Live> {
  const live = await visible(client, id, read);
  if (live !== undefined) return live;
  throw new NotFoundError({ action }, `its operation is done, and ${id} does not show`);
}

const visible = (client: Client, id: string, read: Read): Promise<Live | undefined> =>
  poll(async () => ({ done: await read(client, id) }), VISIBLE, client);
