import assert from "node:assert/strict";
import { test } from "node:test";
import { startGitHub } from "../../contract/pipelines/github";
import { programOf, SERVICES, service, stand } from "../kit/stand";
import { runnerOf, SHA } from "../kit/workflow";

const skip = process.platform === "win32" ? "the script is for POSIX shells" : false;
const PULL = 7;

test("a pull request is reviewed, its plan shown with what differs, applied, and the pull request told how it ended", {
  skip,
}, async (t) => {
  const calls = service({ uniqueName: "calls", friendlyName: "Calls" });
  const made = await stand(t, programOf({ calls }));
  await made.project.up();
  const github = await startGitHub(t, PULL);
  const step = runnerOf(made.project, github);
  const opened = { pull_request: { number: PULL, head: { sha: SHA } } };
  const bodies = () => github.comments.map(({ body }) => body ?? "");

  made.project.write(programOf({ calls: service({ ...calls.args, friendlyName: "Other" }) }));
  for (const name of ["Preview", "Comment"]) {
    const { code, output } = await step(opened, "preview.yml", "preview", name);
    assert.equal(code, 0, output);
  }
  assert.match(bodies()[0] ?? "", /updated: Service <code>calls<\/code>[\s\S]*Commit 0123abc/);

  github.brought[SHA] = [{ number: PULL, merged_at: "2026-11-27", merge_commit_sha: SHA }];
  const deploy = (job: string, name: string, status?: string) => step({}, "deploy.yml", job, name, status);
  assert.equal((await deploy("plan", "Plan")).code, 0);
  const shown = await deploy("plan", "Show");
  assert.equal(shown.code, 0, shown.output);
  assert.match(shown.summary, /^The \[review in pull request #7\]\(\S+\) says the same\.[\s\S]*updated: Service/);
  assert.match(shown.outputs, /^status=changes\nchanges=1\nrisk=\w+\nempty=false$/m);

  // Another change was merged in between: the plan is not what was reviewed.
  const between = service({ ...calls.args, friendlyName: "Other", autoTranscribe: true });
  made.project.write(programOf({ calls: between }));
  assert.equal((await deploy("plan", "Plan")).code, 0);
  assert.match(
    (await deploy("plan", "Show")).summary,
    /^\*\*This differs from the \[review[\s\S]*\n\+ [\s\S]*transcri/,
  );

  const up = await deploy("up", "Up");
  assert.equal(up.code, 0, up.output);
  assert.equal((await deploy("up", "Say how it ended")).code, 0);
  assert.match(bodies()[1] ?? "", /the stack `\S+\/dev` is updated[\s\S]*~ 1 updated[\s\S]*Commit 0123abc/);

  assert.equal((await deploy("plan", "Plan")).code, 0);
  assert.match((await deploy("plan", "Show")).outputs, /^empty=true$/m);

  const refused = service({ ...between.args, friendlyName: "Third" });
  made.project.write(programOf({ calls: refused }));
  assert.equal((await deploy("plan", "Plan")).code, 0);
  await made.call("POST", `${SERVICES}/${made.id("calls")}`, { form: { FriendlyName: "By hand" } });
  assert.equal((await deploy("up", "Up")).code, 1);
  assert.equal((await deploy("up", "Say how it ended", "failure")).code, 0);
  assert.equal(bodies().length, 2, "one comment for the review, one for the update");
  assert.match(bodies()[1] ?? "", /update of `\S+\/dev` failed[\s\S]*friendlyName +"Other" +"By hand" +"Third"/);
});
