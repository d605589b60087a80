import type { Client } from "../../api/client";
import { listConversationsConfigurations } from "../../api/conversations/configurations";
import { listOperators } from "../../api/v2/operators";
import { listLanguageOperators } from "../../api/v3/operators";
import { list, members } from "../../provider/normalRule";
import type { Live } from "./kinds";
import type { Known } from "./outside";

/** What objects of the account refer to and this package does not manage, by id. A list is asked for only where it is needed. */
export async function othersOf(client: Client, lives: ReadonlyMap<string, Live>): Promise<Map<string, Known>> {
  const others = new Map<string, Known>();
  const all = [...lives.values()];
  const isMissing = (id: unknown) => id !== undefined && !lives.has(String(id));
  if (all.some(({ declaration }) => isMissing(declaration.declared.operatorSid))) {
    for await (const { sid, friendly_name: title } of listOperators(client, "preBuilt"))
      others.set(sid, { noun: "Pre-built Operator", title: title ?? undefined, isTwilios: true });
  }
  if (all.some(({ declaration }) => operatorIds(declaration.declared).some(isMissing))) {
    for await (const { id, displayName: title, author } of listLanguageOperators(client))
      if (author === "TWILIO") others.set(id, { noun: "Language Operator", title, isTwilios: true });
  }
  if (all.some(({ kind }) => kind === "conversationsAttachments")) {
    for await (const { id, displayName: title } of listConversationsConfigurations(client))
      others.set(id, { noun: "Conversations configuration", title });
  }
  return others;
}

const operatorIds = ({ rules }: Live["declaration"]["declared"]): unknown[] =>
  list(rules).flatMap((rule) => list(members(rule).operators).map((one) => members(one).id));
