import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { startGitHub } from "./github";

const PUBLISH = join(__dirname, "..", "..", "..", "examples", "pipelines", "publish", "publish.js");
export const PULL = 4711;

/** Runs the script as a step of a workflow does, on an event: by default one of the pull request. */
export async function publisher(
  t: TestContext,
  on: object = { pull_request: { number: PULL, head: { sha: "0123abc" } } },
) {
  const github = await startGitHub(t, PULL);
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-publish-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const event = join(folder, "event.json");
  writeFileSync(event, JSON.stringify(on));
  const more: Record<string, string> = {};
  const file = join(folder, "body.md");
  const publish = async (what: string, body: string, ...args: string[]) => {
    writeFileSync(file, body);
    const env = {
      PATH: process.env.PATH,
      GITHUB_API_URL: github.url,
      GITHUB_TOKEN: "ghs_verysecret",
      GITHUB_REPOSITORY: "team/infra",
      GITHUB_EVENT_PATH: event,
      ...more,
    };
    const child = spawn(process.execPath, [PUBLISH, "github", what, file, ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
    return { code, output: `${stdout}${stderr}` };
  };
  return { github, publish, env: more };
}
