import { strict as assert } from "node:assert";
import { z } from "zod";
import { sample } from "../../emulator/seed/sample";
import { DemoEnvironment, type Run } from "./environment";

const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
const CONVERSATIONS = "/v2/ControlPlane/Configurations";
const STORES = "/v1/ControlPlane/Stores";

/** Built-in conversation of the emulator, on which `verify` runs the rules. */
const SAMPLE = String(sample.conversations?.[0]?.id);

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

/** Shows the main tasks on the emulator. Each step is checked, and the first failure ends the demo with exit code 1. */
async function main(keep: boolean): Promise<void> {
  const demo = await DemoEnvironment.open();
  try {
    await play(demo);
    if (keep) {
      heading("Another `up`, to continue");
      succeeded(await demo.pulumi("up", "--yes", "--skip-preview"));
      return demo.keep();
    }
  } catch (error) {
    console.error(`\nThis step failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
  await demo.close();
}

async function play(demo: DemoEnvironment): Promise<void> {
  heading("A preview shows what `up` would create. Nothing is written");
  const preview = succeeded(await demo.pulumi("preview"));
  assert.deepEqual(written(preview), [], "a preview writes nothing");

  heading(
    "`up` creates a Memory Store, a Conversations configuration, a Language Operator, a Configuration with three rules, and their attachment",
  );
  const up = succeeded(await demo.pulumi("up", "--yes", "--skip-preview"));
  assert.equal(written(up).length, 5, "one write for each object");

  heading("The account contains all of them");
  const first = await show(demo);
  assert.equal(first.rules.length, 3);

  heading("`verify` runs each rule on a sample conversation, and the results arrive");
  succeeded(await demo.command("verify", "--conversation", SAMPLE));

  heading("An edit: the compliance rule runs on every 2nd communication instead of every 5th, and moves to the end");
  await demo.set("complianceEvery", "2");
  await demo.set("rules", '["urgency","summary","compliance"]');
  const planned = succeeded(await demo.pulumi("preview"));
  assert.match(planned.output, /rule `compliance` will run on every 2nd message or utterance \(was: on every 5th/);
  const edit = succeeded(await demo.pulumi("up", "--yes", "--skip-preview"));
  const second = await show(demo);
  assert.deepEqual(ids(second), ids(first), "the rules keep their ids");
  assert.equal(second.version, first.version + 1);
  const put = edit.requests.find(({ method }) => method === "PUT");
  assert.equal(put?.headers["if-match"], String(first.version), "the update is based on the recorded version");
  say(
    `The rules keep their ids in the new order. The version is ${second.version}; the update was sent with If-Match: ${first.version}.`,
  );

  heading("`up` again: nothing has changed, so no request is sent");
  const empty = succeeded(await demo.pulumi("up", "--yes", "--skip-preview"));
  assert.equal(empty.requests.length, 0);

  heading(
    "Someone changes a rule in the Console, without Pulumi: the summary now runs when a conversation becomes inactive",
  );
  await changeBehindPulumi(demo, second);
  await show(demo);
  say("At the same time, the program sets compliance to every 4th communication:");
  await demo.set("complianceEvery", "4");
  const refused = await demo.pulumi("up", "--yes", "--skip-preview");
  assert.notEqual(refused.code, 0, "the update is refused");
  assert.match(refused.output, /was changed in the account/);
  assert.deepEqual(written(refused), [], "nothing is overwritten");
  say(
    "The update is refused, and nothing is overwritten. The table shows the change in the account and the declared value.",
  );

  heading(
    "`refresh` records the account's values in the state. The next `up` shows the difference to the program, and restores the declared values",
  );
  succeeded(await demo.pulumi("refresh", "--yes", "--skip-preview"));
  const settled = succeeded(await demo.pulumi("up", "--yes"));
  assert.match(
    settled.output,
    /rule `summary` will run when the conversation ends \(was: when the conversation is inactive\)/,
  );
  const third = await show(demo);
  assert.deepEqual(ids(third), ids(first));

  heading("`destroy` deletes everything");
  succeeded(await demo.pulumi("destroy", "--yes", "--skip-preview"));
  const { configurations, conversations, stores } = await account(demo);
  assert.equal(configurations.length + conversations.length + stores.length, 0, "the account is empty");
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

async function account(demo: DemoEnvironment) {
  const { items } = z.object({ items: z.array(configuration) }).parse(await demo.api("GET", CONFIGURATIONS));
  const conversations = await demo.api("GET", CONVERSATIONS);
  const stores = await demo.api("GET", STORES);
  return {
    configurations: items,
    conversations: z.object({ configurations: z.array(z.looseObject({ id: z.string() })) }).parse(conversations)
      .configurations,
    stores: z.object({ stores: z.array(z.string()) }).parse(stores).stores,
  };
}

async function show(demo: DemoEnvironment): Promise<z.infer<typeof configuration>> {
  const { configurations, conversations, stores } = await account(demo);
  const [only] = configurations;
  assert.ok(only, "the account has the Configuration");
  for (const id of stores) say(`  Memory Store ${id}`);
  for (const { id } of conversations) console.log(`  Conversations configuration ${id}`);
  console.log(`  Intelligence Configuration ${only.id}  "${only.displayName}"  version ${only.version}`);
  for (const { id, triggers } of only.rules) {
    const [trigger] = triggers;
    console.log(`    rule ${id}  ${trigger?.on}${trigger?.parameters ? ` every ${trigger.parameters.count}` : ""}`);
  }
  return only;
}

async function changeBehindPulumi(
  demo: DemoEnvironment,
  { id, displayName, description, rules }: z.infer<typeof configuration>,
) {
  const edited = rules.map((rule) =>
    rule.triggers[0]?.on === "CONVERSATION_END" ? { ...rule, triggers: [{ on: "CONVERSATION_INACTIVE" }] } : rule,
  );
  await demo.api("PUT", `${CONFIGURATIONS}/${id}`, { displayName, description, rules: edited });
}

main(process.argv.includes("--keep")).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
