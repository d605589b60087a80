import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const PIPELINES = join(__dirname, "..", "..", "..", "..", "examples", "pipelines");
export const sources = {
  gitlab: readFileSync(join(PIPELINES, "gitlab", ".gitlab-ci.yml"), "utf8"),
  azure: readFileSync(join(PIPELINES, "azure", "azure-pipelines.yml"), "utf8"),
  bitbucket: readFileSync(join(PIPELINES, "bitbucket", "bitbucket-pipelines.yml"), "utf8"),
};
export type HostName = keyof typeof sources;

const text = z.string().min(1);
const lines = z.array(text);

const rule = z.strictObject({ if: text, when: z.literal("manual").optional(), allow_failure: z.boolean().optional() });
const gitlabJob = z.strictObject({
  stage: text,
  needs: lines.optional(),
  rules: z.array(rule).min(1),
  environment: z.union([text, z.strictObject({ name: text, action: z.literal("access") })]).optional(),
  interruptible: z.boolean().default(false),
  resource_group: text.optional(),
  timeout: text,
  script: lines,
  artifacts: z
    .strictObject({ paths: lines, expire_in: text, when: text.optional(), access: text.optional() })
    .optional(),
});
/** Keys of the file itself, and then its jobs. */
const gitlabFile = z
  .object({
    stages: lines,
    workflow: z.strictObject({ rules: z.array(rule) }),
    variables: z.record(z.string(), z.string()),
    default: z.strictObject({
      image: z.strictObject({ name: text, entrypoint: z.array(z.string()) }),
      before_script: lines,
    }),
  })
  .catchall(gitlabJob);

const azureStep = z.union([
  z.strictObject({ checkout: z.literal("self"), persistCredentials: z.boolean() }),
  z.strictObject({ task: text, inputs: z.record(z.string(), text) }),
  z.strictObject({ publish: text, artifact: text }),
  z.strictObject({ download: text, artifact: text }),
  z.strictObject({
    script: text,
    displayName: text,
    condition: text.optional(),
    target: z.strictObject({ commands: z.literal("restricted"), settableVariables: z.literal("none") }).optional(),
    env: z.record(z.string(), text).optional(),
  }),
]);
const groups = z.tuple([z.strictObject({ group: text })]).optional();
const azureJob = z.union([
  z.strictObject({
    job: text,
    condition: text.optional(),
    timeoutInMinutes: z.number(),
    variables: groups,
    steps: z.array(azureStep),
  }),
  z
    .strictObject({
      deployment: text,
      environment: text,
      timeoutInMinutes: z.number(),
      cancelTimeoutInMinutes: z.number(),
      variables: groups,
      strategy: z.strictObject({ runOnce: z.strictObject({ deploy: z.strictObject({ steps: z.array(azureStep) }) }) }),
    })
    .transform(({ strategy, ...job }) => ({ ...job, job: job.deployment, steps: strategy.runOnce.deploy.steps })),
]);
const azureFile = z.strictObject({
  trigger: z.unknown(),
  schedules: z.array(z.unknown()),
  pool: z.strictObject({ vmImage: text }),
  variables: z.record(z.string(), z.string()),
  stages: z.array(
    z.strictObject({
      stage: text,
      dependsOn: z.union([text, lines]),
      condition: text,
      lockBehavior: z.literal("sequential").optional(),
      jobs: z.array(azureJob),
    }),
  ),
});

const bitbucketStep = z.strictObject({
  step: z.strictObject({ name: text, "max-time": z.number(), script: lines, artifacts: lines.optional() }),
});
const bitbucketStage = z.strictObject({
  stage: z.strictObject({ name: text, deployment: text, trigger: z.literal("manual"), steps: z.array(bitbucketStep) }),
});
const starts = z.record(z.string(), z.array(z.union([bitbucketStep, bitbucketStage])));
const bitbucketFile = z.strictObject({
  image: text,
  pipelines: z.strictObject({ "pull-requests": starts, branches: starts, custom: starts }),
});

/** The files, with the keys that they may have and no others. */
export const files = {
  gitlab: gitlabFile.parse(parse(sources.gitlab)),
  azure: azureFile.parse(parse(sources.azure)),
  bitbucket: bitbucketFile.parse(parse(sources.bitbucket)),
};

const { stages: _, workflow: __, variables: settings, default: usual, ...gitlabJobs } = files.gitlab;
export const gitlab = { jobs: gitlabJobs, settings, usual };

export const azureJobs = files.azure.stages.flatMap((stage) => stage.jobs.map((job) => ({ ...job, stage })));

const bitbucketParts = Object.values(files.bitbucket.pipelines)
  .flatMap((start) => Object.values(start))
  .flat();
type BitbucketStep = z.infer<typeof bitbucketStep>["step"] & { deployment?: string };
export const bitbucketSteps = bitbucketParts.flatMap((part): BitbucketStep[] => {
  if ("step" in part) return [part.step];
  const { deployment, steps } = part.stage;
  return steps.map(({ step }) => ({ ...step, deployment }));
});

/** Names of the steps for people, and of the jobs of the other hosts that do the same. */
const BITBUCKET_NAMES: Record<string, string> = {
  Preview: "preview",
  Plan: "plan",
  Up: "up",
  "Verify that results still arrive": "verify",
  "Check for changes made by hand": "drift",
};

/** A script that the host gives to a shell of its own. */
export interface Script {
  name: string;
  text: string;
  /** Environment of a step of Azure Pipelines: it gets secrets only by it. */
  env?: Record<string, string> | undefined;
  isRestricted?: boolean;
  /** When a step of Azure Pipelines runs. Without it, after success alone. */
  condition?: string | undefined;
}

/** The scripts of a job, as its host runs them: all lines in one shell, or on Azure each step in one. */
export function scriptsOf(host: HostName, job: string): Script[] {
  const all = allScripts[host].filter(({ name }) => name === job || name.startsWith(`${job}/`));
  if (all.length === 0) throw new Error(`${host} has no job ${job}`);
  return all;
}

export const allScripts: Record<HostName, Script[]> = {
  gitlab: Object.entries(gitlab.jobs).map(([name, { script }]) => ({
    name,
    text: [...usual.before_script, ...script].join("\n"),
  })),
  azure: azureJobs.flatMap(({ job, steps }) =>
    steps.flatMap((one) =>
      "script" in one
        ? [
            {
              name: `${job}/${one.displayName}`,
              text: one.script,
              env: one.env,
              isRestricted: one.target !== undefined,
              condition: one.condition,
            },
          ]
        : [],
    ),
  ),
  bitbucket: bitbucketSteps.map(({ name, script }) => ({
    name: BITBUCKET_NAMES[name] ?? name,
    text: script.join("\n"),
  })),
};
