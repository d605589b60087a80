import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { LANGUAGE_OPERATORS, programOf } from "../kit/classes";
import { CONFIGURATIONS, opsOf, SERVICES, stand } from "../kit/stand";

interface Declared {
  /** Options of the Service, in source text. */
  options?: string;
  /** Another text makes a new object of the Configuration. */
  description?: string;
}

const program = ({ options = "", description = "one" }: Declared) =>
  programOf(`
const other = new IntelligenceConfiguration("other", {
  displayName: "other", updateStrategy: "replace", description: "${description}", rules: [],
});
new Service("calls", { uniqueName: "calls" }, { ${options} });`);

/** A way to have the engine replace a Service of its own accord: it creates the new one first, and asks nobody. */
interface Way {
  before?: Declared;
  command?: (urn: string) => string[];
  declared?: (round: string) => Declared;
  args?: (urn: string) => string[];
}

const WAYS: Record<string, Way> = {
  "--replace": { args: (urn) => ["--replace", urn] },
  "--target-replace": { args: (urn) => ["--target-replace", urn] },
  "pulumi state taint": { command: (urn) => ["state", "taint", urn, "--yes"] },
  replacementTrigger: {
    before: { options: 'replacementTrigger: "before"' },
    declared: () => ({ options: 'replacementTrigger: "after"' }),
  },
  replaceWith: { declared: (round) => ({ options: "replaceWith: [other]", description: round }) },
};

async function standWith(t: TestContext, { before = {} }: Way) {
  const made = await stand(t, program(before));
  await made.project.up();
  const urn = made.project.state().resources.find((one) => one.urn.endsWith("::calls"))?.urn ?? "";
  return { ...made, urn };
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`${name} of a Service says what works, and that works`, async (t) => {
    const { project, urn, id, call } = await standWith(t, way);
    const first = id("calls");
    const declared = (round: string) => way.declared?.(round) ?? {};
    const args = way.args?.(urn) ?? [];
    if (way.command) await project.run(way.command(urn));
    project.write(program(declared("two")));
    const { output } = await project.up({ args, expectFailure: true });
    const advice = [
      `Service ${first}.* has this uniqueName.*`,
      "If `[^.]+` replaces it, the engine creates the new object first: ",
      "add the resource option `deleteBeforeReplace: true`",
    ];
    assert.match(output, new RegExp(advice.join("")));
    assert.equal(id("calls"), first);

    const { options = "", ...rest } = declared("three");
    project.write(program({ ...rest, options: [options, "deleteBeforeReplace: true"].filter(Boolean).join(", ") }));
    const up = await project.up({ args });
    assert.deepEqual(opsOf(up, "calls"), ["delete-replaced", "replace", "create-replacement"]);
    assert.notEqual(id("calls"), first);
    assert.equal((await call("GET", SERVICES)).body.services.length, 1);
  });
}

test("a replacement of an object whose name is not unique says that the run deletes the old one", async (t) => {
  const tone = (options: string) =>
    programOf(
      `new LanguageOperator("tone", { displayName: "Tone", outputFormat: "TEXT", prompt: "p" }, { ${options} });`,
    );
  const { project, id, call } = await stand(t, tone('replacementTrigger: "a"'));
  await project.up();
  const urn = project.state().resources.find((one) => one.urn.endsWith("::tone"))?.urn ?? "";
  const gone = async (args: string[]) => {
    const first = id("tone");
    const { output } = await project.up({ args });
    assert.equal((await call("GET", `${LANGUAGE_OPERATORS}/${first}`)).status, 404);
    return output;
  };
  const said =
    /already had intelligence_operator_.*If `--replace` or `pulumi state taint` replaces it, this run deletes it/;
  assert.match(await gone(["--replace", urn]), said);
  await project.run(["state", "taint", urn, "--yes"]);
  assert.match(await gone([]), said);

  project.write(tone('replacementTrigger: "b"'));
  assert.doesNotMatch(await gone([]), /already had/);
  // One that no state has is named.
  const json = { displayName: "Tone", outputFormat: "TEXT", prompt: "p" };
  const { id: left } = (await call("POST", LANGUAGE_OPERATORS, { json })).body;
  project.write(tone('replacementTrigger: "c"'));
  assert.match(await gone([]), new RegExp(`already had .*${left}`));
});

test("a Configuration that is replaced together with what it depends on is deleted first, and nothing is left", async (t) => {
  const program = programOf(`
const options = { deleteBeforeReplace: true };
const tone = new LanguageOperator("tone", { displayName: "tone", outputFormat: "TEXT", prompt: "p" }, options);
const rules = [{ name: "tone", operators: [{ id: tone.id }], triggers: [{ on: "CONVERSATION_END" }] }];
new IntelligenceConfiguration("live", { displayName: "live", rules }, options);`);
  const { project, call, id } = await stand(t, program);
  await project.up();
  const urns = project.state().resources.flatMap(({ urn }) => (/::(?:tone|live)$/.test(urn) ? ["--replace", urn] : []));
  const { output } = await project.up({ args: urns });
  assert.doesNotMatch(output, /stays in the account/);
  const live = (await call("GET", CONFIGURATIONS)).body.items.map((one: { id: string }) => one.id);
  assert.deepEqual(live, [id("live")]);
});
