import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import type { LoggedRequest } from "../../../emulator/index";
import type { Bench } from "../../contract/kit/emulator";
import {
  attachedTo,
  CLASSES,
  CONVERSATIONS,
  MEMORY_STORES,
  makeConfiguration,
  makeConversations,
  programOf,
} from "../kit/classes";
import { opsOf, type Stand, stand, standOn } from "../kit/stand";
import { type Given, ROWS, type Row } from "./promises-rows";

const EXAMPLES = join(__dirname, "..", "..", "..", "examples");

test("every class has a row in the table of promises", () => {
  assert.deepEqual(Object.keys(ROWS).sort(), CLASSES.sort());
});

test("every class has an example that makes one", () => {
  const programs = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path) === "index.ts")
    .map((path) => readFileSync(join(EXAMPLES, path), "utf8"));
  const lacking = CLASSES.filter((name) => !programs.some((text) => text.includes(`new ${name}(`)));
  assert.deepEqual(lacking, []);
});

const rows = Object.entries(ROWS);

/** A program that makes one of every class. */
const oneOfEach = (argsOf: (row: Row) => string) =>
  programOf(rows.map(([kind, row]) => `const ${row.name} = new ${kind}("${row.name}", ${argsOf(row)});`).join("\n"));

const OPERATION = /^\/v\d\/ControlPlane\/Operations\/(.+)$/;
const COLLECTION: Record<string, string> = { conv: CONVERSATIONS, mem: MEMORY_STORES };

/** The path of a request, and for an operation that of the object that it writes. */
async function pathOf({ admin }: Bench, { path }: LoggedRequest): Promise<string> {
  const [, operation] = OPERATION.exec(path) ?? [];
  if (operation === undefined) return path;
  const { body } = await admin("GET", `/objects/${operation}`);
  return `${COLLECTION[operation.split("_")[0] ?? ""]}/${body.subjectId}`;
}

/** The methods that were sent, by class, in order. */
async function sentByClass(
  made: Bench,
  given: Given,
  requests: readonly LoggedRequest[],
): Promise<Record<string, string[]>> {
  // Whose credentials these are is asked for once in a run, of any object that tells.
  const own = requests.filter(({ path }) => !/[?&]page_?size=1$/i.test(path));
  const sent = await Promise.all(own.map(async (one) => ({ ...one, path: await pathOf(made, one) })));
  const known = rows.map(([kind, { path }]) => [
    kind,
    sent.filter((one) => path(given).test(one.path)).map(({ method }) => method),
  ]);
  const others = sent.filter((one) => !rows.some(([, { path }]) => path(given).test(one.path)));
  assert.deepEqual(others, [], "every request is for one of the classes");
  return Object.fromEntries(known);
}

const expected = (what: keyof Row["sends"]) =>
  Object.fromEntries(rows.map(([kind, { sends }]) => [kind, sends[what] ?? []]));
const opsByClass = (operation: Parameters<typeof opsOf>[0]) =>
  Object.fromEntries(rows.map(([kind, { name }]) => [kind, opsOf(operation, name)]));
const each = (ops: string[]) => Object.fromEntries(rows.map(([kind]) => [kind, ops]));

async function everyClass(made: Stand) {
  const given: Given = {
    conversations: await makeConversations(made),
    configuration: await makeConfiguration(made, "other"),
  };
  const first = oneOfEach((row) => row.args(given));
  const second = oneOfEach((row) => row.changed(given));
  made.project.write(first);
  made.requests();
  return { given, first, second };
}

/** Everything to be there at once, so that what is sent does not depend on the clock. */
const AT_ONCE = { transcriptMs: 0, lagMs: 0 };

