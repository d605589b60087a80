import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { type CommandOptions, createProject, type Project } from "../kit/harness";
import { configFor } from "../kit/stack-files";
import { IMPORTS, SENTIMENT } from "../kit/stand";

/** A stack whose program and values come from outside it, so that every file it makes can be scanned. */
interface Run {
  project: Project;
  /** All that the commands so far have printed. */
  printed(): string;
  /** Runs a command and keeps what it prints. */
  keep(result: Promise<{ output: string }>): Promise<string>;
}

type Setup = Parameters<typeof createProject>[0];

async function start(t: TestContext, setup: Setup): Promise<Run> {
  const project = await createProject(setup);
  t.after(() => project.dispose());
  let printed = "";
  const keep = async (result: Promise<{ output: string }>) => {
    const { output } = await result;
    printed += output;
    return output;
  };
  return { project, keep, printed: () => printed };
}

async function emulatorFor(t: TestContext): Promise<Emulator> {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  return emulator;
}

/** Everything that a project has on disk: state, its backups and history, stack settings, event log, Pulumi's own home. */
function textOf({ root }: Project): string {
  return readdirSync(root)
    .filter((name) => name !== "node_modules")
    .flatMap((name) => filesBelow(join(root, name)))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** A file is below itself. */
const filesBelow = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path];

/** Fails with the line, and never with the secret, where one of the texts holds one of the secrets. */
function assertAbsent(secrets: Record<string, string>, texts: Record<string, string>): void {
  const found = Object.entries(texts).flatMap(([where, text]) =>
    Object.entries(secrets).flatMap(([name, secret]) =>
      text
        .split("\n")
        .filter((line) => line.includes(secret))
        .map((line) => `${name} in ${where}: ${line.replaceAll(secret, "<HERE>").slice(0, 300)}`),
    ),
  );
  assert.deepEqual(found, []);
}

/** Pulumi's SDK writes every resource to the debug log, secret properties in clear, whatever the provider does. */
const withoutSdkLog = (texts: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(texts).map(([where, text]) => [where, text.replace(/^.*RegisterResource RPC finished: .*$/gm, "")]),
  );

const VERBOSE = ["--logtostderr", "-v=3"];

/** Both kinds of object. Their secret values come from the environment, so that the program's own text does not hold them. */
const PROGRAM = `${IMPORTS}
const secret = (name) => pulumi.secret(process.env[name]);
const service = new Service("service", {
  uniqueName: "calls",
  friendlyName: secret("NAME"),
  webhookUrl: pulumi.interpolate\`https://example.com/\${secret("PATH_OF_HOOK")}\`,
  autoRedaction: true,
});
const configuration = new IntelligenceConfiguration("configuration", {
  displayName: "live",
  rules: [{
    name: "first",
    operators: [{ id: "${SENTIMENT}" }],
    triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
    actions: [{ url: pulumi.interpolate\`https://example.com/\${secret("PATH_OF_ACTION")}\` }],
  }],
});
exports.friendlyName = service.friendlyName;
exports.rules = configuration.rules;
exports.sid = service.sid;`;

const values = (round: string) => ({
  NAME: `name-of-${round}-Zq7`,
  PATH_OF_HOOK: `hook-of-${round}-Zq7`,
  PATH_OF_ACTION: `action-of-${round}-Zq7`,
});

/** Somebody else's change of both objects. */
async function interfere(emulator: Emulator): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${emulator.apiKey}:${emulator.apiSecret}`).toString("base64")}`;
  const request = async (method: string, path: string, type?: string, body?: string) => {
    const headers = { authorization, ...(type && { "content-type": type }) };
    const answer = await fetch(`${emulator.url}${path}`, { method, headers, ...(body && { body }) });
    assert.ok(answer.ok, `${method} ${path} ${answer.status}`);
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server says, and fails where it is not there
    return answer.json() as Promise<any>;
  };
  const { services } = await request("GET", "/v2/Services");
  const form = "FriendlyName=theirs&WebhookUrl=https%3A%2F%2Fexample.com%2Ftheirs";
  await request("POST", `/v2/Services/${services[0].sid}`, "application/x-www-form-urlencoded", form);
  const { items } = await request("GET", "/v3/ControlPlane/Configurations");
  const { id, displayName, rules } = items[0];
  rules[0].actions[0].url = "https://example.com/theirs";
  const json = JSON.stringify({ displayName, rules });
  await request("PUT", `/v3/ControlPlane/Configurations/${id}`, "application/json", json);
}

