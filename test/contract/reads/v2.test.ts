import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  getOperator,
  getOperatorAttachments,
  getOperators,
  getOperatorType,
  getOperatorTypes,
  getPreBuiltOperator,
  getService,
  getServices,
} from "../../../sdk/index";
import { type Library, library, sid } from "./kit";

const made = async ({ call }: Library, uniqueName: string, more: Record<string, string> = {}): Promise<string> =>
  (await call("POST", "/v2/Services", { form: { UniqueName: uniqueName, ...more } })).body.sid;

async function customOperator({ call }: Library, name: string): Promise<string> {
  const Config = JSON.stringify({
    prompt: "What was it about?",
    examples: [{ input: "Hello.", output: { in_words: null } }],
  });
  const form = { FriendlyName: name, OperatorType: "Generative", Config };
  return (await call("POST", "/v2/Operators/Custom", { form })).body.sid;
}

const VOICEMAIL_EN = `LY${"e1".padStart(32, "0")}`;
const ENTITIES_DE = `LY${"e2".padStart(32, "0")}`;
const SENTIMENT = `LY${"e3".padStart(32, "0")}`;
const ENTITIES_EN = `LY${"e4".padStart(32, "0")}`;
const SUMMARIZATION = `LY${"e7".padStart(32, "0")}`;

describe("a Service", () => {
  it("is read by its sid, in one request, in the names of the resource", async (t) => {
    const account = await library(t);
    const id = await made(account, "calls", { FriendlyName: "Calls" });
    account.sent();
    const { dateCreated, dateUpdated, ...found } = await getService({ sid: id });
    assert.deepEqual(found, {
      sid: id,
      accountSid: account.emulator.accountSid,
      uniqueName: "calls",
      friendlyName: "Calls",
      languageCode: "en-US",
      autoRedaction: false,
      mediaRedaction: false,
      autoTranscribe: false,
      dataLogging: false,
      attachedOperatorSids: [],
      version: 1,
      url: `${account.emulator.url}/v2/Services/${id}`,
    });
    assert.ok(dateCreated && dateUpdated);
    assert.deepEqual(account.sent(), [`GET /v2/Services/${id}`]);
  });

  it("is read by its unique name, from the list", async (t) => {
    const account = await library(t);
    const [, id] = [await made(account, "calls"), await made(account, "calls-emea")];
    account.sent();
    assert.equal((await getService({ uniqueName: "calls-emea" })).sid, id);
    assert.deepEqual(account.sent(), ["GET /v2/Services?PageSize=1000"]);
  });

  it("of a name that there is not is an error with the five names that come closest", async (t) => {
    const account = await library(t);
    for (const name of ["sales", "calls", "calls-emea", "calls-apac", "callback", "support"]) await made(account, name);
    await assert.rejects(getService({ uniqueName: "Calls" }), {
      code: "not_found",
      message:
        'Could not read Service "Calls": the account has none of this name (not_found). The closest that it has: "calls", "calls-apac", "calls-emea", "callback", "sales".',
    });
  });

  it("of a name in an account without any is an error that says so", async (t) => {
    await library(t);
    await assert.rejects(getService({ uniqueName: "calls" }), { code: "not_found", message: /It has none at all\.$/ });
  });

  it("that is gone is an error", async (t) => {
    await library(t);
    await assert.rejects(getService({ sid: sid("GA", 1) }), {
      code: "not_found",
      message: `Could not read Service ${sid("GA", 1)}: the account has none (not_found). Correct the id, or name the account that it is in.`,
    });
  });

  it("stands in a list, which ends at its limit", async (t) => {
    const account = await library(t);
    for (const name of ["a", "b", "c"]) await made(account, name);
    account.sent();
    assert.deepEqual(
      (await getServices()).map(({ uniqueName }) => uniqueName),
      ["a", "b", "c"],
    );
    assert.deepEqual(
      (await getServices({ limit: 2 })).map(({ uniqueName }) => uniqueName),
      ["a", "b"],
    );
    assert.deepEqual(account.sent(), ["GET /v2/Services?PageSize=1000", "GET /v2/Services?PageSize=2"]);
  });
});

describe("the operators of a Service", () => {
  it("are read as they are attached", async (t) => {
    const account = await library(t);
    const id = await made(account, "calls");
    await account.call("POST", `/v2/Services/${id}/Operators/${VOICEMAIL_EN}`);
    assert.deepEqual(await getOperatorAttachments({ serviceSid: id }), {
      serviceSid: id,
      operatorSids: [VOICEMAIL_EN],
      url: `${account.emulator.url}/v2/Services/${id}/Operators`,
    });
    assert.deepEqual((await getService({ sid: id })).attachedOperatorSids, [VOICEMAIL_EN]);
  });

  it("of a Service that is gone are an error", async (t) => {
    await library(t);
    await assert.rejects(getOperatorAttachments({ serviceSid: sid("GA", 1) }), {
      code: "not_found",
      message: /^Could not read operators of Service GA0+1: /,
    });
  });
});

