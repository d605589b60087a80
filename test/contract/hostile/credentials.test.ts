import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import {
  fetchConversationsConfiguration,
  fetchConversationsOperation,
  patchConversationsConfiguration,
} from "../../../api/conversations/configurations";
import { attachOperator, detachOperator, fetchAttachments } from "../../../api/v2/attachments";
import { fetchOperator, fetchOperatorType } from "../../../api/v2/operators";
import { createService, fetchService, listServices, updateService } from "../../../api/v2/services";
import { deleteTranscript, fetchTranscript, listSentences } from "../../../api/v2/transcripts";
import { createConfiguration } from "../../../api/v3/configurations";
import { deleteOperatorResult, fetchConversation } from "../../../api/v3/conversations";
import { fetchLanguageOperator, replaceLanguageOperator } from "../../../api/v3/operators";
import { all, CREDENTIALS, clientOf, failure, type Reply, SECRET, SID, serve, service, USERNAME } from "../kit/client";

const BASIC = Buffer.from(`${USERNAME}:${SECRET}`).toString("base64");

const clean = (error: Error) => {
  const printed = inspect(error, { depth: 20, showHidden: true }) + String(error) + JSON.stringify(error);
  for (const secret of [...CREDENTIALS, BASIC.replace(/=+$/, "")]) assert.ok(!printed.includes(secret), printed);
};

describe("credentials that a server repeats are masked", () => {
  const echoes: Record<string, string> = {
    "the secret": SECRET,
    "the header": `Basic ${BASIC}`,
    "the header without its padding": BASIC.replace(/=+$/, ""),
    "both, many times": `${SECRET}${BASIC}`.repeat(3),
    "the secret where the message is cut": `${"x".repeat(290)}${SECRET}`,
  };
  const places: Record<string, (echo: string) => Reply> = {
    "a message of v2": (echo) => ({ status: 401, body: { code: 20003, message: `Bad key ${echo}` } }),
    "a message of v3": (echo) => ({ status: 400, body: { code: 70001, message: echo, httpStatusCode: 400 } }),
    "a detail": (echo) => ({ status: 409, body: { title: "x", detail: `was ${echo}` } }),
    "a title": (echo) => ({ status: 500, body: { title: echo } }),
    "escaped JSON": (echo) => ({
      status: 403,
      body: `{"message":"${[...echo].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"}`,
    }),
    "the request id": (echo) => ({ status: 400, body: {}, headers: { "twilio-request-id": echo } }),
    "the request id of another shape": (echo) => ({ body: {}, headers: { "twilio-request-id": echo } }),
    "the name of a member": (echo) => ({ body: { ...service(), [echo]: 1, version: { [echo]: 1 } } }),
    "the place of a redirect": (echo) => ({ status: 307, headers: { location: `https://x.example/${echo}` } }),
    "the id of another object": (echo) => ({ body: service({ sid: `GA${"0".repeat(31)}2`, url: echo }) }),
    "what is no JSON": (echo) => ({ status: 200, body: `<p>${echo}</p>` }),
  };
  for (const [place, reply] of Object.entries(places)) {
    it(`in ${place}`, async (t) => {
      for (const echo of Object.values(echoes)) {
        const server = await serve(t, () => reply(echo));
        const { client } = clientOf(server);
        for (const call of [
          () => fetchService(client, SID),
          () => updateService(client, SID, { FriendlyName: "a" }, "1"),
          () => all(listServices(client)),
        ]) {
          const error: unknown = await call().then(
            () => undefined,
            (reason: unknown) => reason,
          );
          assert.ok(error instanceof Error);
          clean(error);
        }
      }
    });
  }

  it("and the rest of the message stays", async (t) => {
    const server = await serve(t, () => ({
      status: 400,
      body: { code: 1, message: `Key ${SECRET} (Basic ${BASIC}) is bad` },
    }));
    const { message } = await failure(fetchService(clientOf(server).client, SID), "invalid_request");
    assert.match(message, /: Key \*\*\* \(Basic \*\*\*=*\) is bad\. \(Twilio 1, HTTP 400\)/);
  });

  it("in the error of what goes on behind a write, which becomes a line of its own", async (t) => {
    const error = { title: `T\r\n${SECRET}`, detail: `was\r\nForged: ${BASIC}` };
    const server = await serve(t, () => ({ body: { operationId: "one", status: "FAILED", error } }));
    const found = (await fetchConversationsOperation(clientOf(server).client, "one"))?.value.error;
    assert.equal(found?.title, "T ***");
    assert.match(found?.detail ?? "", /^was Forged: \*\*\*=*$/);
  });
});

