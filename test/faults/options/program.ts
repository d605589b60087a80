import type { KindName } from "../../../provider/catalogue";
import { PRE_BUILT, programOf } from "../../engine/kit/classes";

/** Resources of the program, one of each class, by their names. None depends on one that comes after it. */
export const RESOURCES = {
  calls: "Service",
  topic: "CustomOperator",
  wired: "OperatorAttachment",
  tone: "LanguageOperator",
  live: "IntelligenceConfiguration",
  store: "MemoryStore",
  support: "ConversationsConfiguration",
  attached: "ConversationsAttachment",
  call: "Transcript",
} as const satisfies Record<string, KindName>;
export type Name = keyof typeof RESOURCES;
export const NAMES: readonly Name[] = [
  "calls",
  "topic",
  "wired",
  "tone",
  "live",
  "store",
  "support",
  "attached",
  "call",
];

/** The property of a resource that holds the text of a program; a class without one cannot be updated. */
export const TEXTS: Partial<Record<Name, string>> = {
  calls: "friendlyName",
  topic: "config",
  tone: "prompt",
  live: "description",
  store: "description",
  support: "description",
};

export const isUpdatable = (name: Name): boolean => TEXTS[name] !== undefined;

export interface Written {
  /** Value of the property of each subject that has one. All others have `first`. */
  text: string;
  /** Resource options of the subjects as source, in which `name` is the name of the resource. */
  options?: string;
  /** Added to the name of each subject. */
  suffix?: string;
}

/** A program with one resource of each class, of which some are tried. */
export const written = ({ text, options = "{}", suffix = "" }: Written, subjects: readonly Name[]): string =>
  programOf(`const pulumi = require("@pulumi/pulumi");
class House extends pulumi.ComponentResource { constructor(name) { super("random:index:House", name); } }
const isTried = (name) => ${JSON.stringify(subjects)}.includes(name);
const options = (name) => (${options});
const made = (Class, name, args) =>
  isTried(name) ? new Class(name + "${suffix}", args, options(name)) : new Class(name, args);
const text = (name) => (isTried(name) ? "${text}" : "first");
const calls = made(Service, "calls", { uniqueName: "calls", friendlyName: text("calls") });
const topic = made(CustomOperator, "topic", { friendlyName: "topic", operatorType: "Generative", config: { prompt: text("topic") } });
made(OperatorAttachment, "wired", { serviceSid: calls.sid, operatorSid: "${PRE_BUILT}" });
const tone = made(LanguageOperator, "tone", { displayName: "tone", outputFormat: "TEXT", prompt: text("tone") });
const live = made(IntelligenceConfiguration, "live", { displayName: "live", description: text("live"), rules: [
  { name: "tone", operators: [{ id: tone.id }], triggers: [{ on: "CONVERSATION_END" }] },
] });
const store = made(MemoryStore, "store", { displayName: "store", description: text("store"), allowDelete: true });
const support = made(ConversationsConfiguration, "support", {
  displayName: "Support", description: text("support"), conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId: store.id,
});
made(ConversationsAttachment, "attached", { conversationsConfigurationId: support.id, intelligenceConfigurationId: live.id });
made(Transcript, "call", { serviceSid: calls.sid, channel: { media_properties: { media_url: "https://example.com/call.wav" } } });
`);
