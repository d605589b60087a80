import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import * as sdk from "../../../sdk/index";
import { bench } from "../kit/emulator";
import { configure, frontOf, library, PLAIN_TRANSCRIPT, sentTo, sid, ttid } from "./kit";

describe("arguments that cannot be meant are refused before a request", () => {
  // As a program in JavaScript may write them.
  const untyped: Record<string, unknown> = { ...sdk };
  const call = async (name: string, args: unknown) => {
    const read = untyped[name];
    assert.ok(typeof read === "function");
    return read(args);
  };
  const refused: [string, unknown, string][] = [
    ["getService", undefined, "takes exactly one of sid and uniqueName"],
    ["getService", { sid: sid("GA", 1), uniqueName: "a" }, "takes exactly one of sid and uniqueName"],
    ["getService", "GA", "its arguments must be an object"],
    ["getService", { sid: "GA1" }, "sid must be a Service SID: GA and 32 hexadecimal digits"],
    ["getService", { sid: `../${sid("GA", 1)}` }, "sid must be a Service SID: GA and 32 hexadecimal digits"],
    [
      "getService",
      { uniquename: "a" },
      "uniquename is not a property here. Did you mean `uniqueName`?; takes exactly one of sid and uniqueName",
    ],
    ["getServices", { limit: 0 }, "limit must be at least 1"],
    ["getServices", { limit: 1.5 }, "limit must be a whole number, not 1.5"],
    [
      "getOperator",
      { sid: sid("LY", 1), languageCode: "en-US" },
      "languageCode goes with friendlyName: a sid stands for one operator",
    ],
    ["getOperators", { kind: "own" }, 'kind must be one of "any", "custom", "preBuilt"'],
    ["getPreBuiltOperator", {}, "friendlyName is required"],
    ["getOperatorType", { name: "a/b" }, "name must be an operator type's name: 1 to 64 letters, digits, _ and -"],
    [
      "getTranscripts",
      { beforeDateCreated: "yesterday" },
      "beforeDateCreated must be an ISO 8601 date, or date and time, such as 2026-03-01T12:00:00Z",
    ],
    [
      "getTranscripts",
      { beforeDateCreated: "2026-13-01" },
      "beforeDateCreated must be an ISO 8601 date, or date and time, such as 2026-03-01T12:00:00Z",
    ],
    ["getSentences", { transcriptSid: PLAIN_TRANSCRIPT, redacted: "no" }, "redacted must be a boolean, not a string"],
    ["getTranscriptOperatorResult", { transcriptSid: PLAIN_TRANSCRIPT }, "operatorSid is required"],
    [
      "getLanguageOperator",
      { id: ttid("intelligence_operator", 1), author: "SELF" },
      "author goes with displayName: an id stands for one operator",
    ],
    [
      "getLanguageOperatorVersion",
      { operatorId: ttid("intelligence_operator", 1), version: 0 },
      "version must be at least 1",
    ],
    ["getConversations", { operatorIds: [] }, "operatorIds must have at least 1 item"],
    [
      "getConversations",
      { channels: ["VOICE", "FAX"] },
      'channels[1] must be one of "VOICE", "SMS", "RCS", "EMAIL", "WHATSAPP", "CHAT", "API", "SYSTEM"',
    ],
    [
      "getConversations",
      { createdAtAfter: "2026-01-01", createdAtBefore: "2026-02-01T00:00:01Z" },
      "createdAtAfter must lie at most 31 days before createdAtBefore: the API takes no wider span",
    ],
    [
      "getOperatorResults",
      { conversationId: "conv_1", limit: "all" },
      "limit must be a number, not a string; conversationId must be a Conversation id: conv_conversation_ and 26 of 0-9a-z",
    ],
  ];
  for (const [name, args, reason] of refused) {
    it(`${name}(${JSON.stringify(args)})`, async (t) => {
      const account = await library(t);
      await assert.rejects(call(name, args), { code: "invalid_request", message: `${name}: ${reason}` });
      assert.deepEqual(account.sent(), []);
    });
  }
});

