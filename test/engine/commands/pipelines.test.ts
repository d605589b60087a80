import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { parse } from "yaml";
import { z } from "zod";
import { startGitHub } from "../../contract/pipelines/github";
import type { Project } from "../kit/harness";
import { type Ended, envOf, pipelineOf, SCRIPT, shell } from "../kit/pipeline";
import { configuration, programOf, SERVICES, type Stand, SUMMARY, service, stand } from "../kit/stand";

const ROOT = join(__dirname, "..", "..", "..");
const skip = process.platform === "win32" ? "the script is for POSIX shells" : false;

const calls = service({ uniqueName: "calls", friendlyName: "Calls", webhookUrl: "https://hooks.example.com" });
const care = configuration({
  displayName: "Care",
  rules: [{ name: "summary", operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] }],
});

const writes = (made: Stand) => made.sent().filter((one) => !one.startsWith("GET "));

test("preview writes a review under the marker of its stack, and its exit code says whether to look", {
  skip,
}, async (t) => {
  const made = await stand(t, programOf({ calls, care }));
  const { run, file } = pipelineOf(made.project);
  const { code, output } = await run("preview", "-s", "dev");
  assert.equal(code, 0, output);
  const review = file("review.md");
  assert.equal(review.split("\n")[0], `<!-- twilio-intelligence review: ${made.project.name}/dev -->`);
  assert.match(review, /Care/);
  assert.deepEqual(writes(made), []);

  await made.project.up();
  made.project.write(programOf({ calls: service({ ...calls.args, webhookUrl: "http://hooks.example.com" }), care }));
  const risky = await run("preview", "-s", "dev", "--", "--fail-on", "high");
  assert.equal(risky.code, 2, risky.output);
  assert.match(risky.output, /hooks\.example\.com/);
  assert.match(file("review.md"), /hooks\.example\.com/);

  made.project.write("throw new Error('no program')");
  const failed = await run("preview", "-s", `organization/${made.project.name}/dev`);
  assert.equal(failed.code, 1);
  assert.match(failed.output, /no program/, "the reason is in the log too");
  assert.equal(
    file("review.md").split("\n")[0],
    review.split("\n")[0],
    "a failure takes the place of the comment, however the stack is qualified",
  );

  const crashed = await run("preview", "-s", "dev", "--", "--no-such-option");
  assert.equal(crashed.code, 1);
  assert.match(
    file("review.md"),
    /^<!-- .*\/dev -->\n.*could not be reviewed/,
    "so does a review that ends with an error",
  );
});

test("drift is 0 while the account is as the stack has it, and 2 with a text for an issue once it is not", {
  skip,
}, async (t) => {
  const made = await stand(t, programOf({ calls }));
  await made.project.up();
  const { run, file } = pipelineOf(made.project);
  const clean = await run("drift", "-s", "dev");
  assert.equal(clean.code, 0, clean.output);
  const marker = `<!-- twilio-intelligence drift: ${made.project.name}/dev -->\n`;
  assert.ok(file("drift.md").startsWith(`${marker}The account matches the stack`));

  await made.call("POST", `${SERVICES}/${made.id("calls")}`, { form: { FriendlyName: "By hand" } });
  made.sent();
  const drifted = await run("drift", "-s", "dev");
  assert.equal(drifted.code, 2, drifted.output);
  assert.ok(file("drift.md").startsWith(`${marker}The account differs from the stack`));
  assert.match(file("drift.md"), /~~~~text\n[\s\S]*By hand[\s\S]*\n~~~~\n$/);
  assert.deepEqual(writes(made), []);

  // The same through the steps of action.yml, which make an issue of it.
  const github = await startGitHub(t, 1);
  const steps = await actionSteps(
    made.project,
    { command: "drift", stack: "dev", comment: "true", token: github.token },
    {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: "team/infra",
    },
  );
  assert.deepEqual(
    steps.map(({ code }) => code),
    [0, 0],
    steps.map(({ output }) => output).join("\n"),
  );
  assert.equal(github.issues.length, 1);
  assert.match(github.issues[0]?.body ?? "", /By hand/);
});

