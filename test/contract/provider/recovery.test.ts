import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { configured, newProvider, TRANSCRIPTS } from "../../engine/kit/classes";
import { SERVICES } from "../../engine/kit/stand";
import type { Given } from "../../faults/matrix/kind";
import { KINDS } from "../../faults/matrix/kinds";
import { bench } from "../kit/emulator";

/** Objects that the kinds here refer to. */
const NOTHING: Given = { service: "", conversations: ["", ""], configurations: ["", ""] };
/** Until the client has given up. */
const STAYS = 1000;

test("a create whose outcome stays unknown names its object, unless the name is secret", async (t) => {
  const made = await bench(t);
  const provider = configured(newProvider("Service"), made);
  made.emulator.setFaults([
    { method: "POST", fault: "drop-after" },
    { method: "GET", fault: "500", times: STAYS },
  ]);
  await assert.rejects(
    provider.create({ uniqueName: "two" }),
    /Could not create Service "two": the API's answer was lost, and whether the object was made cannot be looked up \(/,
  );
  made.emulator.setFaults([{ method: "POST", fault: "html", times: STAYS }]);
  await assert.rejects(
    provider.create({ uniqueName: "three" }),
    /Could not create Service "three": the API's answer was lost, and the account does not tell whether/,
  );
  made.emulator.setFaults([{ method: "POST", fault: "html", times: STAYS }]);
  await assert.rejects(
    provider.create({ uniqueName: "four", friendlyName: "Four", __secret: ["uniqueName"] }),
    /Could not create Service "Four": the API's answer was lost/,
  );
});

for (const name of ["IntelligenceConfiguration", "LanguageOperator", "CustomOperator"] as const) {
  for (const fault of ["drop-before", "drop-after"] as const) {
    test(`a create of a ${name} that is lost (${fault}) never takes an older object of the same content for its own`, async (t) => {
      t.mock.method(console, "warn", () => undefined);
      const made = await bench(t);
      const kind = KINDS.find((one) => one.name === name);
      assert.ok(kind);
      const args = kind.args(NOTHING);
      const create = async () => {
        const provider = configured(newProvider(kind.name), made);
        return provider.create((await provider.check({}, args)).inputs);
      };
      const older = await create();
      made.emulator.setFaults([{ ...kind.writes(NOTHING).create, fault }]);
      const { id } = await create();
      assert.equal(made.emulator.struck(), 1);
      assert.notEqual(id, older.id);
    });
  }
}

/** A Service, and a Transcript of one recording with a start time of its own. */
async function transcripts(t: TestContext) {
  for (const method of ["log", "warn"] as const) t.mock.method(console, method, () => undefined);
  const made = await bench(t, { transcriptMs: 0 });
  const { sid: serviceSid } = (await made.call("POST", SERVICES, { form: { UniqueName: "calls" } })).body;
  const channel = { media_properties: { media_url: "https://example.com/a.mp3" } };
  const create = async (args: Record<string, unknown>) => {
    const provider = configured(newProvider("Transcript"), made);
    return provider.create((await provider.check({}, { serviceSid, channel, ...args })).inputs);
  };
  const lose = (fault: "drop-before" | "drop-after") =>
    made.emulator.setFaults([{ method: "POST", path: `^${TRANSCRIPTS}$`, fault }]);
  return { ...made, create, lose };
}

for (const fault of ["drop-before", "drop-after"] as const) {
  test(`a create of a Transcript that is lost (${fault}) never takes one that is older for its own`, async (t) => {
    const { create, lose, admin, emulator } = await transcripts(t);
    const older = await create({});
    const fields = { date_created: new Date(Date.now() - 60_000).toISOString() };
    assert.equal((await admin("PATCH", `/objects/${older.id}`, { fields })).status, 200);
    lose(fault);
    assert.notEqual((await create({})).id, older.id);
    assert.equal(emulator.struck(), 1);
  });

  for (const theirs of [{ mediaStartTime: "2026-03-01T12:00:00Z" }, {}]) {
    const which = "mediaStartTime" in theirs ? "of another start time" : "without a start time";
    test(`a create of a Transcript that is lost (${fault}) never takes one ${which} for its own`, async (t) => {
      const { create, lose, emulator } = await transcripts(t);
      const other = await create(theirs);
      lose(fault);
      const { id, outs } = await create({ mediaStartTime: "2026-03-01T14:00:00+01:00" });
      assert.notEqual(id, other.id);
      assert.equal(outs.mediaStartTime, "2026-03-01T14:00:00+01:00");
      assert.equal(emulator.struck(), 1);
    });
  }
}
