import { SENTIMENT } from "../../contract/kit/emulator";
import { CUSTOM_OPERATORS, LANGUAGE_OPERATORS, PRE_BUILT, TRANSCRIPTS } from "../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../engine/kit/stand";
import { hasClass } from "../build";
import { ACCEPTED_KINDS } from "./acceptedKinds";
import { all, below, type Kind, remover, THEIRS, text } from "./kind";

const OTHER_PRE_BUILT = PRE_BUILT.replace(/e3$/, "e4");
const media = { media_properties: { media_url: "https://example.com/a.mp3" } };
const rules = [
  {
    operators: [{ id: SENTIMENT }],
    triggers: [{ on: "CONVERSATION_END" }],
    actions: [{ url: "https://example.com/results" }],
  },
];

const ALL: readonly Kind[] = [
  {
    name: "Service",
    unique: true,
    subject: /Service/,
    args: () => ({ uniqueName: "calls", friendlyName: "Calls" }),
    updated: () => ({ uniqueName: "calls", friendlyName: "Sales calls" }),
    replaced: () => ({ uniqueName: "calls", friendlyName: "Calls", languageCode: "es-MX" }),
    writes: below(SERVICES, "POST"),
    looks: new Set(["replace", "delete"]),
    async seen(made) {
      return (await all(made, SERVICES, "services")).map((one) => ({
        id: text(one.sid),
        content: [one.unique_name, one.friendly_name, one.language_code],
      }));
    },
    content: ({ uniqueName, friendlyName, languageCode = "en-US" }) => [uniqueName, friendlyName, languageCode],
    remove: remover(SERVICES),
    edit: (made, id) => made.call("POST", `${SERVICES}/${id}`, { form: { FriendlyName: THEIRS } }),
  },
  {
    name: "CustomOperator",
    unique: false,
    subject: /Custom Operator/,
    args: () => ({ friendlyName: "Topic", operatorType: "Generative", config: { prompt: "Name the topic." } }),
    updated: () => ({ friendlyName: "Topic", operatorType: "Generative", config: { prompt: "Name two topics." } }),
    replaced: () => ({ friendlyName: "Topic", operatorType: "PhraseMatch", config: { phrases: ["refund"] } }),
    writes: below(CUSTOM_OPERATORS, "POST"),
    looks: new Set(["create", "update", "replace", "delete"]),
    async seen(made) {
      return (await all(made, CUSTOM_OPERATORS, "operators")).map((one) => ({
        id: text(one.sid),
        content: [one.friendly_name, one.operator_type, one.config],
      }));
    },
    content: ({ friendlyName, operatorType, config }) => [friendlyName, operatorType, config],
    remove: remover(CUSTOM_OPERATORS),
    edit: (made, id) =>
      made.call("POST", `${CUSTOM_OPERATORS}/${id}`, {
        form: { FriendlyName: "Topic", Config: JSON.stringify({ prompt: THEIRS }) },
      }),
  },
  {
    name: "OperatorAttachment",
    unique: true,
    subject: /Operator Attachment|operators of Service/,
    args: ({ service }) => ({ serviceSid: service, operatorSid: PRE_BUILT }),
    replaced: ({ service }) => ({ serviceSid: service, operatorSid: OTHER_PRE_BUILT }),
    writes: ({ service }) => ({
      create: { method: "POST", path: `^${SERVICES}/${service}/Operators/` },
      delete: { method: "DELETE", path: `^${SERVICES}/${service}/Operators/` },
    }),
    looks: new Set(["create", "replace"]),
    async seen(made, { service }) {
      const { body } = await made.call("GET", `${SERVICES}/${service}/Operators`);
      return body.operator_sids.map((operator: string) => ({ id: `${service}/${operator}`, content: operator }));
    },
    content: ({ operatorSid }) => operatorSid,
    remove: (made, id) => made.call("DELETE", `${SERVICES}/${id.replace("/", "/Operators/")}`),
  },
  {
    name: "Transcript",
    unique: false,
    subject: /Transcript/,
    args: ({ service }) => ({ serviceSid: service, channel: media, customerKey: "4711" }),
    replaced: ({ service }) => ({ serviceSid: service, channel: media, customerKey: "4712" }),
    writes: below(TRANSCRIPTS),
    looks: new Set(["create", "replace"]),
    async seen(made) {
      return (await all(made, TRANSCRIPTS, "transcripts")).map((one) => ({
        id: text(one.sid),
        content: one.customer_key,
      }));
    },
    content: ({ customerKey }) => customerKey,
    remove: remover(TRANSCRIPTS),
  },
  {
    name: "LanguageOperator",
    unique: false,
    subject: /[Ll]anguage [Oo]perator/,
    args: () => ({ displayName: "Tone", outputFormat: "TEXT", prompt: "Say how they talk." }),
    updated: () => ({ displayName: "Tone", outputFormat: "TEXT", prompt: "Say how the caller talks." }),
    writes: below(LANGUAGE_OPERATORS, "PUT"),
    looks: new Set(["create", "update", "delete"]),
    readsBeforeUpdate: 1,
    async seen(made) {
      return (await all(made, `${LANGUAGE_OPERATORS}?pageSize=1000`, "items"))
        .filter(({ author }) => author === "SELF")
        .map((one) => ({ id: text(one.id), content: [one.displayName, one.prompt] }));
    },
    content: ({ displayName, prompt }) => [displayName, prompt],
    remove: remover(LANGUAGE_OPERATORS),
    edit: (made, id) =>
      made.call("PUT", `${LANGUAGE_OPERATORS}/${id}`, {
        json: { displayName: "Tone", outputFormat: "TEXT", prompt: THEIRS },
      }),
  },
  {
    name: "IntelligenceConfiguration",
    unique: false,
    subject: /Intelligence Configuration|Configuration/,
    args: () => ({ displayName: "live", description: "one", rules }),
    updated: () => ({ displayName: "live", description: "two", rules }),
    replaced: () => ({ displayName: "live", description: "three", rules, updateStrategy: "replace" }),
    writes: below(CONFIGURATIONS, "PUT"),
    looks: new Set(["create", "update", "replace", "delete"]),
    readsBeforeUpdate: 1,
    async seen(made) {
      return (await all(made, CONFIGURATIONS, "items")).map((one) => ({
        id: text(one.id),
        content: [one.displayName, one.description, Array.isArray(one.rules) && one.rules.length],
      }));
    },
    content: ({ displayName, description }) => [displayName, description, 1],
    remove: remover(CONFIGURATIONS),
    edit: (made, id) =>
      made.call("PUT", `${CONFIGURATIONS}/${id}`, {
        json: { displayName: "live", description: THEIRS, rules: [] },
      }),
  },
  ...ACCEPTED_KINDS,
];

/** The classes that the build has. */
export const KINDS = ALL.filter(({ name }) => hasClass(name));
