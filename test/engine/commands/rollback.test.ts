import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { CONVERSATION } from "../../contract/cli/verify/kit";
import { CONFIGURATIONS, OPERATORS, SENTIMENT, type Stand, stand } from "../kit/stand";

/*
 * The sentences of docs/rollback.md in italics, as they stand. Each is claimed by the test that shows it.
 */

const PAGE = readFileSync(join(__dirname, "../../../docs/rollback.md"), "utf8")
  .replaceAll(/```[\s\S]*?```/g, "")
  .replaceAll(/\s+/g, " ");
const unclaimed = new Set([...PAGE.matchAll(/(?<![*\w])\*([^*]{30,}?)\*(?!\*)/g)].map(([, sentence = ""]) => sentence));

/** Says that what follows shows a sentence of the page. */
function shows(sentence: string): void {
  assert.ok(unclaimed.delete(sentence), `the page does not say, or another test shows: ${sentence}`);
}

after(() => assert.deepEqual([...unclaimed], [], "sentences that no test shows"));

const ACTIONS = [{ url: "https://hooks.example.com/mood" }];
const GIST = { name: "gist", operators: [SENTIMENT], triggers: [{ on: "CONVERSATION_END" }], actions: [] };

interface Shape {
  prompt: string;
  description?: string;
  /** Event of the rule `mood`. */
  on: string;
  /** Version of the operator that `mood` pins. */
  pin?: number;
  /** Whether there is a second rule. */
  gist?: boolean;
  strategy?: "replace";
}

const program = ({ prompt, description, on, pin, gist = true, strategy }: Shape): string => {
  const own = { prompt, outputFormat: "TEXT", ...(description && { description }), updateStrategy: strategy };
  const version = pin === undefined ? "" : `, version: ${pin}`;
  return `const { IntelligenceConfiguration, LanguageOperator } = require("pulumi-twilio-intelligence");
const tone = new LanguageOperator("tone", { displayName: "Tone", ...${JSON.stringify(own)} });
const rules = [
  { name: "mood", operators: [{ id: tone.id${version} }], triggers: [{ on: "${on}" }], actions: ${JSON.stringify(ACTIONS)} },
  ${gist ? JSON.stringify(GIST) : ""}
];
new IntelligenceConfiguration("support", { displayName: "Support", rules });`;
};

const FIRST: Shape = { prompt: "One.", on: "CONVERSATION_END" };
const SECOND: Shape = { prompt: "Two.", description: "Sharper", on: "CONVERSATION_INACTIVE", gist: false };

/** Runs git in the project, without the configuration of this machine. */
function git({ project }: Stand, ...args: string[]): void {
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  execFileSync("git", [...who, ...args], { cwd: project.folder, env, stdio: "pipe" });
}

const commit = (made: Stand, message: string, shape: Shape): void => {
  made.project.write(program(shape));
  git(made, "add", "index.js");
  git(made, "commit", "--quiet", "-m", message);
};

/** A stack in a git repository after its first `up`. */
async function begun(t: Parameters<typeof stand>[0], shape: Shape = FIRST): Promise<Stand> {
  const made = await stand(t, program(shape));
  git(made, "init", "--quiet");
  commit(made, "First", shape);
  await made.project.up();
  return made;
}

const operator = async ({ call, id }: Stand) => (await call("GET", `${OPERATORS}/${id("tone")}`)).body;
const versions = async ({ call, id }: Stand) =>
  (await call("GET", `${OPERATORS}/${id("tone")}/Versions`)).body.items.length;
const configuration = async ({ call, id }: Stand) => (await call("GET", `${CONFIGURATIONS}/${id("support")}`)).body;

/** The content of an answer, without descriptions and ids of rules. */
const content = ({
  version: _version,
  dateUpdated: _date,
  description: _description,
  rules,
  ...rest
}: Record<string, unknown>) => ({
  ...rest,
  ...(Array.isArray(rules) && { rules: rules.map(({ id: _id, ...rule }) => rule) }),
});

const results = async ({ call }: Stand) =>
  (await call("GET", `/v3/OperatorResults?conversationId=${CONVERSATION}`)).body.items;

/** Runs a rule on the sample conversation, and returns the newest result of it. */
async function executed(made: Stand, ruleId: string) {
  const before = new Set((await results(made)).map(({ id }: { id: string }) => id));
  const json = { intelligenceConfigurationId: made.id("support"), ruleId, conversationId: CONVERSATION };
  assert.equal((await made.call("POST", "/v3/RuleExecutions", { json })).status, 202);
  return (await results(made)).find(({ id }: { id: string }) => !before.has(id));
}

