import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createClient, fetchService, type LoggedAttempt } from "../../../api";
import { debugLog } from "../../../api/http/requestLog";
import { LOAD_SOURCES } from "../../../tools/loader";
import { report } from "../../environments/table";
import { listen } from "../kit/client";
import { bench } from "../kit/emulator";

const SID = `GA${"0".repeat(32)}`;

/** A proxy that records the targets of CONNECT with their credentials, and refuses them with `status`. */
async function proxy(status: string) {
  const asked: { target: string; authorization: string | undefined }[] = [];
  const server: Server = createServer();
  server.on("connect", ({ url, headers }, socket: Socket) => {
    asked.push({ target: String(url), authorization: headers["proxy-authorization"] });
    socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
  });
  return { asked, server, url: await listen(server) };
}

/** Sets variables of the environment until the end of the test. */
function environment(t: { after(fn: () => void): void }, values: Record<string, string>) {
  const before = { ...process.env };
  Object.assign(process.env, values);
  t.after(() => {
    for (const name of Object.keys(values)) delete process.env[name];
    Object.assign(process.env, before);
  });
}

test("HTTPS_PROXY is asked for Twilio's host with the proxy's credentials, and no error repeats its password", async (t) => {
  const { asked, server, url } = await proxy("407 Proxy Authentication Required");
  t.after(() => server.close());
  environment(t, { HTTPS_PROXY: url.replace("http://", "http://me:proxy-password@") });
  const client = createClient({ username: "SK1", password: "hush-hush" });
  const error = await fetchService(client, SID).then(String, String);
  assert.match(
    error,
    /^NetworkError: Could not read Service GA0+: https:\/\/intelligence\.twilio\.com could not be reached \(the proxy answered with status 407\)/,
  );
  assert.doesNotMatch(error, /proxy-password|hush-hush/);
  assert.equal(asked[0]?.target, "intelligence.twilio.com:443");
  assert.equal(asked[0]?.authorization, `Basic ${Buffer.from("me:proxy-password").toString("base64")}`);
  report({ filePath: __filename }, "proxy", "works");
});

test("NO_PROXY takes a host out", async (t) => {
  const { asked, server, url } = await proxy("502 Bad Gateway");
  t.after(() => server.close());
  environment(t, { HTTPS_PROXY: url, NO_PROXY: ".invalid" });
  const client = createClient({ username: "SK1", password: "hush", baseUrl: "https://host.invalid" });
  await assert.rejects(fetchService(client, SID), /could not be reached|closed the connection/);
  assert.deepEqual(asked, []);
});

test("this machine is never asked through a proxy", async (t) => {
  const { emulator } = await bench(t);
  environment(t, { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" });
  const { apiKey: username, apiSecret: password, url: baseUrl } = emulator;
  assert.equal(await fetchService(createClient({ username, password, baseUrl }), SID), undefined);
});

test("the log has every attempt with its outcome, and no credential", async (t) => {
  const { emulator } = await bench(t);
  emulator.setFaults([{ method: "GET", fault: "503" }]);
  const { apiKey: username, apiSecret: password, url: baseUrl } = emulator;
  const attempts: LoggedAttempt[] = [];
  const client = createClient({ username, password, baseUrl, log: (attempt) => attempts.push(attempt) });
  await fetchService(client, SID);
  assert.deepEqual(
    attempts.map(({ method, url, outcome, attempt }) => [method, url, outcome, attempt]),
    [
      ["GET", `${baseUrl}/v2/Services/${SID}`, 503, 1],
      ["GET", `${baseUrl}/v2/Services/${SID}`, 404, 2],
    ],
  );
  assert.doesNotMatch(JSON.stringify(attempts), new RegExp(password));
});

test("a log file has each attempt and each recovery, a line each, and is readable by its owner alone", async (t) => {
  const { emulator } = await bench(t);
  emulator.setFaults([{ method: "GET", fault: "503" }]);
  const folder = mkdtempSync(join(tmpdir(), "log-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "requests.log");
  const { apiKey: username, apiSecret: password, url: baseUrl } = emulator;
  await fetchService(createClient({ username, password, baseUrl, ...debugLog(file) }), SID);
  assert.match(
    readFileSync(file, "utf8"),
    /^\S+ twilio-intelligence GET \S+ 503 \S+ attempt 1 \d+ ms\n\S+ twilio-intelligence recovery: failed, sent again\n\S+ twilio-intelligence GET \S+ 404 \S+ attempt 2 \d+ ms\n$/,
  );
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test("loading undici for a client leaves the process's default dispatchers as they were", () => {
  const look = 'JSON.stringify(["1", "2"].map((one) => Symbol.for("undici.globalDispatcher." + one) in globalThis))';
  const script = `require("./api/http/undici").undici(); console.log(${look}); fetch("data:,a").then((answer) => console.log(answer.status));`;
  const { stdout, stderr } = spawnSync(process.execPath, [...LOAD_SOURCES, "-e", script], { encoding: "utf8" });
  assert.deepEqual(stdout.trim().split("\n"), ["[false,false]", "200"], stderr);
});
