import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../emulator/index";
import {
  CONFIGURATIONS,
  type ConfigChange,
  configuration,
  programOf,
  SENTIMENT,
  SERVICES,
  SUMMARY,
  service,
  stand,
} from "../kit/stand";

interface Choice {
  friendlyName?: string;
  webhook?: string;
  count?: number;
  summaryUrl?: string;
  onConflict?: string;
}

/** What the program declares: a rule each for two people to touch. */
const program = ({
  friendlyName = "Calls",
  webhook = "https://a.example",
  count = 3,
  summaryUrl,
  onConflict,
}: Choice) =>
  programOf({
    calls: service({ uniqueName: "calls", friendlyName, webhookUrl: webhook, ...(onConflict && { onConflict }) }),
    live: configuration({
      displayName: "live",
      ...(onConflict && { onConflict }),
      rules: [
        {
          name: "sentiment",
          operators: [{ id: SENTIMENT }],
          triggers: [{ on: "COMMUNICATION", parameters: { count } }],
        },
        {
          name: "summary",
          operators: [{ id: SUMMARY }],
          triggers: [{ on: "CONVERSATION_END" }],
          ...(summaryUrl && { actions: [{ url: summaryUrl }] }),
        },
      ],
    }),
  });

/** One line of a table, with any spacing. */
const tableRow = (...cells: string[]) =>
  new RegExp(cells.map((cell) => cell.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(" +"));

type Rules = { id: string; triggers: { parameters?: { count: number } }[]; actions: { url: string }[] }[];

async function twoWriters(t: TestContext, first: Choice, options: EmulatorOptions = {}, config: ConfigChange = {}) {
  const made = await stand(t, program(first), options, config);
  await made.project.up();
  const [calls, live] = [`${SERVICES}/${made.id("calls")}`, `${CONFIGURATIONS}/${made.id("live")}`];
  const rules = async (): Promise<Rules> => (await made.call("GET", live)).body.rules;
  return {
    ...made,
    calls,
    live,
    rules,
    served: async () => (await made.call("GET", calls)).body,
    /** Somebody else writes. */
    name: (friendlyName: string) => made.call("POST", calls, { form: { FriendlyName: friendlyName } }),
    async edit(change: (rules: Rules) => Rules) {
      const { displayName, rules } = (await made.call("GET", live)).body;
      const answer = await made.call("PUT", live, { json: { displayName, rules: change(rules) } });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    },
  };
}

const action = (url: string) => ({ type: "WEBHOOK", method: "POST", url });

/** Another place for the results of the second rule. */
const redirected = (list: Rules) =>
  list.map((rule, at) => (at === 1 ? { ...rule, actions: [action("https://theirs.example")] } : rule));

for (const ifMatch of ["enforced", "ignored"] as const) {
  test(`merge keeps their rule and their property next to ours, If-Match ${ifMatch}`, async (t) => {
    const made = await twoWriters(t, { onConflict: "merge" }, { ifMatch });
    const { project, name, edit, rules, served, requests } = made;
    const before = (await rules()).map(({ id }) => id);
    await name("Support calls");
    await edit(redirected);
    project.write(program({ onConflict: "merge", count: 5, webhook: "https://b.example" }));
    requests();
    const { output } = await project.up();
    const writes = requests().filter(({ method, status }) => method !== "GET" && status < 300);
    assert.deepEqual(
      writes.map(({ headers }) => headers["if-match"]).sort(),
      ['"2"', "2"],
      "guarded by the fresh version",
    );

    const after = await rules();
    assert.deepEqual(
      after.map(({ id }) => id),
      before,
    );
    assert.deepEqual(
      after.map(({ triggers }) => triggers[0]?.parameters?.count),
      [5, undefined],
    );
    assert.deepEqual(
      after.map(({ actions }) => actions[0]?.url),
      [undefined, "https://theirs.example"],
    );
    const { friendly_name, webhook_url } = await served();
    assert.deepEqual([friendly_name, webhook_url], ["Support calls", "https://b.example"]);
    assert.match(output, /is at version 2, this stack last saw 1\. Both sides are kept, as onConflict says:/);
    assert.match(output, tableRow("friendlyName", '"Calls"', '"Support calls"', '"Calls"'));

    const next = await project.preview();
    assert.match(
      next.output,
      /friendlyName is "Support calls", will be "Calls"/,
      "what is kept and not declared shows",
    );
    assert.match(next.output, /rule `summary`: actions\[0\] will be removed: https:\/\/theirs/);
    const mine = { onConflict: "merge", count: 5, webhook: "https://b.example", friendlyName: "Support calls" };
    project.write(program({ ...mine, summaryUrl: "https://theirs.example" }));
    requests();
    await project.up();
    assert.deepEqual(requests(), [], "once it is declared nothing is left to do");
  });
}

test("what both sides changed is refused under merge as well, and nothing of it is written", async (t) => {
  const { project, edit, name, rules, served, requests } = await twoWriters(t, { onConflict: "merge" });
  await name("Support calls");
  await edit((list) =>
    list.map((rule, at) =>
      at === 0 ? { ...rule, triggers: [{ on: "COMMUNICATION", parameters: { count: 7 } }] } : rule,
    ),
  );
  project.write(program({ onConflict: "merge", count: 5, friendlyName: "Sales calls" }));
  requests();
  const { output } = await project.up({ expectFailure: true });
  assert.deepEqual(
    requests().filter(({ method, status }) => method !== "GET" && status < 300),
    [],
  );
  assert.deepEqual(
    [(await rules())[0]?.triggers[0]?.parameters?.count, (await served()).friendly_name],
    [7, "Support calls"],
  );
  assert.match(output, /Changed on both sides: rules\.sentiment\./);
  assert.match(output, /Changed on both sides: friendlyName\./);
  assert.match(output, tableRow("rules.sentiment.triggers[0].parameters.count", "3", "7", "5"));
  assert.match(output, /Next: `pulumi refresh`/);
});

test("overwrite writes what is declared, and says what it overwrote; the stack may ask for it", async (t) => {
  const config = { "twilio-intelligence:onConflict": "overwrite" };
  const { project, edit, name, rules, served } = await twoWriters(t, {}, {}, config);
  const before = (await rules()).map(({ id }) => id);
  await name("Support calls");
  await edit(redirected);
  project.write(program({ count: 5, webhook: "https://b.example" }));
  const { output } = await project.up();
  const after = await rules();
  assert.deepEqual(
    after.map(({ id, actions }) => [id, actions.length]),
    before.map((id) => [id, 0]),
  );
  assert.equal((await served()).webhook_url, "https://b.example");
  assert.match(output, /What is declared is written, as onConflict says:/);
  assert.match(output, tableRow("changed in the account", "last seen", "overwritten", "declared"));
  assert.match(output, tableRow("rules.summary.actions[0]", "(absent)"));
  assert.match(output, /rules\.summary\.actions\[0\], overwritten: .*"url":"https:\/\/theirs\.example"/, "in full");
  await project.preview({ args: ["--expect-no-changes"] });
});

test("without a choice it fails, and says that merge would keep both where nobody touched the same", async (t) => {
  const { project, edit, rules } = await twoWriters(t, {});
  await edit(redirected);
  project.write(program({ count: 5 }));
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, /The two sides changed different things: `onConflict: "merge"`/);
  assert.equal((await rules())[0]?.triggers[0]?.parameters?.count, 3);
});