test("a revert of a commit: contents and kept ids come back, a removed rule's id does not", async (t) => {
  const made = await begun(t);
  const before = { operator: await operator(made), configuration: await configuration(made), id: made.id("tone") };
  const [mood, gist] = before.configuration.rules;
  await executed(made, gist.id);
  commit(made, "Second", SECOND);
  await made.project.up();
  assert.deepEqual(
    (await configuration(made)).rules.map(({ id }: { id: string }) => id),
    [mood.id],
  );

  git(made, "revert", "--no-edit", "HEAD");
  await made.project.up();
  const now = { operator: await operator(made), configuration: await configuration(made) };
  shows("The contents of the commit before come back: prompt, rules with their triggers and webhooks.");
  assert.deepEqual(content(now.operator), content(before.operator));
  assert.deepEqual(content(now.configuration), content(before.configuration));
  shows("A property that the reverted commit added is set back to its default.");
  assert.deepEqual([before.operator.description ?? "", now.operator.description], ["", ""]);
  shows("The operator keeps its id, and the earlier prompt becomes a new version");
  assert.deepEqual([made.id("tone"), now.operator.version, await versions(made)], [before.id, 3, 3]);
  shows("A rule that stayed in the Configuration keeps its id");
  assert.equal(now.configuration.rules[0].id, mood.id);
  shows("A rule that the commit removed comes back with a new id.");
  assert.notEqual(now.configuration.rules[1].id, gist.id);
  shows("Results under the old id stay under the old id");
  const ran = (await results(made)).map(
    (one: { intelligenceConfiguration: { ruleId: string } }) => one.intelligenceConfiguration.ruleId,
  );
  assert.deepEqual(ran, [gist.id]);
});

test("a revert after an edit by somebody else: refused, and after a refresh it goes back over the edit", async (t) => {
  const made = await begun(t);
  commit(made, "Second", { ...FIRST, prompt: "Two." });
  await made.project.up();
  const json = { displayName: "Tone", prompt: "By hand.", outputFormat: "TEXT" };
  assert.equal((await made.call("PUT", `${OPERATORS}/${made.id("tone")}`, { json })).status, 200);
  git(made, "revert", "--no-edit", "HEAD");
  shows("A change that somebody else made in the meantime is not overwritten: the revert is refused");
  const { output } = await made.project.up({ expectFailure: true });
  assert.match(output, /Nothing was overwritten/);
  assert.equal((await operator(made)).prompt, "By hand.");
  await made.project.refresh();
  await made.project.up();
  assert.equal((await operator(made)).prompt, "One.");
});

test("a pin to the earlier version: no new version of the operator, the rule runs the pinned one whatever the prompt becomes", async (t) => {
  const made = await begun(t);
  const second = { ...FIRST, prompt: "Two." };
  commit(made, "Second", second);
  await made.project.up();
  const { rules, version } = await configuration(made);
  const runs = async () => (await executed(made, rules[0].id)).operator.version;
  assert.equal(await runs(), 2);

  commit(made, "Pin", { ...second, pin: 1 });
  await made.project.up();
  shows("A pin makes no new version of the operator");
  assert.deepEqual([await versions(made), (await configuration(made)).version], [2, version + 1]);
  shows("The pinned version is the one that runs");
  assert.equal(await runs(), 1);
  shows("later changes of the prompt do not reach the rule");
  commit(made, "Third", { ...second, prompt: "Three.", pin: 1 });
  await made.project.up();
  assert.deepEqual([await versions(made), await runs()], [3, 1]);
  shows("Without the pin the newest active version runs again.");
  commit(made, "No pin", { ...second, prompt: "Three." });
  await made.project.up();
  assert.equal(await runs(), 3);
});

test("a revert of a replacement is a replacement: the id does not come back", async (t) => {
  const made = await begun(t, { ...FIRST, strategy: "replace" });
  const first = made.id("tone");
  commit(made, "Second", { ...FIRST, prompt: "Two.", strategy: "replace" });
  await made.project.up();
  const second = made.id("tone");
  git(made, "revert", "--no-edit", "HEAD");
  await made.project.up();
  shows("An object that a commit deleted or replaced comes back under a new id");
  assert.equal(new Set([first, second, made.id("tone")]).size, 3);
  assert.deepEqual(
    [(await operator(made)).prompt, (await configuration(made)).rules[0].operators[0].id],
    ["One.", made.id("tone")],
  );
});

test("an old state is no way back: nothing changes, until a refresh", async (t) => {
  const made = await begun(t);
  const { project } = made;
  const old = join(project.root, "old.json");
  writeFileSync(old, (await project.run(["stack", "export"])).stdout);
  commit(made, "Second", { ...FIRST, prompt: "Two." });
  await project.up();
  git(made, "revert", "--no-edit", "HEAD");
  await project.run(["stack", "import", "--file", old]);
  shows(
    "After `pulumi stack import` of an old state, an `up` of the old program changes nothing: the account keeps the newer prompt.",
  );
  assert.deepEqual((await project.up()).changes, { same: 3 });
  assert.equal((await operator(made)).prompt, "Two.");
  shows("the next `pulumi up` then goes back.");
  await project.refresh();
  await project.up();
  assert.equal((await operator(made)).prompt, "One.");
});
