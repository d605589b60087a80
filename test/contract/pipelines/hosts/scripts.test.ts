import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { readPreview } from "../../../../cli/review/preview/preview";
import { LAYOUTS } from "../../../../cli/review/render/layout";
import { markdown } from "../../../../cli/review/render/markdown";
import { reviewOf } from "../../../../cli/review/review";
import { ensureBuild } from "../../../../tools/build";
import { startAzure } from "./azure";
import { startBitbucket } from "./bitbucket";
import { type HostName, type Script, scriptsOf } from "./files";
import { startGitLab } from "./gitlab";
import { Runner } from "./job";

const STARTS = { gitlab: startGitLab, azure: startAzure, bitbucket: startBitbucket };
const HOSTS: readonly HostName[] = ["gitlab", "azure", "bitbucket"];
const PREVIEW = readFileSync(join(__dirname, "../../../golden/review/rules.json"), "utf8");

const skip = process.platform === "win32" ? "the scripts are for POSIX shells" : false;

before(() => ensureBuild());

const runnerOf = async (t: TestContext, host: HostName) => new Runner(t, host, await STARTS[host](t));

/** The scripts of a job on a runner that has Pulumi: the step that downloads it is left out. */
const jobOf = (host: HostName, name: string): Script[] =>
  scriptsOf(host, name).filter(({ text }) => !text.includes("get.pulumi.com"));

/** Runs the scripts of a job as its host does. On Azure one runs after a failure if its condition says so. */
async function runJob(runner: Runner, name: string, more: Record<string, string> = {}) {
  let code: number | null = 0;
  let output = "";
  for (const script of jobOf(runner.host, name)) {
    if (code !== 0 && script.condition !== "succeededOrFailed()") continue;
    const ended = await runner.run(script, more);
    code = code === 0 ? ended.code : code;
    output += ended.output;
  }
  return { code, output };
}

/** For an update that ends before it has begun. */
const failed = ({ output }: { output: string }): never => assert.fail(output);

const expected = (host: HostName): string => {
  const preview = { ...readPreview(PREVIEW), project: "contact-centre", stack: "prod" };
  const comment = markdown(reviewOf(preview, LAYOUTS[host].max), host).trimEnd();
  return host === "bitbucket" ? comment.replace(/^<!-- (.*) -->\n/, "[//]: # ($1)\n\n") : comment;
};

for (const host of HOSTS) {
  test(`${host}: a preview becomes the comment of its pull request, written for this host, and the next one takes its place`, {
    skip,
  }, async (t) => {
    const runner = await runnerOf(t, host);
    runner.write("preview.json", PREVIEW);
    for (let run = 0; run < 2; run++) {
      const { code, output } = await runJob(runner, "preview");
      assert.equal(code, 0, output);
    }
    assert.equal(runner.stand.comments.length, 1);
    const body = runner.stand.comments[0]?.body ?? "";
    assert.ok(body.startsWith(`${expected(host)}\n\n`), body);
    assert.equal(body.includes("mermaid"), host === "gitlab");
    assert.match(runner.read("calls"), /^npm ci$/m);
    assert.match(runner.read("calls"), /^pulumi preview --json .* --stack prod$/m);
  });

  test(`${host}: a preview that fails fails its job, and the comment says so`, { skip }, async (t) => {
    const runner = await runnerOf(t, host);
    const { code } = await runJob(runner, "preview");
    assert.equal(code, 1);
    assert.match(runner.stand.comments[0]?.body ?? "", /the preview failed[\s\S]*no such stack/);
  });

  test(`${host}: a comment that cannot be written fails the job`, { skip }, async (t) => {
    const runner = await runnerOf(t, host);
    runner.write("preview.json", PREVIEW);
    runner.stand.token = "another";
    const { code, output } = await runJob(runner, "preview");
    assert.equal(code, 1);
    assert.match(output, /publish\.js: GET \S+ failed with status/);
    assert.doesNotMatch(output, /verysecret|pul-secret|tw-secret/);
  });

  test(`${host}: dependencies are installed without credentials`, { skip }, async (t) => {
    const runner = await runnerOf(t, host);
    for (const name of ["preview", "plan", "up", "drift"]) await runJob(runner, name);
    assert.match(runner.read("calls"), /^npm ci$/m);
    assert.equal(runner.read("installed"), "");
  });

  test(`${host}: exactly the plan that was shown is applied, and the results are verified`, { skip }, async (t) => {
    const runner = await runnerOf(t, host);
    runner.write("preview.json", PREVIEW);
    const planned = await runJob(runner, "plan");
    assert.equal(planned.code, 0, planned.output);
    assert.equal(runner.read("pipeline-out/plan.json"), '{"plan": 1}\n');
    assert.match(planned.output, /What to check before the merge/, "the person who approves it sees its review");
    if (host === "azure") cpSync(join(runner.folder, "pipeline-out"), join(runner.folder, "plan"), { recursive: true });
    const updated = await runJob(runner, "up");
    assert.equal(updated.code, 0, updated.output);
    assert.match(runner.read("calls"), /^pulumi up --yes .*--plan \S*\/plan\.json --stack prod\b/m);
    // On Azure it is a step of the same job.
    if (host !== "azure") assert.equal((await runJob(runner, "verify")).code, 0);
    assert.match(runner.read("calls"), /pulumi up [^\n]*\n(?:.*\n)*twilio-intelligence verify\n$/);
  });

  test(`${host}: without a plan nothing is updated`, { skip }, async (t) => {
    const runner = await runnerOf(t, host);
    const { code, output } = await runJob(runner, "up");
    assert.equal(code, 1);
    assert.match(output, /there is no plan/);
    assert.doesNotMatch(runner.read("calls"), /pulumi up|verify/);
  });

  test(`${host}: a signal to the shell of the job ends the update gently`, { skip }, async (t) => {
    const runner = await runnerOf(t, host);
    runner.write("preview.json", PREVIEW);
    await runJob(runner, "plan");
    if (host === "azure") cpSync(join(runner.folder, "pipeline-out"), join(runner.folder, "plan"), { recursive: true });
    runner.write(
      "up.sh",
      "trap 'echo recorded; exit 255' INT\necho updating\nwhile kill -0 $PPID 2>/dev/null; do sleep 0.05; done",
    );
    const [script] = jobOf(host, "up").filter(({ text }) => text.includes('pipeline.sh" up'));
    assert.ok(script);
    const { child, ended } = runner.start(script);
    for (let said = ""; !/^updating$/m.test(said); )
      [said] = await Promise.race([once(child, "said"), ended.then(failed)]);
    child.kill("SIGTERM");
    // A shell that keeps the signal to itself ends by it, and leaves the update behind.
    assert.deepEqual(await once(child, "exit"), [1, null]);
    const { output } = await ended;
    // They come through two pipes, in either order.
    assert.match(output, /cancelled\. The command ends what it has begun\./);
    assert.match(output, /^recorded$/m);
    assert.match(runner.read("pipeline-out/up.txt"), /recorded/);
  });
}

