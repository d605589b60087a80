import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { benchOf } from "../../contract/kit/emulator";
import { report } from "../../environments/table";
import { createProject, type Project } from "../kit/harness";
import { shellEnv } from "../kit/shell";
import { configFor } from "../kit/stack-files";
import { environmentOf, SERVICES } from "../kit/stand";

/** A program of the Automation API: the engine calls it back in the process that started the engine. */
const DRIVER = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { getServices, Service } = require("pulumi-twilio-intelligence");
const { envVars, config, account } = JSON.parse(process.argv[2]);
async function program() {
  const made = new Service("made", { uniqueName: "made", account });
  return { made: made.sid, services: (await getServices({ account })).map(({ uniqueName }) => uniqueName) };
}
async function main() {
  const args = { stackName: "inline", projectName: "inline", program };
  const stack = await LocalWorkspace.createOrSelectStack(args, { envVars });
  const entries = Object.entries(config).map(([key, value]) => [key, { value: value.secret ?? value, secret: true }]);
  if (entries.length > 0) await stack.setAllConfig(Object.fromEntries(entries));
  const { outputs } = await stack.up();
  console.log(JSON.stringify(outputs.services.value));
}
main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});`;

interface Settings {
  /** Environment of the process, which the engine inherits. */
  env?: NodeJS.ProcessEnv;
  /** What the workspace gives the engine on top. */
  envVars?: NodeJS.ProcessEnv;
  config?: Record<string, unknown>;
  account?: string;
}

/** An emulator with a Service of this name, so that an answer tells which account it is of. Ends with the test. */
async function emulatorWith(t: TestContext, UniqueName: string): Promise<Emulator> {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  await benchOf(emulator).call("POST", SERVICES, { form: { UniqueName } });
  emulator.clearRequests();
  return emulator;
}

/** Everything that leads to an emulator, in variables. */
const variablesOf = (emulator: Emulator): NodeJS.ProcessEnv => ({
  ...environmentOf(emulator),
  TWILIO_INTELLIGENCE_BASE_URL: emulator.url,
});

const accountVariablesOf = (name: string, { apiKey, apiSecret }: Emulator): NodeJS.ProcessEnv => ({
  [`TWILIO_INTELLIGENCE_ACCOUNT_${name}_API_KEY`]: apiKey,
  [`TWILIO_INTELLIGENCE_ACCOUNT_${name}_API_SECRET`]: apiSecret,
});

const credentialsOf = (emulator: Emulator) =>
  Object.fromEntries(Object.entries(configFor(emulator)).filter(([key]) => !/BaseUrl|baseUrl/.test(key)));

async function run(project: Project, { env = {}, ...rest }: Settings) {
  const child: ChildProcess = spawn(
    process.execPath,
    ["driver.js", JSON.stringify({ envVars: {}, config: {}, ...rest })],
    {
      cwd: project.folder,
      env: { ...shellEnv(project), HOME: project.root, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  if (child.stdout === null || child.stderr === null) throw new Error("no output");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { stdout, stderr };
}

async function drivers(t: TestContext) {
  const [mine, theirs] = [await emulatorWith(t, "mine"), await emulatorWith(t, "theirs")];
  const project = await createProject({ program: "", files: { "driver.js": DRIVER }, place: "apart" });
  t.after(() => project.dispose());
  return { project, mine, theirs };
}

const READ = `GET ${SERVICES}?PageSize=1000`;
const sentTo = (emulator: Emulator) => emulator.requests().map(({ method, path }) => `${method} ${path}`);

test("a read of an inline program takes credentials and addresses from the config of the stack", async (t) => {
  const { project, mine, theirs } = await drivers(t);
  // What the environment says does not count, as for resources.
  const { stdout, stderr } = await run(project, { env: environmentOf(mine), config: configFor(theirs) });
  assert.equal(stdout, '["theirs"]\n', stderr);
  assert.deepEqual(sentTo(mine), []);
  assert.ok(sentTo(theirs).includes(READ));
  report(t, "inline", "works");
});

test("a read of an inline program is refused where only the environment has credentials", async (t) => {
  const { project, mine, theirs } = await drivers(t);
  const refusals: [Settings, RegExp][] = [
    [
      {},
      /twilio-intelligence:apiKey is not in the stack's config: .*`envVars`.*setConfig\("twilio-intelligence:apiKey"/,
    ],
    [
      { account: "emea", envVars: accountVariablesOf("EMEA", theirs), env: accountVariablesOf("EMEA", mine) },
      /twilio-intelligence:accounts\.emea\.apiKey is not .*"twilio-intelligence:accounts\.emea\.apiKey", .*, true\)/,
    ],
    [
      { config: credentialsOf(theirs) },
      /twilio-intelligence:baseUrl is not in the stack's config, and TWILIO_INTELLIGENCE_BASE_URL is set: /,
    ],
  ];
  for (const [more, message] of refusals) {
    const { stdout, stderr } = await run(project, {
      ...more,
      env: { ...variablesOf(mine), ...more.env },
      envVars: { ...variablesOf(theirs), ...more.envVars },
    });
    assert.equal(stdout, "");
    assert.match(stderr, message);
    assert.deepEqual(sentTo(mine), []);
  }
  report(t, "inline-environment", "refused: twilio-intelligence:apiKey is not in the stack's config");
});

test("a read of any other program takes its credentials from the environment too", async (t) => {
  const mine = await emulatorWith(t, "mine");
  const program = `const { getServicesOutput } = require("pulumi-twilio-intelligence");
    exports.services = getServicesOutput().apply((all) => all.map(({ uniqueName }) => uniqueName));`;
  const project = await createProject({ program, env: variablesOf(mine), place: "apart" });
  t.after(() => project.dispose());
  await project.up();
  assert.deepEqual(project.outputs().services, ["mine"]);
});
