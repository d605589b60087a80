import { strict as assert } from "node:assert";
import { z } from "zod";
import { type Run, Stage } from "./stage";

const CONFIGURATIONS = "/v3/ControlPlane/Configurations";

const configuration = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: z.string().optional(),
  version: z.number(),
  rules: z.array(
    z.looseObject({
      id: z.string(),
      triggers: z.array(z.object({ on: z.string(), parameters: z.object({ count: z.number() }).optional() })),
    }),
  ),
});

/** The main job, start to end, against the emulator. Each step is checked: the first that is not as told ends the demo with 1. */
async function main(keep: boolean): Promise<void> {
  const stage = await Stage.open();
  try {
    await play(stage);
    if (keep) {
      heading("One more `up`, to play on");
      succeeded(await stage.pulumi("up", "--yes", "--skip-preview"));
      return stage.keep();
    }
  } catch (error) {
    console.error(`\nThis is not as told: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
  await stage.close();
}

async function play(stage: Stage): Promise<void> {
  heading("A preview: what would be made. Nothing is written");
  const preview = succeeded(await stage.pulumi("preview"));
  assert.deepEqual(written(preview), [], "a preview writes nothing");

  heading("`up` makes a Service and an Intelligence Configuration with three rules");
  const up = succeeded(await stage.pulumi("up", "--yes", "--skip-preview"));
  assert.equal(written(up).length, 2, "one write for each object");

  heading("The account, asked directly, has them both");
  const first = await show(stage);
  assert.equal(first.rules.length, 3);

  heading("An edit: the compliance rule runs on every 2nd communication, no longer on every 5th, and moves to the end");
  await stage.set("complianceEvery", "2");
  await stage.set("rules", '["sentiment","summary","compliance"]');
  const planned = succeeded(await stage.pulumi("preview"));
  assert.match(planned.output, /rules\.compliance\.triggers\[0\]\.count is 5, declared 2/);
  const edit = succeeded(await stage.pulumi("up", "--yes", "--skip-preview"));
  const second = await show(stage);
  assert.deepEqual(ids(second), ids(first), "the rules keep their ids");
  assert.equal(second.version, first.version + 1);
  const put = edit.requests.find(({ method }) => method === "PUT");
  assert.equal(put?.headers["if-match"], String(first.version), "the update is based on the version that was seen");
  say(
    `The same three rule ids in another order, version ${second.version}; the update was sent with If-Match: ${first.version}.`,
  );

  heading("`up` again: nothing has changed, so nothing is sent");
  const empty = succeeded(await stage.pulumi("up", "--yes", "--skip-preview"));
  assert.equal(empty.requests.length, 0);

  heading("Somebody sets the summary to run when a conversation falls silent, in the Console, behind Pulumi's back");
  await changeBehindPulumi(stage, second);
  await show(stage);
  say("At the same time, compliance is set to every 4th communication in code:");
  await stage.set("complianceEvery", "4");
  const refused = await stage.pulumi("up", "--yes", "--skip-preview");
  assert.notEqual(refused.code, 0, "the update is refused");
  assert.match(refused.output, /was changed in the account/);
  assert.deepEqual(written(refused), [], "nothing is overwritten");
  say("Refused, and nothing was overwritten: the table shows what changed there against what is declared here.");

  heading("`refresh` takes what is there into the state; the next `up` then shows what it changes back, and does it");
  succeeded(await stage.pulumi("refresh", "--yes", "--skip-preview"));
  const settled = succeeded(await stage.pulumi("up", "--yes"));
  assert.match(settled.output, /CONVERSATION_INACTIVE/);
  const third = await show(stage);
  assert.deepEqual(ids(third), ids(first));

  heading("`destroy` takes everything away again");
  succeeded(await stage.pulumi("destroy", "--yes", "--skip-preview"));
  const { services, items } = await account(stage);
  assert.equal(services.length + items.length, 0, "the account is empty");
  say("The account is empty.");
}

let step = 0;
const heading = (text: string) => console.log(`\n${"─".repeat(100)}\n${++step}. ${text}.`);
const say = (text: string) => console.log(`\n${text}`);

function succeeded(run: Run): Run {
  assert.equal(run.code, 0, "the command succeeds");
  return run;
}

const written = ({ requests }: Run) => requests.filter(({ method }) => method !== "GET").map(({ path }) => path);
const ids = ({ rules }: z.infer<typeof configuration>) => rules.map(({ id }) => id).sort();

async function account(stage: Stage) {
  const services = await stage.api("GET", "/v2/Services");
  const configurations = await stage.api("GET", CONFIGURATIONS);
  return {
    ...z
      .object({ services: z.array(z.looseObject({ sid: z.string(), friendly_name: z.string(), version: z.number() })) })
      .parse(services),
    ...z.object({ items: z.array(configuration) }).parse(configurations),
  };
}

async function show(stage: Stage): Promise<z.infer<typeof configuration>> {
  const { services, items } = await account(stage);
  const [only] = items;
  assert.ok(only, "the account has the Configuration");
  for (const { sid, friendly_name, version } of services)
    say(`  Service ${sid}  "${friendly_name}"  version ${version}`);
  console.log(`  Intelligence Configuration ${only.id}  "${only.displayName}"  version ${only.version}`);
  for (const { id, triggers } of only.rules) {
    const [trigger] = triggers;
    console.log(`    rule ${id}  ${trigger?.on}${trigger?.parameters ? ` every ${trigger.parameters.count}` : ""}`);
  }
  return only;
}

async function changeBehindPulumi(
  stage: Stage,
  { id, displayName, description, rules }: z.infer<typeof configuration>,
) {
  const edited = rules.map((rule) =>
    rule.triggers[0]?.on === "CONVERSATION_END" ? { ...rule, triggers: [{ on: "CONVERSATION_INACTIVE" }] } : rule,
  );
  await stage.api("PUT", `${CONFIGURATIONS}/${id}`, { displayName, description, rules: edited });
}

main(process.argv.includes("--keep")).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
