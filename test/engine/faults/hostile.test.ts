import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createServer as createTls } from "node:tls";
import { CREDENTIALS, listen, SECRET, selfSigned, serve, USERNAME } from "../../contract/kit/client";
import { createProject } from "../kit/harness";
import { configAt } from "../kit/stack-files";
import { programOf, SERVICES, service } from "../kit/stand";

/** What `pulumi up` of two Services prints where the API is at that URL. It has to fail, and to show no credential. */
async function failedUp(t: TestContext, url: string): Promise<string> {
  const accountSid = `AC${"0".repeat(32)}`;
  const project = await createProject({
    program: programOf({ one: service({ uniqueName: "one" }), two: service({ uniqueName: "two" }) }),
    config: configAt(url, { accountSid, apiKey: USERNAME, apiSecret: SECRET }),
    place: "apart",
  });
  t.after(() => project.dispose());
  const { output } = await project.up({ expectFailure: true });
  for (const secret of CREDENTIALS) assert.ok(!output.includes(secret), "a credential was printed");
  return output;
}

const NONE = { body: { services: [], meta: { key: "services", next_page_url: null } } };

test("an answer of 100 MB: the error names the Service and says what to do, and nothing is sent twice", async (t) => {
  const server = await serve(t, (_number, { method }, response) => {
    if (method === "GET") return NONE;
    const chunk = Buffer.alloc(64 * 1024, "x");
    let left = (100 * 1024 * 1024) / chunk.length;
    const push = () => {
      while (left-- > 0) if (!response.write(chunk)) return;
      response.end();
    };
    response.on("drain", push);
    push();
    return undefined;
  });
  const output = await failedUp(t, server.url);
  for (const name of ["one", "two"])
    assert.match(
      output,
      new RegExp(`Could not create Service "${name}": the response from ${server.url} is too large`),
    );
  assert.match(output, /Run it again\. If the error persists, report it/);
  assert.equal(server.heard.filter(({ method }) => method === "POST").length, 2);
});

test("a redirect, and a next page on another host: the error says that neither was followed, and nobody is asked there", async (t) => {
  const other = await serve(t, () => NONE);
  const server = await serve(t, (_number, { method, body }) => {
    if (method === "GET") return { body: { ...NONE.body, meta: { next_page_url: `${other.url}${SERVICES}?Page=1` } } };
    if (body.includes("one")) return { status: 307, headers: { location: `${other.url}${SERVICES}` } };
    return { status: 503 };
  });
  const output = await failedUp(t, server.url);
  assert.match(output, /Could not create Service "one": the API returned status 307, .*redirects are not followed/);
  assert.match(output, /Could not .*the next page is on another host than .*, so it was not requested/);
  assert.equal(other.sockets(), 0);
});

test("a certificate that is not trusted: the error says so and names the URL, and no credential leaves", async (t) => {
  const received: Buffer[] = [];
  const tls = createTls(selfSigned(), (socket) => socket.on("data", (data) => received.push(data)));
  tls.on("tlsClientError", () => {});
  t.after(() => tls.close());
  const url = (await listen(tls)).replace("http:", "https:");
  const output = await failedUp(t, url);
  assert.match(output, new RegExp(`Could not create Service "one": no secure connection to ${url}: its certificate`));
  assert.match(output, /Check the network and twilio-intelligence:baseUrl/);
  assert.equal(Buffer.concat(received).length, 0);
});

test("answers of another shape, and about another object: the error names what is wrong, and repeats no key", async (t) => {
  const server = await serve(t, (_number, { method, body }) => {
    if (method === "GET") return NONE;
    if (body.includes("one")) return { status: 201, body: { data: [{ sid: 7 }] } };
    return { status: 401, body: { code: 20003, message: `No account for ${USERNAME}:${SECRET}` } };
  });
  const output = await failedUp(t, server.url);
  assert.match(output, /Could not create Service "one": the response does not match the API's documentation at /);
  assert.match(
    output,
    /Could not create Service "two": No account for SK[0-9a-f]+:\*\*\*\. \(Twilio 20003, HTTP 401\)/,
  );
});