describe("credentials go to no other place", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`a write that is answered with ${status} is sent once, and its body goes nowhere else`, async (t) => {
      const other = await serve(t, () => ({ status: 201, body: service() }));
      const looks: unknown[] = [];
      for (const location of [`${other.url}/v2/Services`, `//${new URL(other.url).host}/v2/Services`]) {
        const server = await serve(t, () => ({ status, headers: { location } }));
        const { client } = clientOf(server);
        const recover = async (lost: unknown) => void looks.push(lost);
        for (const call of [
          () => createService(client, { UniqueName: "a" }, recover as never),
          () => createConfiguration(client, { displayName: "a", rules: [] }),
          () => updateService(client, SID, {}, "1"),
        ]) {
          const error = await failure(call, "unexpected_shape");
          assert.match(error.message, new RegExp(`status ${status}.*redirects are not followed`));
        }
        assert.equal(server.heard.length, 3);
      }
      assert.deepEqual([other.sockets(), looks.length], [0, 0]);
    });
  }

  for (const scheme of ["http", "https"]) {
    it(`an operation that is said to lie at another ${scheme} host is asked for at the own one`, async (t) => {
      const other = await serve(t, () => ({ body: {} }));
      const statusUrl = `${other.url.replace("http", scheme)}/v2/ControlPlane/Operations/one`;
      const server = await serve(t, (number) => ({
        status: number === 1 ? 202 : 200,
        body: number === 1 ? { statusUrl } : { operationId: "one", status: "COMPLETED" },
      }));
      const { client } = clientOf(server);
      const patch = { intelligenceConfigurationIds: [] };
      const { operationId } = await patchConversationsConfiguration(client, "conv_1", patch, "key");
      assert.equal((await fetchConversationsOperation(client, operationId ?? ""))?.value.status, "COMPLETED");
      assert.deepEqual([server.heard[1]?.path, other.sockets()], ["/v2/ControlPlane/Operations/one", 0]);
    });
  }

  it("an operation whose URL leads out of its path is not asked for at all", async (t) => {
    for (const end of ["..", "%2e%2e", "a%2fb", "a%0d%0aX: 1"]) {
      const server = await serve(t, () => ({
        status: 202,
        body: { statusUrl: `https://x.example/Operations/${end}` },
      }));
      const { client } = clientOf(server);
      const { operationId } = await patchConversationsConfiguration(
        client,
        "c",
        { intelligenceConfigurationIds: [] },
        "k",
      );
      await failure(() => fetchConversationsOperation(client, operationId ?? ""), "invalid_request");
      assert.equal(server.heard.length, 1);
    }
  });

  it("no id of any kind leads to another path: it is refused before any request", async (t) => {
    const server = await serve(t, () => ({ body: {} }));
    const { client } = clientOf(server);
    const operator = `LY${"0".repeat(32)}`;
    const calls: ((id: string) => Promise<unknown>)[] = [
      (id) => fetchOperator(client, id),
      (id) => fetchOperatorType(client, id),
      (id) => fetchAttachments(client, id),
      (id) => attachOperator(client, id, operator),
      (id) => attachOperator(client, SID, id),
      (id) => detachOperator(client, SID, id),
      (id) => fetchTranscript(client, id),
      (id) => deleteTranscript(client, id),
      async (id) => all(listSentences(client, id)),
      (id) => fetchConversation(client, id),
      (id) => deleteOperatorResult(client, id),
      (id) => fetchLanguageOperator(client, id),
      (id) => replaceLanguageOperator(client, id, { displayName: "a" }, "1"),
      (id) => fetchConversationsConfiguration(client, id),
      (id) => patchConversationsConfiguration(client, id, { intelligenceConfigurationIds: [] }, "key"),
    ];
    const ids = [
      "../x",
      "..",
      ".",
      `${SID}/../${SID}`,
      `${SID}?a=b`,
      "a%2fb",
      "a%2Fb",
      "%2e%2e",
      "a\r\nX: 1",
      "a b",
      "a#b",
      "é",
    ];
    for (const call of calls) for (const id of ids) await failure(async () => call(id), "invalid_request");
    assert.equal(server.sockets(), 0);
  });
});

describe("a server that is not available", () => {
  it("is asked again when it says, and told of where that is too late", async (t) => {
    const soon = await serve(t, (number) =>
      number === 1 ? { status: 503, headers: { "retry-after": "7" } } : { body: service() },
    );
    const { client, waits } = clientOf(soon);
    await fetchService(client, SID);
    assert.deepEqual([soon.heard.length, waits], [2, [7000]]);
    const late = await serve(t, () => ({ status: 503, headers: { "retry-after": "3600" } }));
    const { message } = await failure(fetchService(clientOf(late).client, SID), "server_error");
    assert.match(message, /; retry after 3600 s\./);
    assert.equal(late.heard.length, 1);
  });
});
