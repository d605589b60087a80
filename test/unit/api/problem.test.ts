import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ApiError, CancelledError, type ErrorCode, hasCode, OutcomeUnknownError } from "../../../api/errors";
import { errorFrom } from "../../../api/problem";
import { actionOf, type Subject } from "../../../api/subject";

const SID = "GA00000000000000000000000000000001";
const update: Subject = { verb: "update", noun: "Service", id: SID };

const asItIs = (text: string) => text;

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  errorFrom({ status, headers, text: typeof body === "string" ? body : JSON.stringify(body) }, update, asItIs);

describe("the error bodies of the API", () => {
  const v2 = { code: 20404, message: "Not here", more_info: "https://www.twilio.com/docs/errors/20404", status: 404 };
  const v3 = { code: 20404, message: "Not here", httpStatusCode: 404, userError: true, params: { a: "b" } };
  const rfc9457 = {
    type: "about:blank",
    title: "Not found",
    status: 404,
    code: 20404,
    detail: "Not here",
    instance: "/x",
  };
  for (const [name, body] of Object.entries({ v2, v3, rfc9457 })) {
    it(`${name}: message, code and status`, () => {
      const error = answer(404, body);
      assert.equal(error.code, "not_found");
      assert.equal(error.twilioCode, 20404);
      assert.equal(error.status, 404);
      assert.match(error.message, /^Could not update Service GA0+1: Not here\. \(Twilio 20404, HTTP 404\) /);
    });
  }

  it("RFC 9457 without a detail: the title", () => {
    assert.match(answer(400, { title: "Not valid", status: 400 }).message, /: Not valid\. \(HTTP 400\)/);
  });

  const silent: [string, unknown][] = [
    ["HTML", "<!doctype html><title>502</title><h1>Bad gateway</h1>"],
    ["nothing", ""],
    ["cut JSON", '{"code":2040'],
    ["a JSON text", '"no"'],
    ["a JSON list", "[1,2]"],
    ["JSON null", "null"],
    ["an empty object", {}],
    ["an empty message", { message: "" }],
    ["a message of control characters", { message: "\u0000\u001b\n" }],
    ["fields of other types", { code: "x", message: { a: 1 }, title: 3, detail: [] }],
  ];
  for (const [name, body] of silent) {
    it(`${name}: says that no reason was given`, () => {
      const error = answer(502, body);
      assert.equal(error.code, "server_error");
      assert.match(
        error.message,
        /^Could not update Service GA0+1: the API returned status 502 without a reason\. \(HTTP 502\)/,
      );
    });
  }

  it("a code of another type does not hide the message", () => {
    assert.match(answer(400, { code: "20001", message: "Bad name" }).message, /: Bad name\. \(HTTP 400\)/);
  });

  it("an empty message does not hide the detail", () => {
    assert.match(answer(400, { message: "", detail: "Bad name" }).message, /: Bad name\./);
  });
});

describe("what a message repeats of the server's words", () => {
  it("is bounded", () => {
    const error = answer(400, { message: "x".repeat(5_000_000) });
    assert.ok(error.message.length < 600, `${error.message.length}`);
    assert.match(error.message, /x{200}…/);
  });

  it("holds no control, direction or line character", () => {
    const error = answer(400, { message: "a\r\nb\u001b[31mc\u0000d\u202ee\u2028f\u0085g" });
    assert.match(error.message, /: a b \[31mc d e f g\./);
  });

  it("bounds the request id", () => {
    assert.ok(answer(400, {}, { "twilio-request-id": `RQ${"x".repeat(15_000)}` }).message.length < 1000);
  });

  it("is one line of valid Unicode, whatever it is", () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((at) => String.fromCharCode(at)),
      fc.constant("😀"),
    );
    const text = fc.string({ unit, maxLength: 700 });
    fc.assert(
      fc.property(text, (message) => {
        const error = answer(400, { message });
        assert.ok(!/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(error.message), JSON.stringify(error.message));
      }),
    );
  });

  it("never throws, whatever the body is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.oneof(fc.json(), fc.string()), (status, body) => {
        const error = answer(status, body);
        assert.equal(error.status, status);
        assert.ok(error.message.startsWith("Could not update Service "));
      }),
    );
  });
});

