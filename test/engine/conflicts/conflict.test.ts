import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../emulator/index";
import {
  CONFIGURATIONS,
  configuration,
  opsOf,
  programOf,
  SENTIMENT,
  SERVICES,
  SUMMARY,
  service,
  stand,
} from "../kit/stand";

const program = (friendlyName: string, count: number) =>
  programOf({
    calls: service({ uniqueName: "calls", friendlyName }),
    live: configuration({
      displayName: "live",
      rules: [
        {
          name: "sentiment",
          operators: [{ id: SENTIMENT }],
          triggers: [{ on: "COMMUNICATION", parameters: { count } }],
        },
        { name: "summary", operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] },
      ],
    }),
  });

/** One line of the table in the message of a conflict, with any spacing. */
const tableRow = (...cells: string[]) =>
  new RegExp(cells.map((cell) => cell.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(" +"));

async function secondWriter(t: TestContext, options: EmulatorOptions) {
  const made = await stand(t, program("Calls", 3), options);
  const { project, call, id } = made;
  await project.up();
  const [calls, live] = [`${SERVICES}/${id("calls")}`, `${CONFIGURATIONS}/${id("live")}`];
  return {
    ...made,
    calls,
    live,
    rename: (name: string) => call("POST", calls, { form: { FriendlyName: name } }),
    /** Puts what is there with another count for the first rule; without one, the very same. */
    async put(count?: number) {
      const { displayName, rules } = (await call("GET", live)).body;
      if (count !== undefined) rules[0].triggers[0].parameters = { count };
      assert.equal((await call("PUT", live, { json: { displayName, rules } })).status, 200);
    },
  };
}

for (const ifMatch of ["enforced", "ignored"] as const) {
  test(`a change that this stack has not seen is not overwritten, If-Match ${ifMatch}`, async (t) => {
    const { project, call, calls, live, rename, put, requests } = await secondWriter(t, { ifMatch });
    project.write(program("Sales calls", 5));
    await project.preview();
    await rename("Support calls");
    await put(7);
    requests();

    const { output } = await project.up({ expectFailure: true });
    assert.equal((await call("GET", calls)).body.friendly_name, "Support calls");
    const kept = (await call("GET", live)).body;
    assert.deepEqual([kept.rules[0].triggers[0].parameters.count, kept.version], [7, 2]);
    assert.equal(requests().filter(({ method, status }) => method !== "GET" && status < 300).length, 0);

    assert.match(output, /Service GA\w+ was changed in the account: it is at version 2, this stack last saw 1\./);
    assert.match(
      output,
      /Intelligence Configuration intelligence_configuration_\w+ was changed in the account: it is at/,
    );
    assert.match(output, tableRow("changed in the account", "last seen", "now", "declared"));
    assert.match(output, tableRow("friendlyName", '"Calls"', '"Support calls"', '"Sales calls"'));
    assert.match(output, tableRow("rules.sentiment.triggers[0].parameters.count", "3", "7", "5"));
    assert.match(output, /Nothing was overwritten\.[\s\S]*`pulumi refresh`[\s\S]*`pulumi up`/);

    await project.refresh();
    const settled = await project.up();
    assert.deepEqual([opsOf(settled, "calls"), opsOf(settled, "live")], [["update"], ["update"]]);
    assert.equal((await call("GET", calls)).body.friendly_name, "Sales calls");
    assert.equal((await call("GET", live)).body.rules[0].triggers[0].parameters.count, 5);
  });

  test(`a version that moved while nothing changed is no conflict, If-Match ${ifMatch}`, async (t) => {
    const { project, call, calls, live, rename, put, sent, outputs } = await secondWriter(t, { ifMatch });
    await rename("Calls");
    await put();
    await put();
    sent();
    project.write(program("Sales calls", 5));
    const moved = await project.up();
    assert.deepEqual([opsOf(moved, "calls"), opsOf(moved, "live")], [["update"], ["update"]]);
    assert.deepEqual(
      sent().sort(),
      [`GET ${calls}`, `POST ${calls}`, `POST ${calls}`, `GET ${live}`, `GET ${live}`, `PUT ${live}`].sort(),
      "refused or stale, read, based anew",
    );
    const [{ body: served }, { body: configured }] = [await call("GET", calls), await call("GET", live)];
    assert.deepEqual([served.friendly_name, served.version], ["Sales calls", 3]);
    assert.deepEqual([configured.rules[0].triggers[0].parameters.count, configured.version], [5, 4]);

    // Somebody else makes the very change that is declared: nothing is left to write, and nothing to overwrite.
    await rename("Support calls");
    await put(8);
    sent();
    project.write(program("Support calls", 8));
    await project.up();
    assert.deepEqual(sent().sort(), [`GET ${calls}`, `POST ${calls}`, `GET ${live}`].sort());
    assert.deepEqual([outputs("calls").version, outputs("live").version], [4, 5]);
  });
}

test("what the program does not declare is a conflict too when somebody else changed it", async (t) => {
  const { project, call, calls } = await secondWriter(t, {});
  await call("POST", calls, { form: { AutoTranscribe: "true" } });
  project.write(program("Sales calls", 3));
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, tableRow("autoTranscribe", "false", "true", "(not declared)"));
  const { body } = await call("GET", calls);
  assert.deepEqual([body.friendly_name, body.auto_transcribe], ["Calls", true]);
});
