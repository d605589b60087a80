import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { runApart } from "../../contract/kit/command";
import { shellEnv } from "../kit/shell";
import { OPERATORS, stand } from "../kit/stand";

const program = (prompt: string): string =>
  `const { LanguageOperator } = require("pulumi-twilio-intelligence");
new LanguageOperator("tone", { displayName: "Tone", prompt: ${JSON.stringify(prompt)}, outputFormat: "TEXT" });`;

test("three ups, of which the last is a revert, with an edit by somebody else in between: history shows all of it", async (t) => {
  const { project, call, id } = await stand(t, program("One."));
  const git = (...args: string[]): string => {
    const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    return execFileSync("git", [...who, ...args], { cwd: project.folder, env, encoding: "utf8", stdio: "pipe" });
  };
  /** Runs `up` and returns the first digits of its commit. */
  const up = async (): Promise<string> => {
    await project.up();
    return git("rev-parse", "HEAD").slice(0, 8);
  };
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "Add the tone\n\nWith a first prompt.");
  const first = await up();
  project.write(program("Two."));
  git("commit", "--quiet", "-a", "-m", "Sharpen the tone");
  const second = await up();
  // Times of updates are in whole seconds: without a pause, the edit falls into the time of the update.
  await sleep(2_000);
  const json = { displayName: "Tone", prompt: "By hand.", outputFormat: "TEXT" };
  assert.equal((await call("PUT", `${OPERATORS}/${id("tone")}`, { json })).status, 200);
  await project.refresh();
  git("revert", "--no-edit", "HEAD");
  const third = await up();

  const history = (...args: string[]) =>
    runApart(["history", ...args], { env: shellEnv(project), cwd: project.folder });
  const { code, out, err } = await history();
  assert.deepEqual([code, err], [0, ""]);
  const lines = out
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "TIME")
    .trimEnd()
    .split("\n");
  assert.deepEqual(lines, [
    `${project.name}/dev: 1 object, 4 updates.`,
    "! The backend of this stack does not keep the states of earlier updates. Versions are matched with updates by time.",
    "",
    `Language Operator tone ${id("tone")}: at version 4`,
    `* 4  ACTIVE  TIME  probably update of TIME, ${third} "Revert "Sharpen the tone""`,
    "     same content as version 1; changed: prompt",
    "  3  ACTIVE  TIME  probably not by this stack: no update of it was running",
    "     changed: prompt",
    `  2  ACTIVE  TIME  probably update of TIME, ${second} "Sharpen the tone"`,
    "     changed: prompt",
    `  1  ACTIVE  TIME  probably update of TIME, ${first} "Add the tone"`,
    "",
    "* newest active version: rules that pin no version run it.",
  ]);

  const { updates } = JSON.parse((await history("tone", "--json")).out);
  assert.deepEqual(
    updates.map(({ kind, commit, dirty }: Record<string, unknown>) => [kind, String(commit).slice(0, 8), dirty]),
    [
      ["update", third, false],
      ["refresh", second, false],
      ["update", second, false],
      ["update", first, false],
    ],
  );
});
