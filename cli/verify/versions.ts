import type { Client } from "../../api/client";
import { fetchConversation } from "../../api/v3/conversations";
import { listLanguageOperatorVersions } from "../../api/v3/operators";
import type { OperatorResult } from "../../api/wire/v3/conversation";
import type { OperatorVersionItem } from "../../api/wire/v3/operator";
import type { Subject, SubjectOperator } from "./readSubjects";
import type { Problem, Warning } from "./verifyReport";

/**
 * Returns those of the conversations that are not known to be newer than the current version of the Configuration. According to Twilio's
 * notes, a conversation keeps the version with which it began.
 */
export async function olderThanVersion(
  { client, live }: Subject,
  conversations: readonly string[],
): Promise<ReadonlySet<string>> {
  if ((live?.version ?? 1) <= 1) return new Set();
  const since = Date.parse(live?.dateUpdated ?? "");
  const older = await Promise.all(
    [...new Set(conversations)].map(async (id) => {
      const began = Date.parse((await fetchConversation(client, id))?.value.createdAt ?? "");
      return began > since ? [] : [id];
    }),
  );
  return new Set(older.flat());
}

async function versionsOf(client: Client, id: string): Promise<OperatorVersionItem[]> {
  const all: OperatorVersionItem[] = [];
  for await (const one of listLanguageOperatorVersions(client, id)) all.push(one);
  return all;
}

/** Returns the reason why an operator cannot produce a result, if the account shows it. */
export async function causeOf(client: Client, { id, live, pinned }: SubjectOperator): Promise<Problem[]> {
  if (live === undefined) {
    return [
      { code: "operator_deleted", message: "the operator does not exist in the account, so the rule cannot run it" },
    ];
  }
  const versions = await versionsOf(client, id);
  if (pinned === undefined) return inactive(versions);
  const isRetired = versions.some(({ version, status }) => version === pinned && status === "RETIRED");
  const message = `the rule pins version ${pinned} of the operator, which is retired and no longer runs: pin another version`;
  return isRetired ? [{ code: "operator_retired", message }] : [];
}

/** A rule that pins no version runs the newest active one. */
function inactive(versions: readonly OperatorVersionItem[]): Problem[] {
  if (versions.length === 0 || versions.some(({ status }) => status == null || status === "ACTIVE")) return [];
  const states = versions.map(({ version, status }) => `version ${version} is ${status}`).join(", ");
  const message = `no version of the operator is active (${states}), so a rule that pins none cannot run it`;
  return [{ code: "operator_inactive", message }];
}

/** Returns a warning if an older version of an operator ran because the newest one is not active. */
export async function notNewest(
  { client }: Subject,
  { id, name, live, pinned }: SubjectOperator,
  { operator }: OperatorResult,
): Promise<Warning[]> {
  const [ran, newest] = [operator?.version, live?.version];
  if (pinned !== undefined || ran == null || newest == null || ran >= newest) return [];
  const status = (await versionsOf(client, id)).find(({ version }) => version === newest)?.status;
  if (status == null || status === "ACTIVE") return [];
  const message = `version ${ran} of ${name ?? id} ran, because version ${newest} is ${status}: the last update of the operator has no effect yet`;
  return [{ code: "operator_version_inactive", message }];
}