test("each class sends what a command needs and nothing else, and settles", async (t) => {
  const made = await stand(t, "", AT_ONCE);
  const { project, requests, sent } = made;
  const { second, given } = await everyClass(made);
  const byClass = () => sentByClass(made, given, requests());

  await t.test("a preview writes nothing", async () => {
    await project.preview();
    assert.deepEqual(await byClass(), expected("preview"));
  });
  await t.test("create", async () => {
    await project.up();
    assert.deepEqual(await byClass(), expected("create"));
  });
  await t.test("no change", async () => {
    assert.deepEqual((await project.up()).changes, { same: rows.length + 1 });
    assert.deepEqual(sent(), []);
  });
  await t.test("refresh, after which nothing is left to change", async () => {
    await project.refresh();
    assert.deepEqual(await byClass(), expected("refresh"));
    assert.deepEqual((await project.up()).changes, { same: rows.length + 1 });
    assert.deepEqual(sent(), []);
  });
  await t.test("change, in place or by replacement", async () => {
    project.write(second);
    const preview = await project.preview();
    assert.deepEqual(await byClass(), expected("preview"));
    const up = await project.up();
    assert.deepEqual(await byClass(), expected("change"));
    const ops = { update: ["update"], replace: ["create-replacement", "replace", "delete-replaced"] };
    assert.deepEqual(opsByClass(up), Object.fromEntries(rows.map(([kind, { change }]) => [kind, ops[change]])));
    for (const [kind, { name, change }] of rows) assert.equal(opsOf(preview, name).includes(change), true, kind);
    assert.deepEqual((await project.up()).changes, { same: rows.length + 1 });
    assert.deepEqual(sent(), []);
  });
  await t.test("delete", async () => {
    await project.destroy();
    assert.deepEqual(await byClass(), expected("delete"));
    assert.deepEqual(await attachedTo(made, given.conversations), []);
  });
});

test("what was changed behind Pulumi's back is not overwritten, and what was deleted is made again", async (t) => {
  const made = await stand(t, "", AT_ONCE);
  const { project, requests, sent } = made;
  const { first, second, given } = await everyClass(made);
  await project.up();

  await t.test("conflict", async () => {
    const guarded = rows.flatMap(([, { conflict }]) => (typeof conflict === "string" ? [] : [conflict]));
    project.write(second);
    await project.up();
    for (const { edit } of guarded) assert.ok((await edit(made)).status < 300);
    project.write(first);
    requests();
    const { output } = await project.up({ expectFailure: true });
    for (const { message } of guarded) assert.match(output, message);
    const versioned = rows.filter(([, { conflict }]) => typeof conflict !== "string");
    const written = requests().filter(
      ({ method, path, status }) =>
        method !== "GET" && status < 300 && versioned.some(([, row]) => row.path(given).test(path)),
    );
    assert.deepEqual(written, []);
    await project.refresh();
    await project.up();
    assert.deepEqual((await project.up()).changes, { same: rows.length + 1 });
  });

  await t.test("disappears", async () => {
    // What lies on top of others goes first.
    const removeAll = async () => {
      for (const [kind, { remove }] of rows.toReversed()) {
        assert.ok((await remove(made)).status < 300, kind);
      }
    };
    await removeAll();
    await project.refresh();
    assert.deepEqual(
      project.state().resources.filter(({ type }) => type.includes("twilio-intelligence:")),
      [],
    );
    assert.deepEqual(opsByClass(await project.up()), each(["create"]));
    await removeAll();
    sent();
    assert.deepEqual((await project.destroy()).changes, { delete: rows.length + 1 });
  });
});

test("get reads each class as its own program recorded it, and writes nothing", async (t) => {
  const made = await stand(t, "", AT_ONCE);
  const { given } = await everyClass(made);
  await made.project.up();
  // The attachment has come after the Service, and shows in it.
  await made.project.refresh();
  const theirs = await standOn(t, made.emulator, "");
  const gets = rows.map(([kind, { name }]) => `${kind}.get("${name}", "${made.id(name)}");`);
  theirs.project.write(programOf(gets.join("\n")));
  theirs.sent();
  assert.deepEqual(opsByClass(await theirs.project.up()), each(["read"]));
  for (const [kind, { name, local = [] }] of rows) {
    const recorded = Object.entries(made.outputs(name)).filter(([output]) => !local.includes(output));
    assert.deepEqual(visible(theirs.outputs(name)), visible(Object.fromEntries(recorded)), kind);
  }
  await theirs.project.destroy();
  assert.deepEqual(await sentByClass(theirs, given, theirs.requests()), each(["GET"]));
});

/** Outputs without what the provider keeps for itself, at any depth. */
const visible = (outputs: Record<string, unknown>): unknown =>
  JSON.parse(JSON.stringify(outputs, (name, value) => (name.startsWith("__") ? undefined : value)));

test("bad input of each class is refused in the preview, by its path, and before any write", async (t) => {
  const made = await stand(t, "", AT_ONCE);
  await everyClass(made);
  const { project, requests } = made;
  for (const [kind, { name, bad }] of rows) {
    const [args, message] = bad;
    await t.test(kind, async () => {
      project.write(
        oneOfEach((row) => row.args({ conversations: "c", configuration: "c" })) +
          `\nnew ${kind}("${name}-bad", ${args});`,
      );
      assert.match((await project.preview({ expectFailure: true })).output, message);
      assert.deepEqual(
        requests().filter(({ method }) => method !== "GET"),
        [],
      );
    });
  }
});