describe("the code of an error", () => {
  const rows: [number, number | undefined, ErrorCode][] = [
    [400, 20001, "invalid_request"],
    [400, 70001, "invalid_request"],
    [400, 95410, "invalid_request"],
    [400, undefined, "invalid_request"],
    [405, 20004, "invalid_request"],
    [413, undefined, "invalid_request"],
    [415, 20422, "invalid_request"],
    [422, undefined, "invalid_request"],
    [401, 20003, "unauthorised"],
    [401, undefined, "unauthorised"],
    [400, 20003, "unauthorised"],
    [404, 20003, "unauthorised"],
    [403, 70051, "forbidden"],
    [403, 20003, "forbidden"],
    [404, 20404, "not_found"],
    [404, undefined, "network"],
    [409, undefined, "conflict"],
    [409, 95411, "conflict"],
    [412, 20412, "conflict"],
    [412, 95411, "conflict"],
    [412, 95421, "conflict"],
    [412, undefined, "conflict"],
    [400, 95411, "conflict"],
    [429, 20429, "rate_limited"],
    [429, undefined, "rate_limited"],
    [500, undefined, "server_error"],
    [500, 20003, "server_error"],
    [500, 20412, "server_error"],
    [503, 20503, "server_error"],
    [301, undefined, "unexpected_shape"],
    [302, undefined, "unexpected_shape"],
    [304, undefined, "unexpected_shape"],
  ];
  for (const [status, code, expected] of rows) {
    it(`${status}${code === undefined ? "" : ` with Twilio ${code}`}: ${expected}`, () => {
      const error = answer(status, { code, message: "No" });
      assert.equal(error.code, expected);
      assert.equal(error.twilioCode, code);
      assert.ok(hasCode(error, expected) && error instanceof ApiError);
    });
  }

  it("is found on an error of another copy of the package", () => {
    const foreign = Object.assign(new Error("no"), { code: "not_found" });
    assert.ok(hasCode(foreign, "not_found"));
    assert.ok(!hasCode(foreign, "conflict"));
    assert.ok(!hasCode({ code: "not_found" }, "not_found"));
    assert.ok(!hasCode(undefined, "not_found"));
  });
});

describe("a message", () => {
  it("holds action, reason, Twilio code, status, request id and the next step", () => {
    const error = answer(412, { code: 20412, message: "Stale" }, { "twilio-request-id": "RQ123" });
    assert.equal(
      error.message,
      `Could not update Service ${SID}: Stale. (Twilio 20412, HTTP 412, request RQ123) Run \`pulumi refresh\`, look at \`pulumi preview\`, then run \`pulumi up\` again.`,
    );
    assert.deepEqual(
      [error.action, error.status, error.twilioCode, error.requestId, error.name],
      [`update Service ${SID}`, 412, 20412, "RQ123", "ConflictError"],
    );
  });

  it("of 401 names the settings to check", () => {
    const at = "twilio-intelligence:accounts.emea.apiKey and apiSecret";
    const error = errorFrom({ status: 401, headers: {}, text: "{}" }, update, asItIs, at);
    assert.match(error.message, /Check twilio-intelligence:accounts\.emea\.apiKey and apiSecret; a new key/);
  });

  const permissions: [Subject, string][] = [
    [update, "update Services"],
    [{ verb: "list", noun: "Intelligence Configuration" }, "list Intelligence Configurations"],
    [{ verb: "create", noun: "Intelligence Configuration", id: '"a"' }, "create Intelligence Configurations"],
    [{ verb: "delete", noun: "Service", id: SID }, "delete Services"],
    [{ verb: "read", noun: "Service", id: SID }, "read Services"],
  ];
  for (const [subject, permission] of permissions) {
    it(`of 403 names the permission to ${permission}`, () => {
      const error = errorFrom({ status: 403, headers: {}, text: "" }, subject, asItIs);
      assert.ok(error.message.includes(`the permission to ${permission} `), error.message);
    });
  }

  const products = {
    intelligence: "Conversational Intelligence",
    conversations: "Conversations",
    memory: "Memory",
  } as const;
  for (const host of ["intelligence", "conversations", "memory"] as const) {
    it(`of 403 names the product of the host: ${host}`, () => {
      const error = errorFrom({ status: 403, headers: {}, text: "" }, { verb: "list", noun: "Thing", host }, asItIs);
      assert.ok(error.message.endsWith(`permission to list Things (${products[host]}) in the Twilio Console.`));
    });
  }

  it("of a redirect says that it was not followed", () => {
    assert.match(answer(302, "").message, /status 302.*redirects are not followed/);
  });

  it("of a create with an unknown outcome names the candidates, or where to look", () => {
    const facts = { action: 'create Service "a"' };
    assert.match(new OutcomeUnknownError(facts, "lost", ["GA1", "GA2"]).message, /one of: GA1, GA2\./);
    assert.match(new OutcomeUnknownError(facts, "lost", []).message, /Twilio Console before you run it again/);
  });

  it("of what was cancelled ends there", () => {
    assert.equal(new CancelledError({ action: "list Services" }).message, "Could not list Services: it was cancelled.");
  });

  it("names the object by what is known of it", () => {
    assert.equal(actionOf({ verb: "list", noun: "Service" }), "list Services");
    assert.equal(actionOf({ verb: "create", noun: "Service" }), "create Service");
    assert.equal(actionOf(update), `update Service ${SID}`);
  });
});
