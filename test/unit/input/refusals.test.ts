import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { refusals } from "../../../provider/values/refusals";

test("a number that is none is called by its name", () => {
  const schema = z.object({ count: z.number() });
  const failures = refusals(schema, { count: Number.NaN });
  assert.deepEqual(failures, [{ property: "count", reason: "must be a number, not NaN" }]);
});

const schema = z.strictObject({
  webhookUrl: z.string(),
  on: z.string().optional(),
  operators: z
    .array(z.strictObject({ id: z.string(), version: z.int().optional(), __own: z.string().optional() }))
    .max(5),
});
const good = { webhookUrl: "https://example.com", operators: [] };

const said = (value: object) => refusals(schema, value).map(({ property, reason }) => `${property} ${reason}`);

for (const [title, value, expected] of [
  ["other capitals", { ...good, webhookURL: "x" }, "webhookURL is not a property here. Did you mean `webhookUrl`?"],
  [
    "a misspelt name in an item of a list",
    { ...good, operators: [{ id: "a", vesrion: 1 }] },
    "operators[0].vesrion is not a property here. Did you mean `version`?",
  ],
  ["a name that resembles none", { ...good, colour: "red" }, "colour is not a property here"],
  ["a short name that resembles a short one", { ...good, in: "x" }, "in is not a property here"],
  [
    "a member that only the provider sets",
    { ...good, operators: [{ id: "a", __ow: "" }] },
    "operators[0].__ow is not a property here",
  ],
] as const) {
  test(`an unknown property is told with the one that was meant: ${title}`, () =>
    assert.deepEqual(said(value), [expected]));
}

test("a key of a map with a fixed set of keys is told like a property", () => {
  const channels = z.strictObject({ settings: z.partialRecord(z.enum(["SMS", "CHAT"]), z.strictObject({})) });
  const refused = (settings: object) =>
    refusals(channels, { settings }).map(({ property, reason }) => `${property} ${reason}`);
  assert.deepEqual(refused({ sms: {} }), ["settings.sms is not a property here. Did you mean `SMS`?"]);
  assert.deepEqual(refused({ FAX: {} }), ["settings.FAX is not a property here"]);
});

test("one mistake is one refusal", () => {
  assert.deepEqual(said({ webhokUrl: "https://example.com", operators: [] }), [
    "webhokUrl is not a property here. Did you mean `webhookUrl`?",
  ]);
  assert.deepEqual(said({ ...good, operators: "LY12345" }), ["operators must be a list, not a string"]);
  assert.deepEqual(said({}), ["webhookUrl is required", "operators is required"]);
});
