import assert from "node:assert/strict";
import { type Bench, SENTIMENT, SUMMARY } from "../../kit/emulator";

/** Where the emulator makes each kind of object. */
const PATHS = {
  services: "/v2/Services",
  customOperators: "/v2/Operators/Custom",
  languageOperators: "/v3/ControlPlane/Operators",
  configurations: "/v3/ControlPlane/Configurations",
  conversations: "/v2/ControlPlane/Configurations",
};

/** Makes objects as somebody in the Console would, by raw HTTP. Each gives the id of what it made. */
export function maker({ call }: Bench) {
  const made = async (answer: ReturnType<Bench["call"]>) => {
    const { status, body } = await answer;
    assert.ok(status >= 200 && status < 300, JSON.stringify(body));
    return body;
  };
  return {
    async service(form: Record<string, string>): Promise<string> {
      return (await made(call("POST", PATHS.services, { form }))).sid;
    },
    async customOperator(FriendlyName: string, Config: object = { prompt: "What was agreed on?" }): Promise<string> {
      const form = { FriendlyName, OperatorType: "Generative", Config: JSON.stringify(Config) };
      return (await made(call("POST", PATHS.customOperators, { form }))).sid;
    },
    async attachment(service: string, operator: string): Promise<void> {
      await made(call("POST", `${PATHS.services}/${service}/Operators/${operator}`, { form: {} }));
    },
    async languageOperator(displayName: string, more: object = {}): Promise<string> {
      const json = { displayName, prompt: "What does the customer want?", outputFormat: "TEXT", ...more };
      return (await made(call("POST", PATHS.languageOperators, { json }))).id;
    },
    async configuration(displayName: string, rules: object[] = []): Promise<string> {
      return (await made(call("POST", PATHS.configurations, { json: { displayName, rules } }))).id;
    },
    async conversations(displayName: string, intelligenceConfigurationIds: string[] = []): Promise<string> {
      const json = {
        displayName,
        description: "Customers who write to us",
        conversationGroupingType: "GROUP_BY_PROFILE",
        memoryStoreId: "mem_store_1",
        intelligenceConfigurationIds,
      };
      return (await made(call("POST", PATHS.conversations, { json }))).related.configurationId;
    },
  };
}

/** An operator that every account has. */
export const PRE_BUILT = `LY${"e3".padStart(32, "0")}`;

/** A small account in which every kind refers to others, Twilio's own operators among them. */
export async function smallAccount(bench: Bench) {
  const make = maker(bench);
  const calls = await make.service({
    UniqueName: "customer-calls",
    FriendlyName: "Customer calls",
    AutoTranscribe: "true",
    AutoRedaction: "true",
    WebhookUrl: "https://hooks.example.com/transcripts",
    WebhookHttpMethod: "POST",
    EncryptionCredentialSid: `CR${"0".repeat(32)}`,
  });
  const sales = await make.service({ UniqueName: "sales calls", LanguageCode: "es-MX" });
  const agreed = await make.customOperator("What was agreed on", {
    prompt: `List what was agreed on,\none line each.\n\nSay "nothing" where it was \`\${nothing}\`.`,
    examples: [{ input: "By Friday.", output: "Agent: by Friday" }],
  });
  await make.attachment(calls, agreed);
  await make.attachment(calls, PRE_BUILT);
  await make.attachment(sales, agreed);
  const urgency = await make.languageOperator("Urgency", {
    outputFormat: "CLASSIFICATION",
    prompt: "How urgent is this for a {{parameters.trade}}?\nAnswer with low, normal or urgent.",
    parameters: { trade: { type: "STRING", required: true, description: "What the business does" } },
    trainingExamples: [{ input: "The heating has been off since yesterday.", output: "urgent" }],
    context: { memory: { enabled: true } },
  });
  const promises = await make.languageOperator("Promises", {
    outputFormat: "JSON",
    outputSchema: { type: "object", properties: { what: { type: "string", enum: ["offer", "order"] } } },
  });
  const gone = await make.languageOperator("Short-lived");
  const watch = await make.configuration("Watch over repairs", [
    {
      operators: [{ id: urgency, version: 1, parameters: { trade: "plumber" } }, { id: promises }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }],
      actions: [{ type: "WEBHOOK", method: "POST", url: "https://hooks.example.com/urgency" }],
      context: { memory: { enabled: true }, knowledge: { bases: ["kb_manuals"] } },
    },
    { operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }], actions: [] },
    { operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_INACTIVE" }], actions: [] },
    { operators: [{ id: gone }, { id: SENTIMENT }], triggers: [], actions: [] },
  ]);
  await bench.call("DELETE", `${PATHS.languageOperators}/${gone}`);
  const conversations = await make.conversations("support", [watch]);
  return { calls, sales, agreed, urgency, promises, gone, watch, conversations };
}

/**
 * An account of at least so many objects of every kind, whose names collide, are empty, or are no identifiers. Gives how many objects
 * it came to.
 */
export async function largeAccount(bench: Bench, atLeast: number): Promise<number> {
  const make = maker(bench);
  await smallAccount(bench);
  let count = 11;
  for (let at = 0; count < atLeast; at++) {
    const title = ODD_TITLES[at % ODD_TITLES.length] ?? "";
    const service = await make.service({ UniqueName: `${at} ${title}`.slice(0, 64), FriendlyName: title.slice(0, 64) });
    const custom = await make.customOperator(title === "" ? `${at}` : title.slice(0, 64));
    const language = await make.languageOperator(title || `${at}`, { prompt: `${title}\n${at}\nanswer` });
    const watch = await make.configuration(title || `${at}`, [
      { operators: [{ id: language }], triggers: [{ on: "COMMUNICATION" }], actions: [] },
      {
        operators: [{ id: language, version: 1 }, { id: SENTIMENT }],
        triggers: [{ on: "CONVERSATION_END" }],
        actions: [],
      },
    ]);
    await make.attachment(service, custom);
    await make.conversations(`room ${at}`, [watch]);
    count += 7;
  }
  return count;
}

/** Names that people give. */
const ODD_TITLES = [
  "Support",
  "support",
  "Support!",
  "",
  "2nd line",
  "class",
  "delete",
  `\`\${process.exit(1)}\``,
  'it\'s "quoted" */ // done',
  "客服",
  "Überwachung",
  "📞",
  "constructor __proto__",
  "services",
  "external",
  "a very long name that goes on for longer than any line of a program should",
];
