import * as pulumi from "@pulumi/pulumi";
import { dynamicProvider } from "../../../dynamic/host";
import type { DynamicProvider } from "../../../dynamic/protocol";
import type { KindName } from "../../../provider/catalogue";
import { Core } from "../../../provider/lifecycle/core";
import { Run } from "../../../provider/lifecycle/run";
import * as sdk from "../../../sdk/index";
import { type Answer, type Bench, baseUrls } from "../../contract/kit/emulator";
import { CONFIGURATIONS } from "./stand";

export const CUSTOM_OPERATORS = "/v2/Operators/Custom";
export const LANGUAGE_OPERATORS = "/v3/ControlPlane/Operators";
export const TRANSCRIPTS = "/v2/Transcripts";
export const CONVERSATIONS = "/v2/ControlPlane/Configurations";
export const MEMORY_STORES = "/v1/ControlPlane/Stores";

/** An operator that every account has. */
export const PRE_BUILT = `LY${"e3".padStart(32, "0")}`;

/** Every class of the package. */
export const CLASSES = Object.entries(sdk).flatMap(([name, value]) =>
  typeof value === "function" && value.prototype instanceof pulumi.CustomResource ? [name] : [],
);

/** A program that knows every class under its name. */
export const programOf = (source: string): string =>
  `const { ${CLASSES.join(", ")} } = require("pulumi-twilio-intelligence");\n${source}`;

/** Makes a Conversations configuration as somebody else would, and gives its id. */
export async function makeConversations({ call }: Bench, attached: string[] = []): Promise<string> {
  const { body } = await call("POST", CONVERSATIONS, {
    json: {
      displayName: "support",
      description: "Customers who write to us",
      conversationGroupingType: "GROUP_BY_PROFILE",
      memoryStoreId: "mem_store_1",
      intelligenceConfigurationIds: attached,
    },
  });
  return body.related.configurationId;
}

/** Makes a Memory Store as somebody else would, and gives its id. For an emulator without `lagMs`. */
export async function makeMemoryStore({ call }: Bench, displayName: string): Promise<string> {
  const { body } = await call("POST", MEMORY_STORES, { json: { displayName } });
  return (await call("GET", new URL(body.statusUrl).pathname)).body.result.id;
}

/** Makes an Intelligence Configuration as somebody else would, and gives its id. */
export const makeConfiguration = async ({ call }: Bench, displayName: string): Promise<string> =>
  (await call("POST", CONFIGURATIONS, { json: { displayName, rules: [] } })).body.id;

/** What is attached to a Conversations configuration. */
export const attachedTo = async ({ call }: Bench, conversations: string): Promise<string[]> =>
  (await call("GET", `${CONVERSATIONS}/${conversations}`)).body.intelligenceConfigurationIds;

export const detachAll = ({ call }: Bench, conversations: string): Promise<Answer> =>
  call("PATCH", `${CONVERSATIONS}/${conversations}`, { json: { intelligenceConfigurationIds: [] } });

/** Parameters of a Language Operator, of each type. */
export const PARAMETERS = {
  language: { type: "STRING", required: true },
  times: { type: "INTEGER" },
  share: { type: "NUMBER" },
  strict: { type: "BOOLEAN", required: true, default: false },
};

/** Arguments of a Language Operator that declares parameters, and uses each in its prompt. */
export const declaring = (parameters: Record<string, unknown>) => ({
  displayName: "Tone",
  outputFormat: "TEXT",
  prompt:
    Object.keys(parameters)
      .map((name) => `{{parameters.${name}}}`)
      .join(" ") || "p",
  parameters,
});

/** The provider of a kind, as a process has it: one that knows nothing yet, or shares a run with others. */
export const newProvider = (kind: KindName, run = new Run()): DynamicProvider => dynamicProvider(new Core(kind, run));

/** The provider itself, without the engine, on an emulator, whose one account also goes by the names of `accounts`. */
export function configured(
  provider: DynamicProvider,
  { emulator }: Bench,
  accounts: string[] = [],
  more: Record<string, string> = {},
): DynamicProvider {
  const { accountSid, apiKey, apiSecret } = emulator;
  const named = Object.fromEntries(accounts.map((name) => [name, { accountSid, apiKey, apiSecret }]));
  const all = { ...baseUrls(emulator), accountSid, apiKey, apiSecret, accounts: JSON.stringify(named), ...more };
  const settings = new Map(Object.entries(all));
  provider.configure({ config: { get: (key) => settings.get(key.split(":")[1] ?? "") } });
  return provider;
}

/** What the provider says of a declaration: the messages that refuse it, and the warnings. */
export async function checked(
  provider: DynamicProvider,
  bench: Bench,
  news: Record<string, unknown>,
): Promise<{ refused: string[]; warnings: string[] }> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => warnings.push(text);
  try {
    const { failures } = await configured(provider, bench).check({}, JSON.parse(JSON.stringify(news)));
    return { refused: failures.map(({ reason }) => reason), warnings };
  } finally {
    console.warn = warn;
  }
}
