import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { LANGUAGE_OPERATORS, newProvider } from "../../../engine/kit/classes";
import { Stack } from "../../../faults/matrix/stack";
import { bench } from "../../kit/emulator";

const args = (prompt: string, more: object = {}) => ({ displayName: "Tone", outputFormat: "TEXT", prompt, ...more });

/** A stack with one operator, and what it has been told. */
async function withOperator(t: TestContext, options: EmulatorOptions, more: object = {}) {
  const said: string[] = [];
  for (const method of ["log", "warn"] as const)
    t.mock.method(console, method, (text: unknown) => void said.push(String(text)));
  const made = await bench(t, options);
  const stack = new Stack(() => newProvider("LanguageOperator"), made);
  await stack.up(args("one", more));
  return { ...made, stack, said, id: String(stack.entry?.id) };
}

test("an update whose version is not ACTIVE is told with the operator and what still runs", async (t) => {
  const { stack, said, id } = await withOperator(t, { operatorPut: "preview" });
  assert.deepEqual(said, []);
  await stack.up(args("two"));
  await stack.up(args("three"));
  assert.equal(said.length, 2);
  assert.match(
    said[1] ?? "",
    new RegExp(`"Tone" \\(${id}\\): the new version 3 is PREVIEW, .* still run version 1\\.`),
  );
});

test("where no version is ACTIVE, the warning says that nothing runs", async (t) => {
  const { stack, said, admin, id } = await withOperator(t, { operatorPut: "preview" });
  await admin("PATCH", `/operators/${id}/versions/1`, { status: "RETIRED" });
  await stack.up(args("two"));
  assert.match(said.join("\n"), /the new version 2 is PREVIEW, .* have no version to run\./);
});

test("an update whose version is ACTIVE is not told, and one whose version cannot be looked at is done", async (t) => {
  const { stack, said, emulator } = await withOperator(t, {});
  await stack.up(args("two"));
  emulator.setFaults([{ path: "/Versions", fault: "wrong-shape", times: 9 }]);
  await stack.up(args("three"));
  assert.ok(emulator.struck() > 0);
  assert.deepEqual(said, []);
  assert.equal(stack.entry?.outs.version, 3);
});

test("updateStrategy replace makes a new operator, and deletes the old one", async (t) => {
  const replace = { updateStrategy: "replace" };
  const { stack, said, call, id } = await withOperator(t, { operatorPut: "preview" }, replace);
  await stack.up(args("two", replace));
  const next = String(stack.entry?.id);
  assert.notEqual(next, id);
  assert.deepEqual(said, []);
  assert.equal((await call("GET", `${LANGUAGE_OPERATORS}/${id}`)).status, 404);
  assert.equal((await call("GET", `${LANGUAGE_OPERATORS}/${next}/Versions`)).body.items[0].status, "ACTIVE");
});
