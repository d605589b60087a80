import assert from "node:assert/strict";
import { test } from "node:test";
import { CONFIGURATIONS, IMPORTS, opsOf, SENTIMENT, SERVICES, stand } from "../kit/stand";

const program = (sid: string, id: string) => `${IMPORTS}
const service = Service.get("service", "${sid}");
const configuration = IntelligenceConfiguration.get("configuration", "${id}");
exports.service = [service.uniqueName, service.friendlyName, service.autoRedaction, service.version];
exports.configuration = [configuration.displayName, configuration.version, configuration.rules[0].id];`;

test("get reads what the stack does not manage, and never writes to it", async (t) => {
  const { project, call, sent } = await stand(t, "");
  const { sid } = (
    await call("POST", SERVICES, { form: { UniqueName: "theirs", FriendlyName: "Theirs", AutoRedaction: "true" } })
  ).body;
  const made = await call("POST", CONFIGURATIONS, {
    json: {
      displayName: "theirs",
      rules: [{ operators: [{ id: SENTIMENT }], triggers: [{ on: "COMMUNICATION" }], actions: [] }],
    },
  });
  const { id, rules } = made.body;
  sent();

  project.write(program(sid, id));
  const up = await project.up();
  assert.deepEqual([opsOf(up, "service"), opsOf(up, "configuration")], [["read"], ["read"]]);
  assert.deepEqual(project.outputs(), {
    service: ["theirs", "Theirs", true, 1],
    configuration: ["theirs", 1, rules[0].id],
  });
  assert.deepEqual(sent().sort(), [`GET ${SERVICES}/${sid}`, `GET ${CONFIGURATIONS}/${id}`].sort());

  const missing = `${sid.slice(0, -4)}0000`;
  project.write(program(missing, id));
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, new RegExp(`Could not read Service ${missing}: account AC\\w+ has none with this id`));
  // Once as it comes, and once among the diagnostics.
  assert.equal(output.split("has none with this id").length - 1, 2);
  assert.doesNotMatch(output, /^ .* at .*\.js:\d+/m, "no stack");
  project.write(program("no-sid", id));
  const malformed = await project.up({ expectFailure: true });
  assert.match(malformed.output, /no-sid[\s\S]*must be a Service SID: GA and 32 hexadecimal digits/);

  await project.destroy();
  const reads = sent().filter((line) => !line.startsWith("GET "));
  assert.deepEqual(reads, [], "a destroy leaves alone what was only read");
});