describe("an operator", () => {
  it("is read by its sid, with a config that stays as it is", async (t) => {
    const account = await library(t);
    const id = await customOperator(account, "Topic");
    account.sent();
    const { config, friendlyName, operatorType, description } = await getOperator({ sid: id });
    assert.deepEqual([friendlyName, operatorType, description], ["Topic", "Generative", undefined]);
    assert.deepEqual(config, {
      prompt: "What was it about?",
      examples: [{ input: "Hello.", output: { in_words: null } }],
    });
    assert.equal((await getOperator({ sid: id, kind: "custom" })).sid, id);
    await assert.rejects(getOperator({ sid: id, kind: "preBuilt" }), {
      code: "not_found",
      message: /^Could not read Pre-built Operator LY/,
    });
    assert.deepEqual(account.sent(), [
      `GET /v2/Operators/${id}`,
      `GET /v2/Operators/Custom/${id}`,
      `GET /v2/Operators/PreBuilt/${id}`,
    ]);
  });

  it("is read by its name, among those of a kind", async (t) => {
    const account = await library(t);
    const id = await customOperator(account, "Sentiment Analysis");
    await assert.rejects(getOperator({ friendlyName: "Sentiment Analysis" }), {
      code: "ambiguous",
      message: new RegExp(id),
    });
    account.sent();
    assert.equal((await getOperator({ friendlyName: "Sentiment Analysis", kind: "custom" })).sid, id);
    const preBuilt = await getOperator({ friendlyName: "Sentiment Analysis", kind: "preBuilt" });
    assert.equal(preBuilt.author, "twilio");
    assert.deepEqual(account.sent(), [
      "GET /v2/Operators/Custom?PageSize=1000",
      "GET /v2/Operators/PreBuilt?PageSize=1000",
    ]);
  });

  it("stands in lists by kind, state and language", async (t) => {
    const account = await library(t);
    const id = await customOperator(account, "Topic");
    account.sent();
    const sids = async (args: Parameters<typeof getOperators>[0]) => (await getOperators(args)).map((one) => one.sid);
    assert.deepEqual(await sids({ kind: "custom" }), [id]);
    assert.deepEqual(await sids({ kind: "preBuilt", languageCode: "de-DE" }), [ENTITIES_DE, SENTIMENT, SUMMARIZATION]);
    assert.equal((await sids({ availability: "retired" })).length, 1);
    assert.equal((await sids({ limit: 2 })).length, 2);
    assert.equal((await sids(undefined)).length, 11);
    assert.deepEqual(account.sent(), [
      "GET /v2/Operators/Custom?PageSize=1000",
      "GET /v2/Operators/PreBuilt?LanguageCode=de-DE&PageSize=1000",
      "GET /v2/Operators?Availability=retired&PageSize=1000",
      "GET /v2/Operators?PageSize=2",
      "GET /v2/Operators?PageSize=1000",
    ]);
  });
});

describe("a pre-built operator", () => {
  it("is the one of its name and language", async (t) => {
    const account = await library(t);
    const found = await getPreBuiltOperator({ friendlyName: "Entity Recognition", languageCode: "de-DE" });
    assert.equal(found.sid, ENTITIES_DE);
    assert.deepEqual(account.sent(), ["GET /v2/Operators/PreBuilt?LanguageCode=de-DE&PageSize=1000"]);
    assert.equal((await getPreBuiltOperator({ friendlyName: "Unavailable Party" })).availability, "beta");
  });

  it("whose name stands for several is an error with their sids", async (t) => {
    await library(t);
    await assert.rejects(getPreBuiltOperator({ friendlyName: "Entity Recognition" }), {
      code: "ambiguous",
      message: `Could not read Pre-built Operator "Entity Recognition": 2 go by this name (ambiguous): ${ENTITIES_DE} (general-availability), ${ENTITIES_EN} (general-availability). Say for which languageCode, or read one of them by its sid.`,
    });
  });

  it("that is none for the language is an error with those that are", async (t) => {
    await library(t);
    await assert.rejects(getPreBuiltOperator({ friendlyName: "Voicemail Detection", languageCode: "de-DE" }), {
      code: "not_found",
      message:
        /"Voicemail Detection" for de-DE: the account has none .* The closest that it has: .*"Entity Recognition"/,
    });
  });

  it("is none of the account's own", async (t) => {
    const account = await library(t);
    await customOperator(account, "Topic");
    await assert.rejects(getPreBuiltOperator({ friendlyName: "Topic" }), { code: "not_found" });
  });
});

describe("an operator type", () => {
  it("is read by its sid or its name, in one request, with a schema that stays as it is", async (t) => {
    const account = await library(t);
    const found = await getOperatorType({ name: "GenerativeJSON" });
    assert.deepEqual(await getOperatorType({ sid: found.sid }), found);
    assert.equal(found.outputType, "json");
    assert.deepEqual(found.configSchema && Object(found.configSchema).required, ["prompt", "json_result_schema"]);
    assert.deepEqual(account.sent(), ["GET /v2/OperatorTypes/GenerativeJSON", `GET /v2/OperatorTypes/${found.sid}`]);
  });

  it("that there is not is an error, for a name with those that come closest", async (t) => {
    await library(t);
    await assert.rejects(getOperatorType({ name: "Generativ" }), {
      code: "not_found",
      message: /^Could not read operator type "Generativ": .* The closest that it has: "Generative", "GenerativeJSON"/,
    });
    await assert.rejects(getOperatorType({ sid: sid("EY", 1) }), { code: "not_found" });
  });

  it("stands in a list by language", async (t) => {
    const account = await library(t);
    const names = (await getOperatorTypes({ languageCode: "es-US" })).map(({ name }) => name);
    assert.ok(names.includes("EntityExtract") && !names.includes("PhraseMatch"), `${names}`);
    assert.equal((await getOperatorTypes({ limit: 1 })).length, 1);
    assert.deepEqual(account.sent(), [
      "GET /v2/OperatorTypes?LanguageCode=es-US&PageSize=1000",
      "GET /v2/OperatorTypes?PageSize=1",
    ]);
  });
});
