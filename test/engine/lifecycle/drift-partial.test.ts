import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../../../emulator/index";
import { proxyTo } from "../kit/proxy";
import { CONFIGURATIONS, configuration, opsOf, programOf, SERVICES, service, standOn } from "../kit/stand";

const program = (text: string) =>
  programOf({
    calls: service({ uniqueName: "calls", friendlyName: text }),
    live: configuration({ displayName: "live", description: text, rules: [] }),
  });

test("an object that the account holds otherwise than declared stays in the state, and the next up settles it", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const proxy = await proxyTo(t, emulator.url);
  const made = await standOn(t, emulator, program("Declared"), { "twilio-intelligence:baseUrl": proxy.url });
  const { project, id, outputs, sent } = made;
  const recorded = () => [outputs("calls").friendlyName, outputs("live").description];
  const errors = () => project.state().resources.map(({ initErrors }) => initErrors);
  const lose = (body: string) => body.replaceAll(/Declared|Changed/g, "Lost");

  await t.test("when it is made", async () => {
    proxy.alter = lose;
    const { output } = await project.up({ expectFailure: true });
    const reason = (noun: string, property: string) =>
      new RegExp(
        `${noun} \\w+ was created, but the account does not hold what was declared: ${property} is "Lost", declared "Declared"`,
      );
    assert.match(output, reason("Service", "friendlyName"));
    assert.match(output, reason("Intelligence Configuration", "description"));
    assert.deepEqual(recorded(), ["Lost", "Lost"]);
    for (const name of ["calls", "live"]) assert.match(String(outputs(name).__provider), /^exports\.handler=/);
    assert.equal(errors().filter((list) => Array.isArray(list) && list.length === 1).length, 2);
  });

  await t.test("and the next up updates it", async () => {
    const ids = [id("calls"), id("live")];
    proxy.alter = undefined;
    sent();
    const up = await project.up();
    assert.deepEqual([opsOf(up, "calls"), opsOf(up, "live")], [["update"], ["update"]]);
    assert.deepEqual([id("calls"), id("live")], ids);
    const [calls, live] = [`${SERVICES}/${ids[0]}`, `${CONFIGURATIONS}/${ids[1]}`];
    assert.deepEqual(sent().sort(), [`GET ${live}`, `POST ${calls}`, `PUT ${live}`].sort());
    assert.deepEqual(recorded(), ["Declared", "Declared"]);
    assert.deepEqual(errors().filter(Boolean), []);
    await project.preview({ args: ["--expect-no-changes"] });
  });

  await t.test("when it is updated, and it can still be destroyed", async () => {
    proxy.alter = lose;
    project.write(program("Changed"));
    const { output } = await project.up({ expectFailure: true });
    assert.match(
      output,
      /was updated, but the account does not hold what was declared: \w+ is "Lost", declared "Changed"/,
    );
    for (const name of ["calls", "live"]) {
      assert.match(String(outputs(name).__provider), /^exports\.handler=/);
      assert.equal(outputs(name).version, 3);
    }
    await project.refresh();
    assert.deepEqual(recorded(), ["Lost", "Lost"]);
    const preview = await project.preview();
    assert.deepEqual([opsOf(preview, "calls"), opsOf(preview, "live")], [["update"], ["update"]]);
    assert.deepEqual((await project.destroy()).changes, { delete: 3 });
  });
});
