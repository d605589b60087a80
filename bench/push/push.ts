import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startGitHub } from "../../test/contract/pipelines/github";
import { stand } from "../../test/engine/kit/stand";
import { runnerOf, SHA } from "../../test/engine/kit/workflow";
import type { Scope } from "../../test/faults/cell";
import { type Part, type Spread, secondsText, spreadOf, targetText } from "../part";
import { install } from "./install";
import { programOf } from "./program";

const OBJECTS = 18;
const RUNS = 3;
const PULL = 7;
/** Most seconds from a push to the comment, with a warm cache. */
const SECONDS_MAX = 60;
const STEPS = ["npm ci", "Preview", "Comment"] as const;

/**
 * Measures the steps of the workflow `preview.yml` as a runner does them after a push, from `npm ci` to the comment: the shell steps as the
 * file has them, on the real engine, against the emulator and a stand-in of GitHub's API on this machine.
 */
export async function measurePush(): Promise<Part> {
  const releases: (() => unknown)[] = [];
  try {
    return await measureIn({ after: (release) => void releases.push(release) });
  } finally {
    for (const release of releases.toReversed()) await release();
  }
}

async function measureIn(scope: Scope): Promise<Part> {
  const { project } = await stand(scope, "", {}, {}, "apart");
  const github = await startGitHub(scope, PULL);
  const failure = install(project);
  const isInstalled = failure === undefined;
  const write = (push: number) => writeFileSync(join(project.folder, "index.ts"), programOf(push));
  write(0);
  await project.up();
  const objects = project.state().resources.filter(({ type }) => type.includes(":dynamic/")).length;
  if (objects !== OBJECTS) throw new Error(`The program has ${objects} objects, and not ${OBJECTS}.`);

  // Nothing of the measured installation may come from the network.
  const step = runnerOf(project, github, { isInstalled, env: { npm_config_offline: "true" } });
  const event = { pull_request: { number: PULL, head: { sha: SHA } } };
  const steps = STEPS.filter((name) => isInstalled || name !== "npm ci");
  const runs: Record<string, number>[] = [];
  for (let push = 1; push <= RUNS; push++) {
    write(push);
    const seconds: Record<string, number> = {};
    for (const name of steps) {
      const start = performance.now();
      const { code, output } = await step(event, "preview.yml", "preview", name);
      seconds[name] = (performance.now() - start) / 1000;
      if (code !== 0) throw new Error(`The step ${name} ended with ${code}:\n${output}`);
    }
    runs.push(seconds);
    const [comment, ...others] = github.comments;
    if (others.length > 0 || !comment?.body?.includes(`hooks.example.com/calls/${push}`))
      throw new Error("There is not exactly one comment, or it does not describe this push.");
  }
  return partOf(runs, steps, failure);
}

function partOf(runs: readonly Record<string, number>[], steps: readonly string[], failure: string | undefined): Part {
  const of = (names: readonly string[]): Spread =>
    spreadOf(runs.map((run) => names.reduce((sum, name) => sum + (run[name] ?? Number.NaN), 0)));
  const total = of(steps);
  const each = steps.map((name) => `${name} ${secondsText(of([name]))}`);
  const without =
    failure === undefined ? [] : [`  \`npm ci\` is NOT counted, because nothing can be installed here: ${failure}`];
  return {
    lines: [
      `push to comment, ${OBJECTS} objects, ${RUNS} pushes (min / median / max): ${secondsText(total)}`,
      `  ${each.join(", ")}`,
      ...without,
      "  Not counted: GitHub's own steps (start of the machine, checkout, setup-node, pulumi/actions), and the network to Twilio and GitHub",
      `  ${targetText(total.median, SECONDS_MAX, "s")}`,
    ],
    results: { total, steps: Object.fromEntries(steps.map((name) => [name, of([name])])), failure },
  };
}
