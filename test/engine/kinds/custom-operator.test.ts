import assert from "node:assert/strict";
import { test } from "node:test";
import { CUSTOM_OPERATORS, programOf } from "../kit/classes";
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
