import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { orderOf } from "../../../../dynamic/keyOrder";
import type { KindName } from "../../../../provider/catalogue";
import { CUSTOM_OPERATORS, LANGUAGE_OPERATORS, newProvider } from "../../../engine/kit/classes";
import { type Bench, bench } from "../../kit/emulator";
import { configOf, Host, type Values } from "../../requests/host";
import { type Json, prompt, schema, text, turned } from "./arbitraries";

/** Properties whose order of keys is content. */
const ORDERED = { LanguageOperator: ["outputSchema"], CustomOperator: ["config"] };

/** Inputs as a class passes them: the arguments, and the order of their keys, which the engine's maps lose. */
const handed = (kind: keyof typeof ORDERED, args: Values): Values => ({
  ...args,
  __order: orderOf(args, ORDERED[kind]),
});

const json = (value: unknown): string => JSON.stringify(value);

/** The body of the last write; a form's JSON is parsed. */
function lastSent({ emulator }: Bench, path: string): Values {
  const written = emulator.requests().findLast((one) => one.method !== "GET" && one.path.startsWith(path));
  const body = Object(written?.body);
  return "Config" in body ? { friendlyName: body.FriendlyName, config: JSON.parse(body.Config) } : body;
}

/** Creates, reads, turns every order of keys round, and deletes: each write has to hold what was written, and nothing else differs. */
async function lives(made: Bench, kind: keyof typeof ORDERED, path: string, args: Values): Promise<void> {
  const host = new Host(kind, newProvider(kind satisfies KindName), configOf(made.emulator));
  const same = (written: Values) => {
    const sent = lastSent(made, path);
    for (const [name, value] of Object.entries(written)) {
      if (name !== "operatorType") assert.equal(json(sent[name]), json(value), name);
    }
  };
  const silently = quiet();
  try {
    const created = await host.create(handed(kind, args));
    same(args);
    const read = await host.read(created.id, created.outputs);
    const again = await host.update({ ...created, outputs: read.outputs }, handed(kind, args));
    assert.equal(again.diff.changes, false, "a second up changes nothing");
    const other = { ...args, ...Object.fromEntries(ORDERED[kind].map((name) => [name, turned(args[name] as Json)])) };
    const { diff, managed } = await host.update(created, handed(kind, other));
    const isOther = json(other) !== json(args);
    if (diff.changes) same(other);
    else assert.ok(!isOther || json(normal(other)) === json(normal(args)), "another order of keys is a change");
    await host.delete(managed);
  } finally {
    silently();
  }
}

/** Without what the API documents as rewritten: those keywords have no order. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "required" && key !== "additionalProperties");
  return Object.fromEntries(kept.map(([key, member]) => [key, normal(member)]));
}

/** Keeps warnings and notes out of the test's output. */
function quiet(): () => void {
  const { warn, log } = console;
  console.warn = () => {};
  console.log = () => {};
  return () => Object.assign(console, { warn, log });
}

const RUNS = { numRuns: 60 };

test("what a Language Operator declares is what is sent, whatever it is", { timeout: 120_000 }, async (t) => {
  const made = await bench(t);
  const parameter = fc.record(
    { type: fc.constant("STRING"), default: text, description: text },
    { requiredKeys: ["type"] },
  );
  const args = fc.record({
    displayName: fc.string({ minLength: 1, maxLength: 128 }),
    description: prompt,
    prompt,
    outputFormat: fc.constant("JSON"),
    outputSchema: schema,
    trainingExamples: fc.array(fc.record({ input: text, output: text }), { minLength: 1, maxLength: 3 }),
    parameters: fc
      .dictionary(prompt, parameter, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
      .filter(isPassedOn)
      .map(sorted),
  });
  await fc.assert(
    fc.asyncProperty(args, (one) => lives(made, "LanguageOperator", LANGUAGE_OPERATORS, one)),
    RUNS,
  );
});

test("what a Custom Operator declares is what is sent, whatever it is", { timeout: 120_000 }, async (t) => {
  const made = await bench(t);
  const example = fc.record({ input: text, output: fc.jsonValue({ maxDepth: 2 }).filter(isPassedOn) });
  const config = fc
    .record({
      prompt,
      json_result_schema: schema,
      examples: fc.array(example, { maxLength: 2 }),
      "of its own": fc.jsonValue().filter(isPassedOn),
    })
    .map((one) => JSON.parse(json(one)));
  const args = fc.record({ friendlyName: fc.constant("x"), operatorType: fc.constant("GenerativeJSON"), config });
  await fc.assert(
    fc.asyncProperty(args, (one) => lives(made, "CustomOperator", CUSTOM_OPERATORS, one)),
    RUNS,
  );
});

/** Not of a value with a member that every class refuses, because Pulumi would lose it. */
const isPassedOn = (value: unknown): boolean => !json(value).includes('"__proto__":');

/** Names have no order there: the engine sorts them. */
const sorted = <T>(values: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
