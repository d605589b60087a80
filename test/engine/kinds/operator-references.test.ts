import assert from "node:assert/strict";
import { test } from "node:test";
import { declaring, PARAMETERS, programOf } from "../kit/classes";
import { CONFIGURATIONS, SENTIMENT, SUMMARY, stand } from "../kit/stand";

/** A rule for each reference, in source text; `tone` is a Language Operator of the program. */
const program = (parameters: Record<string, unknown>, references: string[]) =>
  programOf(`
const tone = new LanguageOperator("tone", ${JSON.stringify(declaring(parameters))});
new IntelligenceConfiguration("live", {
  displayName: "live",
  rules: [${references.map((one) => `{ operators: [${one}], triggers: [] }`).join(", ")}],
});`);

test("a rule takes an operator by its id, as the resource, or with version and parameters", async (t) => {
  const references = [
    `"${SUMMARY}"`,
    "tone",
    "tone.id",
    "{ id: tone.id, version: tone.version }",
    `{ id: "${SENTIMENT}" }`,
  ];
  const { project, call, id, sent } = await stand(t, program({}, references));
  await project.up();
  const tone = id("tone");
  const { rules } = (await call("GET", `${CONFIGURATIONS}/${id("live")}`)).body;
  assert.deepEqual(
    rules.map(({ operators }: { operators: unknown[] }) => operators[0]),
    [{ id: SUMMARY }, { id: tone }, { id: tone }, { id: tone, version: 1 }, { id: SENTIMENT }],
  );
  sent();
  assert.deepEqual((await project.up()).changes, { same: 3 });
  assert.deepEqual(sent(), [], "nothing is looked up where nothing changed");
  assert.ok(!project.stateText().includes("__declares"), "what helps the check is in no state");
});

test("parameters are checked before the operator exists, and against what the program makes of it", async (t) => {
  const wrong = program(PARAMETERS, ['{ id: tone.id, parameters: { language: "en", times: 1.5, tempo: 3 } }', "tone"]);
  const { project, requests } = await stand(t, wrong);
  const { output } = await project.preview({ expectFailure: true });
  assert.match(
    output,
    /rules\[0\]\.operators\[0\]\.parameters\.times must be a whole number, as the operator declares/,
  );
  assert.match(
    output,
    /rules\[0\]\.operators\[0\]\.parameters\.tempo is no parameter .*language, share, strict, times/,
  );
  assert.match(output, /rules\[1\]\.operators\[0\]\.parameters\.language is required by the operator/);
  assert.deepEqual(requests(), []);

  const right = '{ id: tone.id, parameters: { language: "en", times: 2, share: 0.5 } }';
  project.write(program(PARAMETERS, [right]));
  await project.up();
  // The account still has the operator without `tempo`.
  project.write(
    program({ ...PARAMETERS, tempo: { type: "NUMBER", required: true } }, [right.replace("share: 0.5", "tempo: 2")]),
  );
  await project.preview();
  await project.up();
  await project.preview({ args: ["--expect-no-changes"] });
});
