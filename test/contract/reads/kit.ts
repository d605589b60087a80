import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import type { Emulator, EmulatorOptions, SeedInput } from "../../../emulator/index";
import { type Bench, bench, SENTIMENT } from "../kit/emulator";

/** An emulator whose account the reads of this process go to. */
export interface Library extends Bench {
  /** Requests since the last time that this was asked, as `METHOD path`, with the query. */
  sent(): string[];
}

export async function library(t: TestContext, options: EmulatorOptions = {}): Promise<Library> {
  const made = await bench(t, { seed, ...options });
  configure(made.emulator);
  return { ...made, sent: () => sentTo(made.emulator) };
}

export function sentTo(emulator: Emulator): string[] {
  const sent = emulator.requests().map(({ method, path }) => `${method} ${path}`);
  emulator.clearRequests();
  return sent;
}

type Account = Pick<Emulator, "url" | "apiKey" | "apiSecret">;

/** What the stack's configuration would say. */
export function configure({ url, apiKey, apiSecret }: Account, more: Record<string, string> = {}): void {
  pulumi.runtime.setAllConfig({
    "twilio-intelligence:baseUrl": url,
    "twilio-intelligence:apiKey": apiKey,
    "twilio-intelligence:apiSecret": apiSecret,
    ...more,
  });
}

/** One URL in front of two accounts, which the credentials tell apart. Ends with the test. */
export async function frontOf(t: TestContext, ...accounts: Emulator[]): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const { url: path, method, headers } = incoming;
    const [user] = Buffer.from((headers.authorization ?? "").replace("Basic ", ""), "base64")
      .toString()
      .split(":");
    const account = accounts.find(({ apiKey }) => apiKey === user);
    if (account === undefined) return outgoing.writeHead(401).end("{}");
    // With the host that was asked, so that links to next pages lead back here.
    const passed = send(`${account.url}${path}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const ttid = (prefix: string, last: number) =>
  `${prefix}_01k9zd8m3qe5v7w2x4y6a8b0${String(last).padStart(2, "0")}`;
export const sid = (prefix: string, last: number) => `${prefix}${String(last).padStart(32, "0")}`;

export const PLAIN_TRANSCRIPT = sid("GT", 1);
export const ENCRYPTED_TRANSCRIPT = sid("GT", 2);
export const FAILED_TRANSCRIPT = sid("GT", 3);
export const OF_SERVICE = sid("GA", 7);
export const TEXT_OPERATOR = sid("LY", 41);
export const JSON_OPERATOR = sid("LY", 42);
export const CHAT = ttid("conv_conversation", 1);
export const CALL = ttid("conv_conversation", 2);
export const CHAT_RESULT = ttid("intelligence_operatorresult", 1);
export const CALL_RESULT = ttid("intelligence_operatorresult", 2);
export const CONFIGURATION = ttid("intelligence_configuration", 1);

const conversation = (id: string, more: Partial<NonNullable<SeedInput["conversations"]>[number]>) => ({
  id,
  status: "CLOSED" as const,
  createdAt: "2026-01-12T10:00:00Z",
  updatedAt: "2026-01-12T10:06:00Z",
  channels: ["SMS"],
  participants: [{ id: ttid("conv_participant", 1), name: "Sam", type: "CUSTOMER", addressValues: ["+15550100001"] }],
  ...more,
});

const result = (
  id: string,
  conversationId: string,
  found: Pick<NonNullable<SeedInput["operatorResults"]>[number], "outputFormat" | "result">,
) => ({
  id,
  conversationId,
  intelligenceConfiguration: { id: CONFIGURATION, ruleId: ttid("intelligence_configurationrule", 1), version: 2 },
  operator: { id: SENTIMENT, version: 3, parameters: { in_words: null } },
  dateCreated: "2026-01-12T10:06:00Z",
  referenceIds: [],
  executionDetails: { trigger: { on: "COMMUNICATION", timestamp: "2026-01-12T10:05:00Z" } },
  metadata: { system: { latencyMs: 900 } },
  ...found,
});

/** Two transcripts that are completed and one that failed; a chat and a call, with a result each. */
export const seed: SeedInput = {
  transcripts: [
    {
      sid: PLAIN_TRANSCRIPT,
      service_sid: OF_SERVICE,
      channel: {
        media_properties: { media_url: "https://media.example/1.mp3" },
        participants: [{ channel_participant: 1 }],
      },
      redaction: true,
      customer_key: "case-1",
      date_created: "2026-01-12T10:00:00Z",
      media_start_time: "2026-01-11T09:00:00Z",
      sentences: [
        { transcript: "My number is 4711.", start_time: 0, end_time: 2, confidence: 0.8 },
        { transcript: "Thank you.", media_channel: 2, start_time: 2.5, end_time: 3 },
      ],
      operator_results: [
        {
          operator_sid: TEXT_OPERATOR,
          name: "Summary",
          operator_type: "text-generation",
          text_generation_results: { result: "A customer gave number 4711.", format: "text" },
        },
        {
          operator_sid: JSON_OPERATOR,
          name: "Order",
          operator_type: "json",
          json_results: { order_number: 4711, shipped_at: null },
        },
      ],
    },
    {
      sid: ENCRYPTED_TRANSCRIPT,
      service_sid: sid("GA", 8),
      channel: { media_properties: { source_sid: sid("RE", 2) } },
      language_code: "de-DE",
      date_created: "2026-02-12T10:00:00Z",
      encryption_credential_sid: sid("CR", 1),
      operator_results: [{ operator_sid: TEXT_OPERATOR, name: "Summary", operator_type: "text-generation" }],
    },
    {
      sid: FAILED_TRANSCRIPT,
      service_sid: OF_SERVICE,
      channel: { media_properties: { media_url: "https://media.example/3.mp3" } },
      status: "failed",
      date_created: "2026-03-12T10:00:00Z",
    },
  ],
  conversations: [
    conversation(CHAT, {
      name: "A chat",
      conversationConfigurationId: "unused",
      channelIds: [sid("SM", 1)],
      communications: [
        {
          id: ttid("conv_communication", 1),
          participantId: ttid("conv_participant", 1),
          content: { text: "Where is my order 4711?" },
          createdAt: "2026-01-12T10:00:00Z",
        },
      ],
    }),
    conversation(CALL, {
      name: null,
      status: "ACTIVE",
      conversationConfigurationId: null,
      channels: ["VOICE"],
      createdAt: "2026-03-01T10:00:00Z",
    }),
  ],
  operatorResults: [
    result(CHAT_RESULT, CHAT, { outputFormat: "CLASSIFICATION", result: { label: "negative" } }),
    result(CALL_RESULT, CALL, { outputFormat: "JSON", result: { next_step: null, steps_taken: ["sent_again"] } }),
  ],
};
