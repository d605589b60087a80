import assert from "node:assert/strict";
import { test } from "node:test";
import { report } from "../../environments/table";
import { programOf } from "../kit/classes";
import { stand } from "../kit/stand";

const program = (keys: string[]) =>
  programOf(`
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config("twilio-intelligence");
const provider = new pulumi.ProviderResource("pulumi-nodejs", "own", {
  ${keys.map((key) => `"twilio-intelligence:${key}": config.requireSecret("${key}"),`).join("\n  ")}
});
new Service("calls", { uniqueName: "calls" }, { provider });`);

test("an explicit provider needs the keys as its arguments, and says so", async (t) => {
  const { project, emulator } = await stand(t, program([]), {}, {}, "apart");
  const { output } = await project.preview({ expectFailure: true });
  const [, told] = /(apiKey is missing): .*`ProviderResource`.*pass it these keys as arguments/.exec(output) ?? [];
  assert.ok(told !== undefined, output);
  report(t, "explicit-provider-bare", `refused: ${told}`);

  project.write(program(["accountSid", "apiKey", "apiSecret", "baseUrl"]));
  await project.up();
  assert.deepEqual((await project.up()).changes, { same: 3 });
  await project.refresh();
  assert.ok(!project.stateText().includes(emulator.apiSecret));
  await project.destroy();
  report(t, "explicit-provider", "works");
});
