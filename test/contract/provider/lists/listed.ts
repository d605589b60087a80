import type { DynamicProvider } from "../../../../dynamic/protocol";
import type { KindName } from "../../../../provider/catalogue";
import { Run } from "../../../../provider/lifecycle/run";
import {
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  configured,
  LANGUAGE_OPERATORS,
  makeConfiguration,
  makeConversations,
  newProvider,
} from "../../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../../engine/kit/stand";
import { type Bench, SUMMARY } from "../../kit/emulator";

type Values = Record<string, unknown>;

/** An object as the state has it. */
export interface Recorded {
  id: string;
  inputs: Values;
  outs: Values;
}

/** A kind whose reads can be answered from a list. */
export interface Listed {
  kind: KindName;
  /** Path of the list. */
  path: string;
  /** Makes objects until there are `count`, and returns all of them. */
  grow(made: Bench, known: readonly Recorded[], count: number): Promise<Recorded[]>;
}

/** Calls of an engine that are under way at once. */
const PARALLEL = 16;

/** Does a task for each item, as many at once as an engine does. */
export async function paced<T, R>(items: readonly T[], task: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results[at] = await task(item, at);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}

/** A provider of a command that has just begun. */
export const command = (kind: KindName, made: Bench, config: Record<string, string> = {}): DynamicProvider =>
  configured(newProvider(kind, new Run()), made, [], config);

/** Objects that the provider makes itself. */
const created =
  (kind: KindName, args: (at: number) => Values): Listed["grow"] =>
  async (made, known, count) => {
    const provider = command(kind, made);
    const fresh = Array.from({ length: count - known.length }, (_, at) => args(known.length + at));
    const all = await paced(fresh, async (news): Promise<Recorded> => {
      const { inputs } = await provider.check({}, news);
      const { id, outs } = await provider.create(inputs);
      return { id, inputs, outs };
    });
    return [...known, ...all];
  };

const operatorArgs = (at: number) => ({
  friendlyName: `operator ${at}`,
  operatorType: "Generative",
  config: { prompt: "Name the topic." },
});

/** Operators are attached to one more Service each time. */
const attachOperators: Listed["grow"] = async ({ call, admin }, known, count) => {
  const serviceSid = (await call("POST", SERVICES, { form: { UniqueName: `service-${known.length}` } })).body.sid;
  const operators = Array.from({ length: count - known.length }, (_, at) => `LY${String(at).padStart(32, "0")}`);
  const attached = operators.map((operator_sid) => ({ operator_sid, from: 0 }));
  await admin("PATCH", `/objects/${serviceSid}`, { fields: { attached } });
  const all = operators.map((operatorSid) => {
    const inputs = { serviceSid, operatorSid };
    return { id: `${serviceSid}/${operatorSid}`, inputs, outs: inputs };
  });
  return [...known, ...all];
};

/** A Conversations configuration for every five attachments. */
const attachConfigurations: Listed["grow"] = async (made, known, count) => {
  const five = await Promise.all(Array.from({ length: 5 }, (_, at) => makeConfiguration(made, `attached ${at}`)));
  const all = [...known];
  while (all.length < count) {
    const attached = five.slice(0, count - all.length);
    const conversationsConfigurationId = await makeConversations(made, attached);
    for (const intelligenceConfigurationId of attached) {
      const inputs = { conversationsConfigurationId, intelligenceConfigurationId };
      all.push({ id: `${conversationsConfigurationId}/${intelligenceConfigurationId}`, inputs, outs: inputs });
    }
  }
  return all;
};

export const LISTED: readonly Listed[] = [
  {
    kind: "Service",
    path: SERVICES,
    grow: created("Service", (at) => ({ uniqueName: `service-${at}`, friendlyName: `Service ${at}` })),
  },
  { kind: "CustomOperator", path: CUSTOM_OPERATORS, grow: created("CustomOperator", operatorArgs) },
  { kind: "OperatorAttachment", path: SERVICES, grow: attachOperators },
  {
    kind: "LanguageOperator",
    path: LANGUAGE_OPERATORS,
    grow: created("LanguageOperator", (at) => ({
      displayName: `operator ${at}`,
      prompt: "Name the topic.",
      outputFormat: "TEXT",
    })),
  },
  {
    kind: "IntelligenceConfiguration",
    path: CONFIGURATIONS,
    grow: created("IntelligenceConfiguration", (at) => ({
      displayName: `configuration ${at}`,
      rules: [{ name: "summary", operators: [SUMMARY], triggers: [{ on: "CONVERSATION_END" }], actions: [] }],
    })),
  },
  {
    kind: "ConversationsConfiguration",
    path: CONVERSATIONS,
    grow: created("ConversationsConfiguration", (at) => ({
      displayName: `configuration ${at}`,
      conversationGroupingType: "GROUP_BY_PROFILE",
      memoryStoreId: "mem_store_1",
    })),
  },
  { kind: "ConversationsAttachment", path: CONVERSATIONS, grow: attachConfigurations },
];

/** Requests since the log was cleared, as `GET /path`. Clears it. */
export function sent({ emulator }: Bench): string[] {
  const all = emulator.requests().map(({ method, path }) => `${method} ${path}`);
  emulator.clearRequests();
  return all;
}