describe("a read of another account", () => {
  it("goes there with its credentials, and the others to the account of the stack", async (t) => {
    const [own, emea] = [await bench(t), await bench(t)];
    const url = await frontOf(t, own.emulator, emea.emulator);
    const { apiKey, apiSecret } = emea.emulator;
    configure(
      { ...own.emulator, url },
      { "twilio-intelligence:accounts": JSON.stringify({ emea: { apiKey, apiSecret } }) },
    );
    for (const [account, name] of [
      [own, "calls"],
      [emea, "anrufe"],
    ] as const) {
      await account.call("POST", "/v2/Services", { form: { UniqueName: name } });
      account.emulator.clearRequests();
    }
    assert.deepEqual(
      (await sdk.getServices()).map(({ uniqueName }) => uniqueName),
      ["calls"],
    );
    assert.deepEqual([sentTo(own.emulator).length, sentTo(emea.emulator).length], [1, 0]);
    assert.deepEqual(
      (await sdk.getServices({ account: "emea" })).map(({ uniqueName }) => uniqueName),
      ["anrufe"],
    );
    assert.equal(
      (await sdk.getService({ account: "emea", uniqueName: "anrufe" })).accountSid,
      emea.emulator.accountSid,
    );
    assert.deepEqual([sentTo(own.emulator).length, sentTo(emea.emulator).length], [0, 2]);
    await assert.rejects(sdk.getService({ uniqueName: "anrufe" }), { code: "not_found" });
  });

  it("that the stack does not know is an error without a secret, and without a request", async (t) => {
    const { emulator } = await bench(t);
    const accounts = { emea: { apiKey: "SK1", apiSecret: "a-secret" } };
    configure(emulator, { "twilio-intelligence:accounts": JSON.stringify(accounts) });
    await assert.rejects(sdk.getServices({ account: "apac" }), ({ message }: Error) => {
      assert.match(message, /^account is "apac", which is not in .* \(it has: emea\)\. Run `pulumi config set/);
      assert.ok(!message.includes("a-secret") && !message.includes(emulator.apiSecret));
      return true;
    });
    assert.deepEqual(sentTo(emulator), []);
  });

  it("needs credentials, and says which keys to set", async (t) => {
    const { emulator } = await bench(t);
    pulumi.runtime.setAllConfig({ "twilio-intelligence:baseUrl": emulator.url });
    await assert.rejects(sdk.getServices(), /^Error: twilio-intelligence:apiKey is missing: run `pulumi config set /);
  });
});

describe("a read", () => {
  it("that the key may not make names the permission", async (t) => {
    const { emulator, admin } = await bench(t);
    const { body } = await admin("POST", "/keys", { permissions: ["/twilio/intelligence/services/list"] });
    configure({ ...emulator, apiKey: body.apiKey, apiSecret: body.apiSecret });
    assert.deepEqual(await sdk.getServices(), []);
    await assert.rejects(sdk.getService({ sid: sid("GA", 1) }), { code: "forbidden" });
  });

  it("is made again where the API is busy", async (t) => {
    const account = await library(t);
    account.emulator.setFaults([{ path: "^/v3/Conversations$", fault: "429-no-retry-after" }]);
    assert.equal((await sdk.getConversations()).length, 2);
    assert.equal(account.sent().length, 2);
  });

  it("ends when its signal is aborted", async (t) => {
    const account = await library(t, { latencyMs: 60_000 });
    const stop = new AbortController();
    const read = sdk.getServices({}, { signal: stop.signal });
    while (account.emulator.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await assert.rejects(read, { code: "cancelled" });
  });
});

describe("the Output form", () => {
  const resolved = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

  it("gives what the plain form gives, once its arguments are there", async (t) => {
    const account = await library(t);
    const transcriptSid = pulumi.output(Promise.resolve(PLAIN_TRANSCRIPT));
    const sentences = sdk.getSentencesOutput({ transcriptSid, redacted: pulumi.output(false) });
    const plain = await sdk.getSentences({ transcriptSid: PLAIN_TRANSCRIPT, redacted: false });
    assert.deepEqual(await resolved(sentences), plain);
    assert.equal(await pulumi.isSecret(sentences), true);
    assert.equal(account.sent().length, 2);
  });

  it("of a list needs no argument, and is secret where an argument is", async (t) => {
    await library(t);
    assert.deepEqual(await resolved(sdk.getServicesOutput()), []);
    assert.equal(await pulumi.isSecret(sdk.getServicesOutput()), false);
    assert.equal(await pulumi.isSecret(sdk.getServicesOutput({ limit: pulumi.secret(1) })), true);
    assert.equal((await resolved(sdk.getConversationsOutput())).length, 2);
  });
});
