import { strict as assert } from "node:assert";
import { test } from "node:test";
import { runApart } from "../../contract/kit/command";
import type { Project } from "../kit/harness";
import { shellEnv } from "../kit/shell";
import { configuration, programOf, SENTIMENT, type Stand, service, stand } from "../kit/stand";

/** The command as a user has it, in the folder of the project, with its engine on the path. */
const review = (project: Project, args: string[], input = "") =>
  runApart(["review", ...args], { env: shellEnv(project), cwd: project.folder, input });

const program = (every: number, host: string): string =>
  programOf({
    calls: service({ uniqueName: "support-calls", autoRedaction: true }),
    support: configuration({
      displayName: "Support conversations",
      rules: [
        {
          name: "sentiment",
          operators: [{ id: SENTIMENT }],
          triggers: [{ on: "COMMUNICATION", parameters: { count: every } }],
          actions: [{ url: `https://${host}/sentiment` }],
        },
      ],
    }),
  });

const says = ({ project }: Stand, comment: string) => {
  const [first, second] = comment.split("\n");
  assert.equal(first, `<!-- twilio-intelligence review: ${project.name}/dev -->`);
  assert.equal(second, "### Twilio Intelligence: 1 change affects live conversations, 2 medium risks");
  assert.match(comment, /rule `sentiment`: runs on every 2nd message or utterance \(was every 5th\): 2.5 × as often/);
  assert.match(comment, /webhook host for results changes from `hooks.example.com` to `other.example.com`/);
  assert.match(comment, /1 updated · 1 unchanged/);
};

test("a preview of the engine becomes the comment, piped in or run by the command itself", async (t) => {
  const stack = await stand(t, program(5, "hooks.example.com"));
  const { project } = stack;
  await project.up();
  const unchanged = await review(project, ["--", "--stack", "dev"]);
  assert.equal(unchanged.code, 0, unchanged.err);
  assert.match(unchanged.out, /### Twilio Intelligence: no changes/);

  project.write(program(2, "other.example.com"));
  const { stdout } = await project.run(["preview", "--json", "--show-sames"]);
  const piped = await review(project, ["--fail-on", "medium"], stdout);
  assert.equal(piped.code, 2, piped.err);
  says(stack, piped.out);

  const run = await review(project, ["--", "--stack", "dev"]);
  assert.equal(run.code, 0, run.err);
  says(stack, run.out);

  project.write(program(50, "other.example.com"));
  const failed = await review(project, ["--fail-on", "high", "--", "--stack", "dev"]);
  assert.equal(failed.code, 1, failed.err);
  assert.match(failed.out, /the preview failed[\s\S]*count must be at most 20/);
});