test("with checkDrift a preview names what somebody else changed, with one read of each object that is alone of its kind", async (t) => {
  const config = { "twilio-intelligence:checkDrift": "true" };
  const { project, edit, name, call, calls, live, sent } = await twoWriters(t, {}, {}, config);
  await name("Calls");
  sent();
  assert.doesNotMatch((await project.preview()).output, /warning/, "a version alone that moved is nothing to say");
  const reads = [`GET ${calls}`, `GET ${live}`];
  assert.deepEqual(sent().sort(), reads);

  await name("Support calls");
  await edit(redirected);
  project.write(program({ count: 5 }));
  sent();
  const { output } = await project.preview();
  assert.deepEqual(sent().sort(), reads);
  assert.match(output, tableRow("friendlyName", '"Calls"', '"Support calls"', '"Calls"'));
  assert.match(output, /The program does not change it\. `pulumi refresh` takes/);
  assert.match(output, tableRow("rules.summary.actions[0]", "(absent)"));
  assert.match(output, /`pulumi up` will refuse to update it\./);

  await call("DELETE", calls);
  assert.match(
    (await project.preview()).output,
    /Service GA\w+ is no longer in the account\. `pulumi refresh` takes it out/,
  );
});

test("what is deleted with changes that nobody here has seen is named, and what is replaced is refused", async (t) => {
  const { project, edit, name } = await twoWriters(t, {});
  await name("Support calls");
  await edit(redirected);
  project.write(programOf({ calls: service({ uniqueName: "calls", friendlyName: "Calls", languageCode: "es-MX" }) }));
  const refused = await project.up({ expectFailure: true });
  assert.match(refused.output, /Service GA\w+ was changed in the account: .* It was not replaced/);
  assert.match(refused.output, tableRow("friendlyName", '"Calls"', '"Support calls"', '"Calls"'));

  project.write(programOf({}));
  const { output } = await project.up();
  assert.match(output, /Service GA\w+ is deleted with changes that this stack has not seen: friendlyName\./);
  assert.match(
    output,
    /Intelligence Configuration \S+ is deleted with changes .* not seen: rules\.summary\.actions\[0\]\./,
  );
});
