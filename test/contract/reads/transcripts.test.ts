import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  getEncryptedOperatorResults,
  getEncryptedSentences,
  getMedia,
  getSentences,
  getTranscript,
  getTranscriptOperatorResult,
  getTranscriptOperatorResults,
  getTranscripts,
} from "../../../sdk/index";
import {
  ENCRYPTED_TRANSCRIPT,
  FAILED_TRANSCRIPT,
  JSON_OPERATOR,
  library,
  OF_SERVICE,
  PLAIN_TRANSCRIPT,
  sid,
  TEXT_OPERATOR,
} from "./kit";

const GONE = sid("GT", 9);
const path = `/v2/Transcripts/${PLAIN_TRANSCRIPT}`;
const transcriptSid = PLAIN_TRANSCRIPT;

describe("a transcript", () => {
  it("is read by its sid, with a channel that stays as it is", async (t) => {
    const account = await library(t);
    assert.deepEqual(await getTranscript({ sid: PLAIN_TRANSCRIPT }), {
      accountSid: account.emulator.accountSid,
      serviceSid: OF_SERVICE,
      sid: PLAIN_TRANSCRIPT,
      status: "completed",
      channel: {
        media_properties: { media_url: "https://media.example/1.mp3" },
        participants: [{ channel_participant: 1 }],
      },
      dataLogging: false,
      languageCode: "en-US",
      customerKey: "case-1",
      mediaStartTime: "2026-01-11T09:00:00Z",
      duration: 3,
      redaction: true,
      dateCreated: "2026-01-12T10:00:00Z",
      dateUpdated: "2026-01-12T10:00:00Z",
      url: `${account.emulator.url}${path}`,
    });
    assert.deepEqual(account.sent(), [`GET ${path}`]);
  });

  it("that is gone is an error, wherever something of it is asked for", async (t) => {
    await library(t);
    const reads = {
      "Transcript GT": getTranscript({ sid: GONE }),
      "Transcript GT ": getSentences({ transcriptSid: GONE }),
      "Transcript GT  ": getTranscriptOperatorResults({ transcriptSid: GONE }),
      "media of Transcript GT": getMedia({ transcriptSid: GONE }),
      "encrypted sentences of Transcript GT": getEncryptedSentences({ transcriptSid: GONE }),
      "encrypted operator results of Transcript GT": getEncryptedOperatorResults({ transcriptSid: GONE }),
    };
    for (const [what, read] of Object.entries(reads)) {
      await assert.rejects(read, {
        code: "not_found",
        message: new RegExp(`^Could not read ${what.trim()}0+9: .*\\(not_found\\)`),
      });
    }
  });

  it("stands in lists by everything that they may be narrowed to", async (t) => {
    const account = await library(t);
    const all = [PLAIN_TRANSCRIPT, ENCRYPTED_TRANSCRIPT, FAILED_TRANSCRIPT];
    const filters: [Parameters<typeof getTranscripts>[0], string[], string][] = [
      [{}, all, ""],
      [{ limit: 1 }, [PLAIN_TRANSCRIPT], ""],
      [{ serviceSid: OF_SERVICE }, [PLAIN_TRANSCRIPT, FAILED_TRANSCRIPT], `ServiceSid=${OF_SERVICE}`],
      [{ status: "failed" }, [FAILED_TRANSCRIPT], "Status=failed"],
      [{ languageCode: "de-DE" }, [ENCRYPTED_TRANSCRIPT], "LanguageCode=de-DE"],
      [{ sourceSid: sid("RE", 2) }, [ENCRYPTED_TRANSCRIPT], `SourceSid=${sid("RE", 2)}`],
      [{ beforeDateCreated: "2026-02-01" }, [PLAIN_TRANSCRIPT], "BeforeDateCreated=2026-02-01"],
      [
        { afterDateCreated: "2026-02-01T00:00:00+02:00", beforeDateCreated: "2026-03-01T00:00:00Z" },
        [ENCRYPTED_TRANSCRIPT],
        "BeforeDateCreated=2026-03-01T00%3A00%3A00Z&AfterDateCreated=2026-02-01T00%3A00%3A00%2B02%3A00",
      ],
      [{ afterStartTime: "2026-01-01" }, [PLAIN_TRANSCRIPT], "AfterStartTime=2026-01-01"],
      [{ beforeStartTime: "2026-01-01" }, [], "BeforeStartTime=2026-01-01"],
    ];
    for (const [args, expected, query] of filters) {
      assert.deepEqual(
        (await getTranscripts(args)).map((one) => one.sid),
        expected,
        query,
      );
      const size = `PageSize=${args?.limit ?? 1000}`;
      assert.deepEqual(account.sent(), [`GET /v2/Transcripts?${query === "" ? size : `${query}&${size}`}`]);
    }
  });
});

