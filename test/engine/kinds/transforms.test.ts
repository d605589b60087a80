import assert from "node:assert/strict";
import { test } from "node:test";
import { programOf } from "../kit/classes";
import { CONFIGURATIONS, SENTIMENT, SUMMARY, stand } from "../kit/stand";

const REFERENCES = [`"${SUMMARY}"`, "tone.id", "tone", "{ id: tone.id, version: tone.version }"];

/** A Configuration with one rule, to which a function of the program adds a rule for each reference. */
const program = (option: "transforms" | "transformations") =>
  programOf(`
const tone = new LanguageOperator("tone", { displayName: "Tone", outputFormat: "TEXT", prompt: "p" });
const added = [${REFERENCES.map((one) => `{ operators: [${one}], triggers: [{ on: "CONVERSATION_END" }] }`).join(", ")}];
new IntelligenceConfiguration(
  "live",
  { displayName: "live", rules: [{ operators: ["${SENTIMENT}"], triggers: [{ on: "COMMUNICATION" }] }] },
  { ${option}: [({ props, opts }) => ({ props: { ...props, rules: [...props.rules, ...added] }, opts })] },
);`);

for (const option of ["transforms", "transformations"] as const) {
  test(`${option} can add a rule as a program writes it`, async (t) => {
    const { project, call, id, sent } = await stand(t, program(option));
    await project.preview();
    await project.up();
    const tone = id("tone");
    const { rules } = (await call("GET", `${CONFIGURATIONS}/${id("live")}`)).body;
    assert.deepEqual(
      rules.map(({ operators }: { operators: unknown[] }) => operators[0]),
      [{ id: SENTIMENT }, { id: SUMMARY }, { id: tone }, { id: tone }, { id: tone, version: 1 }],
    );
    sent();
    assert.deepEqual((await project.up()).changes, { same: 3 });
    assert.deepEqual(sent(), [], "nothing is looked up where nothing changed");
  });
}
