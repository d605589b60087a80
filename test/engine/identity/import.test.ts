import assert from "node:assert/strict";
import { test } from "node:test";
import { ROWS } from "../kinds/promises-rows";
import { makeConfiguration, makeConversations, programOf } from "../kit/classes";
import { SERVICES, type Stand, stand, standOn } from "../kit/stand";

const rows = Object.entries(ROWS);

/** Inputs and outputs of every resource as the state keeps them, by its name. */
const kept = ({ project }: Stand) =>
  Object.fromEntries(
    project
      .state()
      .resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"))
      .map(({ urn, id, inputs, outputs }) => [urn.split("::").at(-1), { id, inputs, outputs }]),
  );

test("the import option of each class takes over what is there, writes nothing, and leaves the state that a create leaves", async (t) => {
  const first = await stand(t, "", { transcriptMs: 0, lagMs: 0 });
  const given = {
    conversations: await makeConversations(first),
    configuration: await makeConfiguration(first, "other"),
  };
  const program = (options: (name: string) => string) =>
    programOf(
      rows
        .map(([kind, { name, args }]) => `const ${name} = new ${kind}("${name}", ${args(given)}, ${options(name)});`)
        .join("\n"),
    );
  const created = program(() => "{}");
  first.project.write(created);
  await first.project.up();
  // The attachment made a new version of the Service after its create was recorded.
  await first.project.refresh();

  const taken = program((name) => `{ import: "${first.id(name)}" }`);
  const second = await standOn(t, first.emulator, taken);
  second.requests();
  const preview = await second.project.preview();
  for (const [, { name }] of rows)
    assert.match(
      preview.output,
      new RegExp(`${first.id(name)} is imported as it is; nothing is written\\. The engine counts it as "to create"`),
    );
  await second.project.up();
  assert.deepEqual([...new Set(second.requests().map(({ method }) => method))], ["GET"]);

  assert.deepEqual(
    (await second.project.up()).changes,
    { same: rows.length + 1 },
    "an import that is done is no change",
  );
  second.project.write(created);
  assert.deepEqual((await second.project.up()).changes, { same: rows.length + 1 }, "nor is an import that goes");
  assert.deepEqual(second.sent(), []);
  assert.deepEqual(kept(second), kept(first));
});

test("an import of what is not as declared is refused in the preview, and lists the differences", async (t) => {
  const made = await stand(t, "");
  const { project, call, sent } = made;
  const form = { UniqueName: "calls", FriendlyName: "Calls", AutoRedaction: "true" };
  const { sid } = (await call("POST", SERVICES, { form })).body;
  const program = (args: string, id = sid) => programOf(`new Service("calls", ${args}, { import: "${id}" });`);
  const refusal = async (text: string) => {
    project.write(text);
    sent();
    const { output } = await project.preview({ expectFailure: true });
    assert.deepEqual(
      sent().filter((one) => !one.startsWith("GET")),
      [],
    );
    return output;
  };
  const differing = await refusal(program(`{ uniqueName: "calls", friendlyName: "Sales", autoRedaction: false }`));
  assert.match(differing, /import cannot be followed: Service GA\w+ is not as declared\. Nothing was written\./);
  assert.match(differing, /friendlyName is "Calls" in the account, declared "Sales"/);
  assert.match(differing, /autoRedaction is true in the account, declared false/);
  const secret = `{ uniqueName: "calls", friendlyName: require("@pulumi/pulumi").secret("hidden words") }`;
  const hidden = await refusal(program(secret));
  assert.match(hidden, /friendlyName is \[secret\] in the account, declared \[secret\]/);
  assert.doesNotMatch(hidden, /hidden words/);
  const nobody = `GA${"1".repeat(32)}`;
  assert.match(
    await refusal(program(`{ uniqueName: "calls" }`, nobody)),
    /the account has no Service GA1{32}\. Correct/,
  );
  assert.match(
    await refusal(program(`{ uniqueName: "calls" }`, "../x")),
    /import cannot be followed: .*its id must be/,
  );
});

test("what is known at the up alone is compared there, and nothing is written where it differs", async (t) => {
  const { project, call, sent } = await stand(t, "");
  const { sid } = (await call("POST", SERVICES, { form: { UniqueName: "calls", FriendlyName: "Calls" } })).body;
  project.write(
    programOf(`const other = new Service("other", { uniqueName: "other" });
new Service("calls", { uniqueName: "calls", friendlyName: other.sid }, { import: "${sid}" });`),
  );
  await project.preview();
  sent();
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, /friendlyName is "Calls" in the account, declared "GA/);
  assert.deepEqual(
    sent().filter((one) => !one.startsWith("GET")),
    [`POST ${SERVICES}`],
  );
});

test("an import of another object by a resource that is there is not followed, and the preview says so", async (t) => {
  const program = (options: string) => programOf(`new Service("calls", { uniqueName: "calls" }${options});`);
  const { project, id } = await stand(t, program(""));
  await project.up();
  project.write(program(`, { import: "GA${"2".repeat(32)}" }`));
  const { output } = await project.preview({ args: ["--expect-no-changes"] });
  assert.match(output, new RegExp(`import: "GA2{32}" is not followed, because the resource is ${id("calls")} already`));
});