/** Every kind of command that a stack lives through, two of which fail. */
async function wholeLife({ project, keep }: Run, emulator: Emulator): Promise<void> {
  const round = (name: string, options: CommandOptions = {}) => ({
    ...options,
    env: { ...options.env, ...values(name) },
  });
  await keep(project.preview(round("one", { args: ["--diff"] })));
  await keep(project.up({ ...round("one", { args: VERBOSE }), withPreview: true }));
  await keep(project.up({ ...round("two", { args: ["--diff"] }), withPreview: true }));
  await interfere(emulator);
  const conflict = await keep(project.up(round("three", { expectFailure: true })));
  assert.match(conflict, /was changed in the account/);
  const invalid = await keep(project.preview(round(" \n", { expectFailure: true })));
  assert.match(invalid, /must not hold control characters/);
  await keep(project.refresh({ args: ["--diff", ...VERBOSE] }));
  await keep(project.up({ ...round("four", { args: ["--diff"] }), withPreview: true }));
}

const credentialsOf = ({ accountSid, apiKey, apiSecret, authToken }: Emulator) => ({
  "the API secret": apiSecret,
  "the auth token": authToken,
  "the basic credentials of the key": Buffer.from(`${apiKey}:${apiSecret}`).toString("base64"),
  "the basic credentials of the account": Buffer.from(`${accountSid}:${authToken}`).toString("base64"),
});

test("in a stack's whole life, no credential and no secret value is in a file or in what is printed", async (t) => {
  const emulator = await emulatorFor(t);
  const run = await start(t, { program: PROGRAM, config: configFor(emulator) });
  await wholeLife(run, emulator);
  const before = textOf(run.project);
  const { outputs, resources } = { outputs: run.project.outputs(), resources: run.project.state().resources };
  assert.ok(before.includes(String(outputs.sid)), "the scan has to see the state");
  assert.match(run.printed(), /friendlyName *: \[secret\]/);
  const service = resources.find(({ type }) => type.endsWith(":Service"));
  for (const kept of [service?.inputs, service?.outputs]) {
    for (const value of [kept?.friendlyName, kept?.webhookUrl])
      assert.match(JSON.stringify(value), /"ciphertext":"v1:/);
  }

  await run.keep(run.project.destroy({ args: VERBOSE }));
  const texts = { "the files before": before, "the files": textOf(run.project), "the output": run.printed() };
  assertAbsent(credentialsOf(emulator), texts);
  const secret = ["one", "two", "three", "four"].map((round) => [`a value of ${round}`, `-of-${round}-Zq7`]);
  assertAbsent(Object.fromEntries(secret), withoutSdkLog(texts));
});

const OTHER_WAYS: Record<string, (emulator: Emulator) => Pick<Setup, "config" | "env">> = {
  "an auth token in the stack's config": ({ url, accountSid, authToken }) => ({
    config: {
      "twilio-intelligence:baseUrl": url,
      "twilio-intelligence:accountSid": accountSid,
      "twilio-intelligence:authToken": { secret: authToken },
    },
  }),
  "an API key in the environment": ({ url, apiKey, apiSecret }) => ({
    env: { TWILIO_INTELLIGENCE_BASE_URL: url, TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret },
  }),
};

for (const [way, setupOf] of Object.entries(OTHER_WAYS)) {
  test(`with ${way}, no credential is in a file or in what is printed`, async (t) => {
    const emulator = await emulatorFor(t);
    const run = await start(t, { program: PROGRAM, ...setupOf(emulator) });
    await run.keep(run.project.up({ env: values("one"), args: VERBOSE }));
    await run.keep(run.project.destroy({ args: VERBOSE }));
    assert.equal(emulator.requests().filter(({ method }) => method !== "GET").length, 4);
    assertAbsent(credentialsOf(emulator), { "the files": textOf(run.project), "the output": run.printed() });
  });
}

test("credentials that are refused are in no error, and in no file", async (t) => {
  const emulator = await emulatorFor(t);
  const wrong = "a-secret-that-is-wrong";
  const config = { ...configFor(emulator), "twilio-intelligence:apiSecret": { secret: wrong } };
  const run = await start(t, { program: PROGRAM, config, env: values("one") });
  const refused = await run.keep(run.project.up({ expectFailure: true, args: VERBOSE }));
  assert.match(refused, /401/);
  const secrets = { ...credentialsOf({ ...emulator, apiSecret: wrong }), ...values("one") };
  assertAbsent(secrets, { "the files": textOf(run.project), "the output": run.printed() });
});
