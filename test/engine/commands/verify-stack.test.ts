import assert from "node:assert/strict";
import { test } from "node:test";
import { accountOf, readStack } from "../../../cli/shared/stack";
import { startEmulator } from "../../../emulator/index";
import { shellEnv } from "../kit/shell";
import { IMPORTS, SENTIMENT, standOn } from "../kit/stand";

/** One in the stack's account, with a secret description, and one in another, that was never in the program of the first. */
const PROGRAM = `${IMPORTS}
const rules = [{ name: "mood", operators: ["${SENTIMENT}"], triggers: [{ on: "CONVERSATION_END" }] }];
new IntelligenceConfiguration("own", { displayName: "own", description: pulumi.secret("hidden words"), rules });
new IntelligenceConfiguration("other", { displayName: "other", account: "emea", rules });`;

test("a stack is read through the engine: resources, secrets in clear, and the credentials of each account", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const { accountSid, apiKey, apiSecret } = emulator;
  const accounts = JSON.stringify({ emea: { accountSid, apiKey, apiSecret } });
  const config = { "twilio-intelligence:accounts": { secret: accounts } };
  const { project, id } = await standOn(t, emulator, PROGRAM, config, "asUsers");
  await project.up();
  const env = process.env;
  t.after(() => {
    process.env = env;
  });
  const within = <T>(changes: NodeJS.ProcessEnv, work: () => Promise<T>): Promise<T> => {
    process.env = { ...env, ...shellEnv(project), ...changes };
    return work();
  };

  const stack = await within({}, () => readStack({ cwd: project.folder }));
  assert.equal(stack.name, `${project.name}/dev`);
  assert.deepEqual(stack.resources.map(({ name, kind, id }) => [name, kind, id]).sort(), [
    ["other", "IntelligenceConfiguration", id("other")],
    ["own", "IntelligenceConfiguration", id("own")],
  ]);
  const [own, other] = ["own", "other"].map((name) => stack.resources.find((one) => one.name === name));
  assert.ok(own !== undefined && other !== undefined);
  assert.equal(own.outputs.values.description, "hidden words");
  assert.deepEqual(own.outputs.secrets, [["description"]]);
  assert.deepEqual(own.encrypted, []);
  for (const one of [own, other]) {
    const { username, password, baseUrl } = stack.settings(accountOf(one));
    assert.deepEqual([username, password, baseUrl], [apiKey, apiSecret, emulator.intelligenceUrl]);
  }
  assert.equal(accountOf(other), "emea");

  await t.test("what it cannot do without is named", async () => {
    const refusal = async (changes: NodeJS.ProcessEnv, flags: Parameters<typeof readStack>[0], message: RegExp) => {
      await assert.rejects(
        within(changes, () => readStack({ cwd: project.folder, ...flags })),
        message,
      );
    };
    await refusal({ PULUMI_CONFIG_PASSPHRASE: "wrong" }, {}, /: incorrect passphrase\. Set PULUMI_CONFIG_PASSPHRASE/);
    await refusal(
      { PULUMI_CONFIG_PASSPHRASE: undefined },
      {},
      /passphrase must be set.*\. Set PULUMI_CONFIG_PASSPHRASE/,
    );
    await refusal({}, { stack: "none" }, /no stack named 'none' found\. Run `pulumi stack ls`/);
    await refusal(
      {},
      { cwd: project.root },
      /no project file found\. Run the command in the folder of the Pulumi project/,
    );
    await project.run(["stack", "unselect"]);
    await refusal({}, {}, /no stack selected\. Select one with --stack/);
    assert.equal((await within({}, () => readStack({ cwd: project.folder, stack: "dev" }))).resources.length, 2);
  });
});
