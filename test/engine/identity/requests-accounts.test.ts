import assert from "node:assert/strict";
import { test } from "node:test";
import { CREDENTIALS_OF_ENVIRONMENT, configuration, environmentOf, programOf, service, stand } from "../kit/stand";

const OTHER = `AC${"e".repeat(32)}`;
const program = (text: string) =>
  programOf({
    calls: service({ uniqueName: "calls", friendlyName: text }),
    live: configuration({ displayName: "live", description: text, rules: [] }),
  });

test("an object of another account than the configured one is neither read, updated nor deleted", async (t) => {
  const { project, emulator, sent, id } = await stand(t, program("one"), {}, CREDENTIALS_OF_ENVIRONMENT);
  const env = environmentOf(emulator);
  await project.up({ env });
  const resources = project.state().resources.length;
  sent();

  project.write(program("two"));
  const options = { expectFailure: true, env: { ...env, TWILIO_ACCOUNT_SID: OTHER } };
  for (const [verb, command] of [
    ["read", () => project.refresh(options)],
    ["update", () => project.up(options)],
    ["delete", () => project.destroy(options)],
  ] as const) {
    const { output } = await command();
    const message = (noun: string, name: string) =>
      new RegExp(`Could not ${verb} ${noun} ${id(name)}: .*${emulator.accountSid}.*${OTHER}`);
    // The engine stops at the first error, whichever of the two it is.
    const named =
      message("Service", "calls").test(output) || message("Intelligence Configuration", "live").test(output);
    assert.ok(named, output);
    assert.deepEqual(sent(), [], verb);
    assert.equal(project.state().resources.length, resources, verb);
  }

  // The environment's account belongs to the environment's key, not to the stack's.
  await project.run(["config", "set", "twilio-intelligence:apiKey", emulator.apiKey]);
  await project.run(["config", "set", "--secret", "twilio-intelligence:apiSecret", emulator.apiSecret]);
  assert.deepEqual((await project.up({ env: { TWILIO_ACCOUNT_SID: OTHER } })).changes, { same: 1, update: 2 });
});
