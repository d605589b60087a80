import assert from "node:assert/strict";
import { test } from "node:test";
import { configuration, programOf, service, stand } from "../kit/stand";

const OTHER = `AC${"e".repeat(32)}`;
const program = (text: string) =>
  programOf({
    calls: service({ uniqueName: "calls", friendlyName: text }),
    live: configuration({ displayName: "live", description: text, rules: [] }),
  });

test("an object of another account than the configured one is neither read, updated nor deleted", async (t) => {
  const made = await stand(t, program("one"), {}, { "twilio-intelligence:accountSid": undefined });
  const { project, emulator, sent, id } = made;
  await project.up();
  const resources = project.state().resources.length;
  sent();

  project.write(program("two"));
  const options = { expectFailure: true, env: { TWILIO_ACCOUNT_SID: OTHER } };
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

  await project.run(["config", "set", "twilio-intelligence:accountSid", OTHER]);
  const { output } = await project.up({ expectFailure: true });
  assert.match(
    output,
    new RegExp(`it belongs to account ${emulator.accountSid}, and this stack is configured for ${OTHER}`),
  );
  assert.deepEqual(sent(), []);
});
