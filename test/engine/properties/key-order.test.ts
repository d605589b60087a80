import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import type { LoggedRequest } from "../../../emulator/index";
import { CUSTOM_OPERATORS, LANGUAGE_OPERATORS, programOf } from "../kit/classes";
import { stand } from "../kit/stand";

const SCHEMA = {
  type: "object",
  properties: {
    reasoning: { type: "string" },
    verdict: { type: "string" },
    10: { type: "string" },
    9: { type: "string" },
  },
  required: ["reasoning", "verdict", "9", "10"],
  additionalProperties: false,
};
const CONFIG = { prompt: "p", json_result_schema: SCHEMA, examples: [{ output: { b: 1, a: 2 }, input: "i" }] };

const language = (outputSchema: string, more = "") =>
  `new LanguageOperator("language", { displayName: "l", outputFormat: "JSON", prompt: "p", outputSchema: ${outputSchema}${more} });`;
const custom = (config: string) =>
  `new CustomOperator("custom", { friendlyName: "c", operatorType: "GenerativeJSON", config: ${config} });`;
const both = (schema: string, config: string) => programOf(`${language(schema)}\n${custom(config)}`);
const SOURCE = both(JSON.stringify(SCHEMA), JSON.stringify(CONFIG));

/** What was sent of the ordered properties, as text: it tells the order of keys at every depth. */
const sentOrders = (requests: LoggedRequest[]): string[] =>
  requests.flatMap(({ method, body }) => {
    if (method === "GET" || typeof body !== "object" || body === null) return [];
    const [schema, config] = [Reflect.get(body, "outputSchema"), Reflect.get(body, "Config")];
    return [
      ...(schema === undefined ? [] : [JSON.stringify(schema)]),
      ...(config === undefined ? [] : [String(config)]),
    ];
  });

test("the order of keys goes from the program to the account, and stays there", async (t) => {
  const { project, requests, call, id } = await stand(t, SOURCE);
  await project.up();
  assert.deepEqual(sentOrders(requests()).sort(), [JSON.stringify(CONFIG), JSON.stringify(SCHEMA)].sort());
  await project.preview({ args: ["--expect-no-changes"] });
  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });

  await t.test("a harmless edit of an operator leaves it alone", async () => {
    project.write(
      programOf(`${language(JSON.stringify(SCHEMA), ', description: "d"')}\n${custom(JSON.stringify(CONFIG))}`),
    );
    requests();
    assert.deepEqual((await project.up()).changes, { same: 2, update: 1 });
    assert.deepEqual(sentOrders(requests()), [JSON.stringify(SCHEMA)]);
    project.write(SOURCE);
    await project.up();
  });

  await t.test("another order alone is a change, which the preview names and the update sends", async () => {
    const { type, properties, ...rest } = SCHEMA;
    const { verdict, reasoning, ...numbers } = properties;
    const schema = { properties: { verdict, reasoning, ...numbers }, type, ...rest };
    const { prompt, ...others } = CONFIG;
    const config = { ...others, prompt };
    project.write(both(JSON.stringify(schema), JSON.stringify(config)));
    const { stdout } = await project.preview();
    assert.match(stdout, /outputSchema\.properties \(order of keys\)/);
    requests();
    assert.deepEqual((await project.up()).changes, { same: 1, update: 2 });
    assert.deepEqual(sentOrders(requests()).sort(), [JSON.stringify(config), JSON.stringify(schema)].sort());
    assert.deepEqual((await project.up()).changes, { same: 3 });
  });

  await t.test("an order that somebody else made is drift, and goes back with the next update", async () => {
    project.write(SOURCE);
    await project.up();
    const path = `${LANGUAGE_OPERATORS}/${id("language")}`;
    const { properties, ...others } = SCHEMA;
    const { body, headers } = await call("GET", path);
    const changed = {
      displayName: body.displayName,
      prompt: "p",
      outputFormat: "JSON",
      outputSchema: { properties, ...others },
    };
    await call("PUT", path, { json: changed, headers: { "if-match": headers.get("etag") ?? String(body.version) } });
    assert.deepEqual((await project.refresh()).changes, { same: 2, update: 1 });
    requests();
    await project.up();
    assert.deepEqual(sentOrders(requests()), [JSON.stringify(SCHEMA)]);
  });
});

test("an order behind outputs and secrets is kept; an ignored one is not sent", async (t) => {
  const schema = JSON.stringify(SCHEMA);
  const { project, requests } = await stand(
    t,
    programOf(
      `const pulumi = require("@pulumi/pulumi");\n${language(`pulumi.secret(${schema})`)}\n${custom(`pulumi.output(${JSON.stringify(CONFIG)})`)}`,
    ),
  );
  await project.up();
  assert.deepEqual(sentOrders(requests()).sort(), [JSON.stringify(CONFIG), schema].sort());
  await project.preview({ args: ["--expect-no-changes"] });
  const secret = project.state().resources.find(({ urn }) => urn.endsWith("::language"));
  assert.ok(!JSON.stringify(secret).includes("reasoning"), "the keys of a secret are secret");
  const { type, ...rest } = SCHEMA;
  const other = `new LanguageOperator("language", { displayName: "l2", outputFormat: "JSON", prompt: "p", outputSchema: ${JSON.stringify({ ...rest, type })} }, { ignoreChanges: ["outputSchema"] });`;
  project.write(programOf(`${other}\n${custom(JSON.stringify(CONFIG))}`));
  requests();
  await project.up();
  assert.deepEqual(sentOrders(requests()), [schema]);
});

test("the state of an earlier release, which knows no order, shows no difference", async (t) => {
  const { project, call, id } = await stand(t, SOURCE);
  await project.up();
  const state = readFileSync(project.stateFile, "utf8");
  assert.ok(state.includes("__order"));
  const earlier = JSON.parse(state, (key, value) => (key === "__order" ? undefined : value));
  writeFileSync(project.stateFile, JSON.stringify(earlier));
  assert.deepEqual((await project.up()).changes, { same: 3 });
  assert.equal((await call("GET", `${CUSTOM_OPERATORS}/${id("custom")}`)).body.version, 1);
});