describe("the sentences of a transcript", () => {
  it("are masked where the Service redacts, without words unless asked for", async (t) => {
    const account = await library(t);
    const [first, second] = await getSentences({ transcriptSid });
    assert.deepEqual([first?.transcript, second?.transcript], ["My number is [REDACTED]", "Thank you."]);
    assert.deepEqual([first?.mediaChannel, first?.sentenceIndex, first?.startTime, first?.endTime], [1, 0, "0", "2"]);
    assert.deepEqual(first?.words, []);
    assert.deepEqual(account.sent(), [`GET ${path}/Sentences?PageSize=5000`]);
  });

  it("come in clear, with words in camel case, and to a limit, where that is asked for", async (t) => {
    const account = await library(t);
    const found = await getSentences({ transcriptSid, redacted: false, wordTimestamps: true, limit: 1 });
    assert.equal(found.length, 1);
    assert.equal(found[0]?.transcript, "My number is 4711.");
    assert.deepEqual(found[0]?.words?.[3], { word: "4711.", startTime: "1.5", endTime: "2" });
    assert.deepEqual(account.sent(), [`GET ${path}/Sentences?Redacted=false&WordTimestamps=true&PageSize=1`]);
  });
});

describe("the operator results of a transcript", () => {
  it("come with their free parts as they are, and without what is null", async (t) => {
    const account = await library(t);
    const found = await getTranscriptOperatorResults({ transcriptSid, redacted: false });
    assert.deepEqual(found, [
      {
        operatorType: "text-generation",
        name: "Summary",
        operatorSid: TEXT_OPERATOR,
        textGenerationResults: { result: "A customer gave number 4711.", format: "text" },
        transcriptSid,
        url: `${account.emulator.url}${path}/OperatorResults/${TEXT_OPERATOR}`,
      },
      {
        operatorType: "json",
        name: "Order",
        operatorSid: JSON_OPERATOR,
        jsonResults: { order_number: 4711, shipped_at: null },
        transcriptSid,
        url: `${account.emulator.url}${path}/OperatorResults/${JSON_OPERATOR}`,
      },
    ]);
    assert.equal((await getTranscriptOperatorResults({ transcriptSid, limit: 1 })).length, 1);
    assert.deepEqual(account.sent(), [
      `GET ${path}/OperatorResults?Redacted=false&PageSize=1000`,
      `GET ${path}/OperatorResults?PageSize=1`,
    ]);
  });

  it("are read one by one, by operator", async (t) => {
    const account = await library(t);
    const found = await getTranscriptOperatorResult({ transcriptSid, operatorSid: JSON_OPERATOR, redacted: false });
    assert.deepEqual(found.jsonResults, { order_number: 4711, shipped_at: null });
    assert.deepEqual(account.sent(), [`GET ${path}/OperatorResults/${JSON_OPERATOR}?Redacted=false`]);
    await assert.rejects(getTranscriptOperatorResult({ transcriptSid, operatorSid: sid("LY", 99) }), {
      code: "not_found",
      message: /^Could not read operator result LY0+99 of Transcript GT0+1: /,
    });
  });
});

describe("the recording and the encrypted variants", () => {
  it("of a transcript are where the API says", async (t) => {
    const account = await library(t);
    assert.deepEqual(await getMedia({ transcriptSid, redacted: false }), {
      accountSid: account.emulator.accountSid,
      mediaUrl: "https://media.example/1.mp3",
      serviceSid: OF_SERVICE,
      sid: PLAIN_TRANSCRIPT,
      url: `${account.emulator.url}${path}/Media`,
    });
    assert.notEqual((await getMedia({ transcriptSid })).mediaUrl, "https://media.example/1.mp3");
    assert.deepEqual(account.sent(), [`GET ${path}/Media?Redacted=false`, `GET ${path}/Media`]);
  });

  it("are there with a credential, and absent without", async (t) => {
    const account = await library(t);
    const encrypted = { transcriptSid: ENCRYPTED_TRANSCRIPT };
    assert.match((await getEncryptedSentences(encrypted)).location ?? "", /^https:/);
    assert.equal((await getEncryptedOperatorResults(encrypted)).locations.length, 1);
    assert.equal("location" in (await getEncryptedSentences({ transcriptSid })), false);
    assert.deepEqual((await getEncryptedOperatorResults({ transcriptSid, redacted: true })).locations, []);
    assert.deepEqual(account.sent(), [
      `GET /v2/Transcripts/${ENCRYPTED_TRANSCRIPT}/Sentences/Encrypted`,
      `GET /v2/Transcripts/${ENCRYPTED_TRANSCRIPT}/OperatorResults/Encrypted`,
      `GET ${path}/Sentences/Encrypted`,
      `GET ${path}/OperatorResults/Encrypted?Redacted=true`,
    ]);
  });
});
