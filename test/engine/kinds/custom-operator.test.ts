import assert from "node:assert/strict";
import { test } from "node:test";
import { CustomOperator } from "../../../dynamic/index";
import { bench } from "../../contract/kit/emulator";
import { CUSTOM_OPERATORS, checked, programOf } from "../kit/classes";
import { stand, stepsOf } from "../kit/stand";

const program = (friendlyName: string, operatorType: string, config: string) =>
  programOf(
    `new CustomOperator("topic", ${JSON.stringify({ friendlyName, operatorType }).slice(0, -1)}, "config": ${config} });`,
  );

test("both fields go out on every update, keys in the order of the program, and another type makes a new operator", async (t) => {
  const example = '"examples": [{ "input": "a", "output": "b" }]';
  const { project, requests, sent, id } = await stand(
    t,
    program("Topic", "Generative", `{ "prompt": "p", ${example} }`),
  );
  await project.up();
  const path = `${CUSTOM_OPERATORS}/${id("topic")}`;
  sent();

  await t.test("the order of keys", async () => {
    project.write(program("Topic", "Generative", '{ "examples": [{ "output": "b", "input": "a" }], "prompt": "p" }'));
    assert.deepEqual((await project.up()).changes, { same: 1, update: 1 });
    const [update] = requests().filter(({ method }) => method === "POST");
    assert.deepEqual(update?.body, {
      FriendlyName: "Topic",
      Config: '{"examples":[{"output":"b","input":"a"}],"prompt":"p"}',
    });
  });
  await t.test("an update", async () => {
    project.write(program("Topics", "Generative", `{ "prompt": "p", ${example} }`));
    await project.up();
    const [update] = requests().filter(({ method }) => method === "POST");
    assert.deepEqual([update?.path, update?.headers["if-match"]], [path, '"2"']);
    assert.deepEqual(update?.body, {
      FriendlyName: "Topics",
      Config: '{"prompt":"p","examples":[{"input":"a","output":"b"}]}',
    });
  });
  await t.test("another type", async () => {
    project.write(program("Topics", "GenerativeJSON", '{ "prompt": "p", "json_result_schema": { "type": "object" } }'));
    const [step] = stepsOf(await project.up(), "topic");
    assert.deepEqual([step?.op, step?.keys], ["create-replacement", ["operatorType"]]);
    const [create] = requests().filter(({ method }) => method === "POST");
    assert.equal(create?.path, CUSTOM_OPERATORS);
    await project.refresh();
    await project.preview({ args: ["--expect-no-changes"] });
  });
});

test("what is answered before it shows is waited for", async (t) => {
  const { project, call, id } = await stand(t, program("Topic", "Generative", '{ "prompt": "one" }'), { lagMs: 600 });
  const show = async () => (await call("GET", `${CUSTOM_OPERATORS}/${id("topic")}`)).body.config?.prompt;
  await project.up();
  assert.equal(await show(), "one");
  project.write(program("Topic", "Generative", '{ "prompt": "two" }'));
  await project.up();
  assert.equal(await show(), "two");
});

test("a config is checked against its operator type", async (t) => {
  const made = await bench(t);
  const refusalOf = async (operatorType: string, config: unknown) => {
    made.emulator.clearRequests();
    const { refused } = await checked(CustomOperator, made, { friendlyName: "n", operatorType, config });
    return [refused, made.emulator.requests().map(({ path }) => path)];
  };
  const cases: [type: string, config: unknown, refused: string[]][] = [
    ["Generative", { prompt: "p", examples: [{ input: "i", output: "o" }] }, []],
    ["Generative", {}, ["config.prompt is required"]],
    ["Generative", { prompt: "p", json_result_schema: {} }, []],
    ["GenerativeJSON", { prompt: "p", json_result_schema: { type: "object" } }, []],
    ["GenerativeJSON", { prompt: "p" }, ["config.json_result_schema is required"]],
    [
      "GenerativeJSON",
      { prompt: 1, json_result_schema: {}, model: "m" },
      ["config.prompt must be a string, not a number", 'config.json_result_schema.type must be "object"'],
    ],
  ];
  for (const [type, config, refused] of cases) {
    await t.test(`${type} ${JSON.stringify(config)}`, async () => {
      assert.deepEqual(await refusalOf(type, config), [refused, []]);
    });
  }
  const fetched: typeof cases = [
    ["PhraseMatch", { phrases: ["refund"], match: "any" }, []],
    ["PhraseMatch", { phrases: [] }, ["config.phrases must have at least 1 item"]],
    ["PhraseMatch", { phrases: ["a", 1] }, ["config.phrases[1] must be a string, not a number"]],
    ["PhraseMatch", { phrases: ["a"], match: "some" }, ['config.match must be one of "any", "all"']],
    ["PhraseMatch", { phrases: ["a"], more: 1 }, ["config.more is not a property here"]],
    ["EntityExtract", {}, ["operatorType is a type of which only Twilio makes operators"]],
    ["Nothing", {}, ["operatorType is none of the account's operator types"]],
  ];
  for (const [type, config, refused] of fetched) {
    await t.test(`${type} ${JSON.stringify(config)}`, async () => {
      assert.deepEqual(await refusalOf(type, config), [refused, [`/v2/OperatorTypes/${type}`]]);
    });
  }
  await t.test("a type that cannot be read is left to the API", async () => {
    made.emulator.setFaults([{ fault: "500", path: "OperatorTypes", times: 99 }]);
    const { refused } = await checked(CustomOperator, made, {
      friendlyName: "n",
      operatorType: "PhraseMatch",
      config: {},
    });
    assert.deepEqual(refused, []);
  });
});
