import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { CONVERSATIONS, CUSTOM_OPERATORS, LANGUAGE_OPERATORS, TRANSCRIPTS } from "../kit/classes";
import { CONFIGURATIONS, SERVICES } from "../kit/stand";
import { type Replayed, replay } from "./replay";

const methods = (made: Replayed) => made.requests().map(({ method }) => method);

test("the state that release 0.1.0 wrote is refreshed, updated and destroyed", async (t) => {
  const made = await replay(t, "0.1.0");
  const { project, call } = made;
  const before = project.outputs();
  assert.deepEqual((await project.refresh()).changes, { same: 3 });
  assert.deepEqual(methods(made), ["GET", "GET"]);
  assert.deepEqual((await project.up({ withPreview: true })).changes, { same: 3 });
  assert.deepEqual(methods(made), []);

  const program = readFileSync(join(__dirname, "0.1.0", "program.js"), "utf8");
  project.write(program.replace("Customer calls", "All calls").replace("count: 3", "count: 5"));
  assert.deepEqual((await project.up()).changes, { same: 1, update: 2 });
  assert.deepEqual(project.outputs(), before, "the sid and the ids of the rules stay");
  assert.equal((await call("GET", SERVICES)).body.services[0].friendly_name, "All calls");
  assert.equal((await call("GET", CONFIGURATIONS)).body.items[0].rules[0].triggers[0].parameters.count, 5);

  assert.deepEqual((await project.destroy()).changes, { delete: 3 });
  assert.deepEqual((await call("GET", SERVICES)).body.services, []);
  assert.deepEqual((await call("GET", CONFIGURATIONS)).body.items, []);
});

/** What the program of the recording of e5025bb declares as secret. */
const SECRETS = ["token-of-the-service", "token-of-the-operator", "token-of-the-rule"];

/** Without ciphertexts: each write of the state encrypts anew. */
const comparable = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value, (key, member) => (key === "ciphertext" ? undefined : member)));

const recordedRules = z.array(z.looseObject({}));

/** The inputs of every resource in the state, by its name. */
const inputsOf = ({ project }: Replayed) =>
  new Map(
    comparable(project.state().resources.map(({ urn, inputs }) => [urn.split("::").at(-1) ?? "", inputs] as const)),
  );

test("the state that commit e5025bb wrote, of all kinds, is refreshed, updated and destroyed", async (t) => {
  const made = await replay(t, "e5025bb");
  const { project, call, requests } = made;
  let printed = "";
  const keep = <Result extends { output: string }>(result: Result): Result => {
    printed += result.output;
    return result;
  };
  /** With the program as it is at one of its steps. */
  const at = (step: number) => ({ env: { STEP: `${step}` } });
  const items = async (path: string, member: string) => (await call("GET", path)).body[member];
  /** Ids of rules are no secrets, whatever the rules hold; the release that wrote the state took them for some. */
  const exported = () => {
    const { confidential: _ruleIds, ...others } = comparable(project.outputs());
    return others;
  };
  const before = exported();

  await t.test("the program that wrote it, with what its merges kept, has nothing to do", async () => {
    keep(await project.preview({ ...at(4), args: ["--diff", "--expect-no-changes"] }));
    assert.deepEqual(requests(), []);
  });
  await t.test("a refresh finds nothing beyond what the merges kept", async () => {
    const expected = inputsOf(made);
    const [summary, inactive] = recordedRules.parse(expected.get("shared")?.rules);
    const rules = [summary, { ...inactive, actions: [{ url: "https://example.com/theirs" }] }];
    expected.set("shared", { ...expected.get("shared"), rules });
    expected.set("merged", { ...expected.get("merged"), friendlyName: "Support calls" });
    assert.deepEqual(keep(await project.refresh(at(4))).changes, { same: 12, update: 2 });
    assert.deepEqual(new Set(methods(made)), new Set(["GET"]));
    assert.deepEqual(inputsOf(made), expected);
  });
  await t.test("nor has the program anything to do after it", async () => {
    assert.deepEqual(keep(await project.up({ ...at(4), withPreview: true })).changes, { same: 14 });
    assert.deepEqual(requests(), []);
    assert.deepEqual(exported(), before);
  });
  await t.test("a change of every kind goes through, and ids stay", async () => {
    assert.deepEqual(keep(await project.up({ ...at(5), withPreview: true })).changes, {
      same: 2,
      update: 10,
      replace: 2,
    });
    assert.deepEqual(exported(), before);
    const configurations = new Map<string, string>(
      (await items(CONFIGURATIONS, "items")).map(({ displayName, id }: Record<string, string>) => [displayName, id]),
    );
    const [conversations] = await items(CONVERSATIONS, "configurations");
    assert.deepEqual(conversations.intelligenceConfigurationIds, [
      configurations.get("theirs"),
      configurations.get("shared"),
    ]);
    requests();
    assert.deepEqual(keep(await project.up(at(5))).changes, { same: 14 });
    assert.deepEqual(requests(), []);
  });
  await t.test("a destroy leaves what others made", async () => {
    assert.deepEqual(keep(await project.destroy(at(5))).changes, { delete: 14 });
    for (const [path, member] of [
      [SERVICES, "services"],
      [CUSTOM_OPERATORS, "operators"],
      [TRANSCRIPTS, "transcripts"],
    ] as const)
      assert.deepEqual(await items(path, member), []);
    const operators: { author: string }[] = await items(LANGUAGE_OPERATORS, "items");
    assert.deepEqual(
      operators.filter(({ author }) => author === "SELF"),
      [],
    );
    const [theirs, ...others] = await items(CONFIGURATIONS, "items");
    assert.deepEqual([theirs.displayName, others], ["theirs", []]);
    const [conversations] = await items(CONVERSATIONS, "configurations");
    assert.deepEqual(conversations.intelligenceConfigurationIds, [theirs.id]);
  });
  await t.test("no secret was ever in clear", () => {
    const state = project.stateText();
    for (const secret of SECRETS) {
      assert.ok(!state.includes(secret), `${secret} is in the state`);
      assert.ok(!printed.includes(secret), `${secret} was printed`);
    }
  });
});
