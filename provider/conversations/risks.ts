import type { Client } from "../../api/client";
import { fetchMemoryStore } from "../../api/memory/stores";
import { memoryStoreId as storeId } from "../../api/wire/ids";
import { briefly, ifReadable } from "../client";
import type { Findings } from "../table/kind";
import { isEmpty, isObject, list, members, type Values } from "../values/json";
import { hasUnknown, isUnknown } from "../values/unknown";

/** One capture rule with its place. */
interface Captured {
  path: string;
  from: string;
  to: string;
  metadata: string;
}

/** Risk of channel settings. */
export type ChannelRisk = "overlap" | "voice" | "neverClosed";

/** Something in channel settings that is legal, and seldom meant. */
export interface ChannelWarning {
  risk: ChannelRisk;
  text: string;
}

export function channelWarnings({ channelSettings }: Values): ChannelWarning[] {
  return Object.entries(members(channelSettings)).flatMap(([channel, setting]) => {
    if (!isObject(setting)) return [];
    const path = `channelSettings.${channel}`;
    const rules = captured(path, setting.captureRules);
    const all = {
      overlap: overlaps(rules),
      voice: voiceWarnings(channel, path, rules),
      neverClosed: timeoutWarnings(path, setting),
    } satisfies Record<ChannelRisk, string[]>;
    return RISKS.flatMap((risk) => all[risk].map((text) => ({ risk, text })));
  });
}

const RISKS = ["overlap", "voice", "neverClosed"] as const;

const captured = (path: string, rules: unknown): Captured[] =>
  list(rules).flatMap((rule, at) => {
    const { from, to, metadata } = members(rule);
    if (typeof from !== "string" || typeof to !== "string" || hasUnknown(metadata)) return [];
    return [
      { path: `${path}.captureRules[${at}]`, from, to, metadata: isEmpty(metadata) ? "" : JSON.stringify(metadata) },
    ];
  });

/** Two rules that match one message give two communications, and two results for each operator. */
const overlaps = (rules: readonly Captured[]): string[] =>
  rules.flatMap((one, at) =>
    rules
      .slice(at + 1)
      .filter((other) => meets(one.from, other.from) && meets(one.to, other.to) && one.metadata === other.metadata)
      // A pair for the two directions of one number meets only in messages from that number to itself.
      .filter((other) => !isPair(one, other))
      .map(
        (other) =>
          `${one.path} and ${other.path} match the same communications: each of these is captured twice, and gives two results for every operator. Remove or narrow one of the two.`,
      ),
  );

const meets = (a: string, b: string): boolean => a === b || a === "*" || b === "*";

const isPair = (a: Captured, b: Captured): boolean =>
  (a.from === "*") !== (a.to === "*") && a.from === b.to && a.to === b.from;

function voiceWarnings(channel: string, path: string, rules: readonly Captured[]): string[] {
  if (channel !== "VOICE" || rules.length === 0) return [];
  const everything = rules.filter(({ from, to }) => from === "*" && to === "*");
  return [
    `${path}.captureRules transcribe, and bill, each call that they match. A call whose TwiML names a Conversations configuration too (<ConversationRelay>, <Transcription>) is transcribed and billed twice: use one of the two ways.`,
    ...everything.map((rule) => `${rule.path} matches every phone call of the account.`),
  ];
}

function timeoutWarnings(path: string, { statusTimeouts }: Values): string[] {
  if (isUnknown(statusTimeouts) || members(statusTimeouts).closed !== undefined) return [];
  return [
    `${path}.statusTimeouts.closed is not declared: conversations of this channel stay open for ever, and rules that run at the end of a conversation never run. Declare the minutes until a conversation is closed.`,
  ];
}

/**
 * Looks for the Memory Store that a configuration names. The API takes an id that does not exist: it captures, and profiles and memory
 * fail without a word.
 */
export async function memoryStoreFindings(client: Client, { memoryStoreId }: Values): Promise<Findings> {
  const warnings: string[] = [];
  if (typeof memoryStoreId === "string") {
    const state = await memoryStoreState(client, memoryStoreId);
    if (state !== undefined) {
      warnings.push(
        `memoryStoreId: Memory Store ${memoryStoreId} ${state}. The API takes it all the same: communications are captured, and profiles and memory fail without a word.`,
      );
    }
  }
  return { failures: [], warnings };
}

/** Why a Memory Store cannot be used; `undefined` if it can, or if the account cannot be read now. */
async function memoryStoreState(client: Client, id: string): Promise<string | undefined> {
  if (!storeId.safeParse(id).success) return "cannot be there: this is not the id of a Memory Store";
  const found = await ifReadable(() => fetchMemoryStore(briefly(client), id));
  if (found === undefined) return undefined;
  if (found.result === undefined) return "is not in the account";
  return found.result.value.status === "FAILED" ? "has failed for good" : undefined;
}
