import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CONFIGURATIONS,
  configuration,
  opsOf,
  programOf,
  SENTIMENT,
  SERVICES,
  SUMMARY,
  service,
  shownDiff,
  stand,
} from "../kit/stand";

const DECLARED = programOf({
  held: service({ uniqueName: "held", friendlyName: "Held", dataLogging: false }),
  open: service({ uniqueName: "open" }),
  untouched: service({ uniqueName: "untouched", friendlyName: "Untouched" }),
  live: configuration({
    displayName: "live",
    description: "declared",
    rules: [
      { name: "a", operators: [{ id: SENTIMENT }], triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }] },
    ],
  }),
});

test("a change in the account shows as a difference of the declared property, and of no other", async (t) => {
  const { project, admin, id, outputs, requests, call } = await stand(t, DECLARED);
  await project.up();
  const patch = async (name: string, fields: Record<string, unknown>) =>
    assert.equal((await admin("PATCH", `/objects/${id(name)}`, { fields })).status, 200);
  await patch("held", { data_logging: true, friendly_name: null, auto_transcribe: true });
  await patch("open", { data_logging: true, friendly_name: "by hand", webhook_http_method: "GET" });
  const rules = (await call("GET", `${CONFIGURATIONS}/${id("live")}`)).body.rules;
  rules[0].triggers[0].parameters.count = 9;
  rules.push({
    operators: [{ id: SUMMARY }],
    triggers: [{ on: "CONVERSATION_END" }],
    actions: [{ type: "WEBHOOK", method: "POST", url: "https://by-hand.example/hook" }],
  });
  const edit = { displayName: "live", description: "by hand", rules };
  assert.equal((await call("PUT", `${CONFIGURATIONS}/${id("live")}`, { json: edit })).status, 200);

  // A refresh knows the state and the account. What the program says now, it does not know.
  project.write(DECLARED.replace('"count":3', '"count":7'));
  const refreshed = await project.refresh();
  assert.match(
    refreshed.output,
    /rule `a` runs on every 9th message or utterance in the account, on every 3rd message or utterance in the state/,
  );
  assert.match(
    refreshed.output,
    /rule `\S+` is in the account, and not in the state: .*https:\/\/by-hand\.example\/hook/,
  );
  assert.doesNotMatch(refreshed.output, /declared/);
  project.write(DECLARED);
  assert.equal(outputs("held").dataLogging, true);
  assert.equal(outputs("held").autoTranscribe, true, "what is not declared is recorded as it is");
  assert.equal(outputs("open").friendlyName, "by hand");

  const preview = await project.preview();
  assert.deepEqual(opsOf(preview, "held"), ["update"]);
  assert.deepEqual(shownDiff(preview, "held"), ["dataLogging", "friendlyName"]);
  assert.deepEqual(opsOf(preview, "open"), ["same"]);
  assert.deepEqual(opsOf(preview, "untouched"), ["same"]);
  assert.deepEqual(opsOf(preview, "live"), ["update"]);
  assert.deepEqual(shownDiff(preview, "live"), ["description", "rules"]);
  assert.match(
    preview.output,
    /rule `a` will run on every 3rd message or utterance \(was: on every 9th message or utterance\)/,
  );
  assert.match(preview.output, /rule `\S+` will be removed: .*https:\/\/by-hand\.example\/hook/);

  requests();
  await project.up();
  const [held, live] = [`${SERVICES}/${id("held")}`, `${CONFIGURATIONS}/${id("live")}`];
  const sent = requests();
  assert.deepEqual(
    sent.map(({ method, path }) => `${method} ${path}`).sort(),
    [`GET ${live}`, `POST ${held}`, `PUT ${live}`].sort(),
  );
  assert.deepEqual(sent.find(({ path }) => path === held)?.body, { DataLogging: "false", FriendlyName: "Held" });
  const [one, other] = [(await call("GET", held)).body, (await call("GET", `${SERVICES}/${id("open")}`)).body];
  assert.deepEqual([one.data_logging, one.auto_transcribe], [false, true]);
  assert.deepEqual([other.data_logging, other.friendly_name, other.webhook_http_method], [true, "by hand", "GET"]);
});