test("rehearse previews without account, state or secret, leaves the project as it was, and nothing running", {
  skip,
}, async (t) => {
  const program = `${programOf({ calls })}
    new Service("more", { uniqueName: new pulumi.Config().require("name") });`;
  const made = await stand(t, program);
  const scratch = mkdtempSync(join(tmpdir(), "twilio-intelligence-rehearsal-"));
  t.after(() => made.project.dispose());
  const config = join(made.project.folder, "Pulumi.rehearsal.yaml");
  const settings = `config:\n  ${made.project.name}:name: from-config\n`;
  writeFileSync(config, settings);
  const nothing = { PULUMI_BACKEND_URL: undefined, PULUMI_CONFIG_PASSPHRASE: undefined, TMPDIR: scratch };
  const { run, file } = pipelineOf(made.project, envOf(made.project, nothing));
  const { code, output } = await run("rehearse");
  assert.equal(code, 0, output);
  assert.match(file("review.md"), /^<!-- twilio-intelligence review: .*\/rehearsal -->/);
  assert.match(file("review.md"), /from-config|more/);
  assert.equal(readFileSync(config, "utf8"), settings);
  const left = () => readdirSync(scratch).filter((name) => !name.startsWith("ts-node-"));
  assert.deepEqual(left(), [], "the caches of ts-node are its own");
  assert.deepEqual(made.sent(), [], "the account of the stack was not asked");

  const cancelled = spawn("sh", [SCRIPT, "rehearse"], {
    cwd: made.project.folder,
    env: envOf(made.project, nothing),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const isUnderWay = () =>
    readdirSync(scratch, { recursive: true }).some((name) => String(name).endsWith("settings.sh"));
  while (!isUnderWay()) await setTimeout(20);
  cancelled.kill("SIGTERM");
  // Closed only once whatever it has started is gone too, the emulator among them.
  const [ended] = await once(cancelled, "close");
  assert.equal(ended, 143);
  assert.deepEqual(left(), []);
  assert.equal(readFileSync(config, "utf8"), settings);

  made.project.write(programOf({ calls: service({ uniqueName: "calls", mediaRedaction: true }) }));
  const refused = await run("rehearse");
  assert.equal(refused.code, 1);
  assert.match(file("review.md"), /mediaRedaction/, "what the provider refuses is in the review");
});

test("rehearse gives each named account an empty one of its own, whatever credentials the environment has", {
  skip,
}, async (t) => {
  const accounts = ["emea", "ap-ac", "us"];
  const named = accounts.map((account) => `new Service("${account}", { uniqueName: "calls", account: "${account}" });`);
  const reads = `exports.count = getServicesOutput({ account: "emea" }).apply(({ length }) => length);`;
  const made = await stand(
    t,
    `${programOf({ calls })}\nconst { getServicesOutput } = require("pulumi-twilio-intelligence");
${named.join("\n")}\n${reads}`,
  );
  const { folder } = made.project;
  writeFileSync(
    join(folder, "Pulumi.rehearsal.yaml"),
    "config:\n  twilio-intelligence:accounts:\n    emea: {}\n    ap-ac: {}\n",
  );
  const real = { TWILIO_INTELLIGENCE_ACCOUNT_EMEA_API_KEY: "SKreal", TWILIO_INTELLIGENCE_ACCOUNT_US_API_KEY: "SKreal" };
  const own = { PULUMI_BACKEND_URL: undefined, PULUMI_CONFIG_PASSPHRASE: undefined };
  const { run, file } = pipelineOf(made.project, envOf(made.project, { ...own, ...real }));
  const { code, output } = await run("rehearse");
  assert.equal(code, 0, output);
  for (const account of accounts) assert.match(file("review.md"), new RegExp(`\\b${account}\\b`));
  assert.deepEqual(made.sent(), []);

  const without = pipelineOf(made.project, envOf(made.project, own));
  const refused = await without.run("rehearse");
  assert.equal(refused.code, 1);
  assert.match(without.file("review.md"), /account is "us", which is not in twilio-intelligence:accounts/);
});

test("verify executes the rules of the stack, and hands on what is said after --", { skip }, async (t) => {
  const made = await stand(t, programOf({ care }));
  await made.project.up();
  const { run, file } = pipelineOf(made.project);
  const [{ id }] = (await made.call("GET", "/v3/Conversations")).body.items;
  const { code, output } = await run("verify", "-s", "dev", "--", "--conversation", id, "--format", "junit");
  assert.equal(code, 0, output);
  assert.match(file("verify.txt"), /<testsuites[\s\S]*summary/);
});

test("what is missing is named with what to do", { skip }, async (t) => {
  const made = await stand(t, programOf({ calls }));
  const { run } = pipelineOf(made.project);
  assert.match((await run("deploy")).output, /^Usage: pipeline\.sh COMMAND/);
  assert.match(
    (await run("up", "-p", "nowhere.json")).output,
    /there is no plan nowhere\.json: create one with "pipeline\.sh plan"/,
  );
  assert.match(
    (await run("drift", "-C", "..")).output,
    /there is no Pulumi\.yaml in .*: name the project's folder with -C/,
  );
  const lonely = mkdtempSync(join(tmpdir(), "twilio-intelligence-lonely-"));
  writeFileSync(join(lonely, "Pulumi.yaml"), "name: lonely\nruntime: nodejs\n");
  assert.match((await run("drift", "-C", lonely)).output, /is not installed in .*lonely.*: run "npm ci" first/);
  assert.equal((await run("plan", "-s", "nobody")).code, 1, "whatever pulumi calls it");
  const help = await run("--help");
  assert.equal(help.code, 0);
  assert.match(help.stdout, /Exit code: 0 success, 2 needs attention/);
});

const composite = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
  runs: z.object({
    steps: z.array(
      z.object({ name: z.string(), id: z.string(), run: z.string(), env: z.record(z.string(), z.string()) }).partial(),
    ),
  }),
});

/** Runs the steps `Run` and `Publish` of action.yml as a runner does, with its expressions filled in. */
async function actionSteps(project: Project, given: Record<string, string>, more: NodeJS.ProcessEnv): Promise<Ended[]> {
  const { inputs, runs } = composite.parse(parse(readFileSync(join(ROOT, "action.yml"), "utf8")));
  const folder = join(project.root, "runner");
  mkdirSync(folder, { recursive: true });
  const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
  const context = new Map([["github.action_path", ROOT]]);
  for (const [name, { default: value = "" }] of Object.entries(inputs))
    context.set(`inputs.${name}`, given[name] ?? value);
  const ended: Ended[] = [];
  for (const { name, id, run = "", env = {} } of runs.steps) {
    if (name !== "Run" && name !== "Publish") continue;
    const filled = Object.entries(env).map(([key, value]) => [
      key,
      value.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => context.get(expression) ?? ""),
    ]);
    ended.push(
      await shell(["-e", "-c", run], project.folder, {
        ...envOf(project, more),
        ...files,
        ...Object.fromEntries(filled),
      }),
    );
    const output = existsSync(files.GITHUB_OUTPUT) ? readFileSync(files.GITHUB_OUTPUT, "utf8") : "";
    for (const line of output.split("\n")) {
      const [key, ...value] = line.split("=");
      context.set(`steps.${id}.outputs.${key}`, value.join("="));
    }
  }
  return ended;
}