test("azure: the program of a pull request runs without the token that writes comments", { skip }, async (t) => {
  const runner = await runnerOf(t, "azure");
  runner.write("preview.json", PREVIEW);
  await runJob(runner, "preview");
  const names = runner.read("names").split("\n");
  assert.ok(names.includes("TWILIO_API_KEY"));
  assert.ok(!names.includes("SYSTEM_ACCESSTOKEN"));
});

test("azure: what an earlier run left is not published", { skip }, async (t) => {
  const runner = await runnerOf(t, "azure");
  runner.write("preview.json", PREVIEW);
  await runJob(runner, "preview");
  runner.stand.comments.length = 0;
  runner.write("bin/npm", "exit 1");
  assert.equal((await runJob(runner, "preview")).code, 1);
  assert.deepEqual(runner.stand.comments, []);
});

test("bitbucket: BITBUCKET_AUTHOR names the owner of a token that cannot read its own account", { skip }, async (t) => {
  const runner = await runnerOf(t, "bitbucket");
  runner.write("preview.json", PREVIEW);
  assert.equal((await runJob(runner, "preview", { BITBUCKET_AUTHOR: runner.stand.me })).code, 0);
  assert.ok(!runner.stand.asked.includes("GET /2.0/user"));
});

test("gitlab: drift opens an issue, which closes once it is gone, and a check that fails leaves it alone", {
  skip,
}, async (t) => {
  const runner = await runnerOf(t, "gitlab");
  // A schedule has no merge request.
  for (const name of Object.keys(runner.stand.env)) if (name.startsWith("CI_MERGE")) delete runner.stand.env[name];
  const state = async (code: string) => {
    const ended = await runJob(runner, "drift", { DRIFT_CODE: code });
    return [ended.code, runner.stand.issues.map((one) => one.state).join()];
  };
  assert.deepEqual(await state("0"), [0, ""]);
  assert.deepEqual(await state("2"), [0, "opened"]);
  assert.deepEqual(await state("1"), [1, "opened"]);
  assert.deepEqual(await state("2"), [0, "opened"]);
  assert.deepEqual(await state("0"), [0, "closed"]);
  assert.match(runner.stand.issues[0]?.title ?? "", /contact-centre\/prod/);
});

for (const host of ["azure", "bitbucket"] as const) {
  test(`${host}: drift fails its run`, { skip }, async (t) => {
    const runner = await runnerOf(t, host);
    assert.equal((await runJob(runner, "drift", { DRIFT_CODE: "0" })).code, 0);
    const { code, output } = await runJob(runner, "drift", { DRIFT_CODE: "2" });
    assert.equal(code, 2);
    assert.match(output, /drift of the account/);
  });
}
