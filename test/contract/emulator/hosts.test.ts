import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../../../emulator/index";
import { bench, type Host, refused, urlOf } from "../kit/emulator";

const PATHS: Record<Host, string[]> = {
  intelligence: ["/v2/Services", "/v2/Operators", "/v3/ControlPlane/Configurations", "/v3/Conversations"],
  conversations: ["/v2/ControlPlane/Configurations"],
  memory: ["/v1/ControlPlane/Stores"],
};
const HOSTS: Host[] = ["intelligence", "conversations", "memory"];

test("each host's address serves its own paths alone, and refuses the others with Twilio's 404", async (t) => {
  const { call } = await bench(t);
  for (const host of HOSTS) {
    for (const owner of HOSTS) {
      for (const path of PATHS[owner]) {
        const answer = await call("GET", path, { host });
        if (host === owner) assert.equal(answer.status, 200, `${host} ${path}`);
        else refused(answer, 404, 20404, /not found/);
      }
    }
  }
});

test("one address serves every path", async (t) => {
  const { call } = await bench(t);
  for (const path of Object.values(PATHS).flat()) assert.equal((await call("GET", path)).status, 200, path);
});

test("only the host of v3 answers in the envelope of v3", async (t) => {
  const { call } = await bench(t);
  const at = async (host: Host) => Object.keys((await call("GET", "/v3/Nothing", { host })).body);
  assert.deepEqual(await at("intelligence"), ["code", "message", "httpStatusCode", "userError", "params"]);
  for (const host of ["conversations", "memory"] as const) {
    assert.deepEqual(await at(host), ["code", "message", "more_info", "status"]);
  }
  const unsigned = await call("GET", "/v3/Nothing", { host: "memory", as: null });
  assert.deepEqual([unsigned.status, unsigned.body.status, unsigned.body.code], [401, 401, 20003]);
});

test("addresses in answers are those of the address that was asked, and the data are the same behind all of them", async (t) => {
  const { emulator, call } = await bench(t);
  for (const name of ["a", "b"]) await call("POST", "/v2/Services", { form: { UniqueName: name } });
  for (const host of [undefined, "intelligence"] as const) {
    const { meta } = (await call("GET", "/v2/Services?PageSize=1", { ...(host && { host }) })).body;
    for (const url of [meta.url, meta.first_page_url, meta.next_page_url]) {
      assert.equal(new URL(url).origin, urlOf(emulator, host));
    }
    const { services } = (await call("GET", meta.next_page_url)).body;
    assert.equal(services[0].unique_name, "b");
  }
});

test("the log says which host was asked", async (t) => {
  const { emulator, call } = await bench(t);
  await call("GET", "/v2/Services");
  await call("GET", "/v2/Services", { host: "memory" });
  assert.deepEqual(
    emulator.requests().map(({ host, status }) => [host, status]),
    [
      ["all", 200],
      ["memory", 404],
    ],
  );
});

test("the ports stand in a row, so that the same port gives the same four addresses again", async (t) => {
  const first = await startEmulator();
  const urls = ({ url, intelligenceUrl, conversationsUrl, memoryUrl }: typeof first) => [
    ...[url, intelligenceUrl, conversationsUrl, memoryUrl],
  ];
  const ports = urls(first).map((url) => Number(new URL(url).port));
  const port = ports[0] ?? 0;
  assert.deepEqual(
    ports,
    [0, 1, 2, 3].map((at) => port + at),
  );
  await first.close();
  const second = await startEmulator({ port });
  t.after(() => second.close());
  assert.deepEqual(urls(second), urls(first));
});

test("a busy port among the four, and one too high, are errors that name it and leave nothing open", async (t) => {
  const { emulator } = await bench(t);
  const port = Number(new URL(emulator.url).port);
  for (const start of [port, port - 1, port - 3]) {
    await assert.rejects(startEmulator({ port: start }), /cannot listen on port \d+: .*EADDRINUSE/);
  }
  await assert.rejects(
    startEmulator({ port: 65_533 }),
    /cannot listen on port 65533: the highest possible port is 65532/,
  );
});

test("a fault that shuts a port leaves the other hosts open", async (t) => {
  const { call } = await bench(t, { faults: [{ fault: "refuse", seconds: 60 }] });
  await assert.rejects(call("GET", "/v2/Services", { host: "intelligence" }));
  await assert.rejects(call("GET", "/v2/Services", { host: "intelligence" }));
  assert.equal((await call("GET", "/v2/ControlPlane/Configurations", { host: "conversations" })).status, 200);
});
