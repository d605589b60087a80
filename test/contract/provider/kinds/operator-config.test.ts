import assert from "node:assert/strict";
import { test } from "node:test";
import { CustomOperator } from "../../../../dynamic/index";
import { checked } from "../../../engine/kit/classes";
import { bench } from "../../kit/emulator";

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
