import assert from "node:assert/strict";
import { test } from "node:test";
import type { KindName } from "../../../../provider/catalogue";
import { checked, newProvider } from "../../../engine/kit/classes";
import { bench, SENTIMENT } from "../../kit/emulator";

type Values = Record<string, unknown>;

const SERVICE = `GA${"0".repeat(32)}`;
const PHRASE_MATCH = `EY${"b1".padStart(32, "0")}`;
const RECORDING = `https://api.twilio.com/2010-04-01/Accounts/AC${"0".repeat(32)}/Recordings/RE${"0".repeat(32)}`;

const transcript = (channel: unknown): Values => ({ serviceSid: SERVICE, channel });
const media = (media_url: string): Values => transcript({ media_properties: { media_url } });
const custom = (more: Values): Values => ({
  friendlyName: "x",
  operatorType: "Generative",
  config: { prompt: "x" },
  ...more,
});
const webhook = (url: string): Values => ({
  displayName: "x",
  rules: [{ operators: [{ id: SENTIMENT }], triggers: [], actions: [{ url }] }],
});
const callback = (url: string): Values => ({
  displayName: "x",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: "mem_store_1",
  statusCallbacks: [{ url }],
});

const REFUSED: [title: string, kind: KindName, args: Values, reason: RegExp][] = [
  [
    "the SID of an operator type",
    "CustomOperator",
    custom({ operatorType: PHRASE_MATCH, config: { phrases: ["x"] } }),
    /^operatorType is the SID of a type\. Write its name, "PhraseMatch"/,
  ],
  [
    "a SID that is no type's",
    "CustomOperator",
    custom({ operatorType: `EY${"9".repeat(32)}` }),
    /^operatorType is none of the account's/,
  ],
  [
    "a channel in camel case",
    "Transcript",
    transcript({ mediaProperties: { mediaUrl: "https://example.com/a.mp3" } }),
    /^channel\.mediaProperties is the API's `media_properties`/,
  ],
  [
    "the members of a channel in camel case",
    "Transcript",
    transcript({ media_properties: { sourceSid: `RE${"0".repeat(32)}` } }),
    /^channel\.media_properties\.sourceSid is the API's `source_sid`/,
  ],
  [
    "a channel without a recording",
    "Transcript",
    transcript({ participants: [] }),
    /^channel\.media_properties must have/,
  ],
  [
    "spaces around a recording's URL",
    "Transcript",
    media(" https://example.com/a.mp3"),
    /must not begin or end with a space/,
  ],
  [
    "spaces around a webhook",
    "Service",
    { uniqueName: "x", webhookUrl: "https://example.com/ " },
    /^webhookUrl must not begin or end with a space/,
  ],
  [
    "spaces around an action's URL",
    "IntelligenceConfiguration",
    webhook(" https://example.com"),
    /begin or end with a space/,
  ],
  [
    "spaces around a callback",
    "ConversationsConfiguration",
    callback("https://example.com/\u00a0"),
    /begin or end with/,
  ],
  [
    "JSON text for a config",
    "CustomOperator",
    custom({ config: '{"prompt":"x"}' }),
    /^config must be an object, not a string\. It holds JSON: pass `JSON\.parse\(…\)` of it/,
  ],
  ["JSON text for a channel", "Transcript", transcript("{}"), /^channel must be an object.*JSON\.parse/],
  [
    "JSON text for rules",
    "IntelligenceConfiguration",
    { displayName: "x", rules: "[]" },
    /^rules must be a list.*JSON\.parse/,
  ],
  ["text for a config", "CustomOperator", custom({ config: "Say it." }), /^config must be an object, not a string$/],
];

for (const [title, kind, args, reason] of REFUSED) {
  test(`refused in the preview, and not in the middle of an up: ${title}`, async (t) => {
    const { refused } = await checked(newProvider(kind), await bench(t), args);
    assert.equal(refused.length, 1, refused.join("\n"));
    assert.match(refused[0] ?? "", reason);
  });
}

const WARNED: [title: string, kind: KindName, args: Values, warning: RegExp][] = [
  ["a recording in Twilio's own API", "Transcript", media(RECORDING), /source_sid: "RE0/],
  [
    "a media URL of a template",
    "Transcript",
    media("https://undefined/a.mp3"),
    /channel\.media_properties\.media_url: the host/,
  ],
  [
    "a webhook of a template",
    "Service",
    { uniqueName: "x", webhookUrl: "https://undefined/hook" },
    /webhookUrl: the host of the URL is an absent value/,
  ],
  [
    "an action of a template",
    "IntelligenceConfiguration",
    webhook("https://null:8080/"),
    /rules\[0\]\.actions\[0\]\.url: the host/,
  ],
  [
    "an output inside a text",
    "LanguageOperator",
    {
      displayName: "x",
      outputFormat: "TEXT",
      prompt: "Calling [toString] on an [Output<T>] is not supported.",
    },
    /prompt: an output stands inside a plain text/,
  ],
];

for (const [title, kind, args, warning] of WARNED) {
  test(`told in the preview: ${title}`, async (t) => {
    const { refused, warnings } = await checked(newProvider(kind), await bench(t), args);
    assert.deepEqual(refused, []);
    assert.equal(warnings.length, 1, warnings.join("\n"));
    assert.match(warnings[0] ?? "", warning);
  });
}

test("a recording elsewhere, and further members of a channel, pass without a word", async (t) => {
  const channel = { media_properties: { media_url: "https://example.com/a.mp3", more: 1 }, participants: [], more: {} };
  const { refused, warnings } = await checked(newProvider("Transcript"), await bench(t), transcript(channel));
  assert.deepEqual({ refused, warnings }, { refused: [], warnings: [] });
});
