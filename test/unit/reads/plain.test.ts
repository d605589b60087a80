import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { type Plain, toPlain } from "../../../provider/reads/plainResult";

const wire = z.looseObject({
  sid: z.string(),
  unique_name: z.string().nullable(),
  read_only_attached_operator_sids: z.array(z.string()).nullish(),
  sha256_sum: z.string().optional(),
  words: z.array(z.looseObject({ start_time: z.string().nullable() })).nullish(),
  by_name: z.record(z.string(), z.looseObject({ is_default: z.boolean().nullish() })).nullish(),
  parameters: z.record(z.string(), z.json()).nullish(),
  config_schema: z.json(),
  utterance_results: z.array(z.json()).nullable(),
  details: z.looseObject({}).nullish(),
});
type Wire = z.infer<typeof wire>;

const nothing: Wire = { sid: "a", unique_name: null, config_schema: null, utterance_results: null };

test("names come in camel case, also in documented records and lists of them", () => {
  const value = { ...nothing, unique_name: "b", sha256_sum: "c", words: [{ start_time: "1" }, { start_time: null }] };
  const expected: Plain<Wire> = { sid: "a", uniqueName: "b", sha256Sum: "c", words: [{ startTime: "1" }, {}] };
  assert.deepEqual(toPlain(wire, value), expected);
});

test("what is read-only has the name that resources give it", () => {
  const { attachedOperatorSids } = toPlain(wire, { ...nothing, read_only_attached_operator_sids: ["d"] });
  assert.deepEqual(attachedOperatorSids, ["d"]);
});

test("names that people chose stay, their documented values do not", () => {
  const { byName } = toPlain(wire, { ...nothing, by_name: { house_style: { is_default: true }, other: {} } });
  assert.deepEqual(byName, { house_style: { isDefault: true }, other: {} });
});

test("free JSON stays as it is, with its names and its nulls, wherever it stands", () => {
  const free = { some_name: null, deep: [{ a_b: null }] };
  const value = { ...nothing, parameters: free, config_schema: free, utterance_results: [free, null], details: free };
  assert.deepEqual(toPlain(wire, value), {
    sid: "a",
    parameters: free,
    configSchema: free,
    utteranceResults: [free, null],
    details: free,
  });
});

test("what is null is absent, and so is what this release does not know", () => {
  const found = toPlain(wire, { ...nothing, words: null, brand_new: 1, toString: 2 });
  assert.deepEqual(Object.keys(found), ["sid"]);
});

test("the type tells what may be absent, and admits no other name", () => {
  const found: Plain<Wire> = toPlain(wire, nothing);
  const sid: string = found.sid;
  assert.equal(sid, "a");
  // @ts-expect-error: it may be absent
  const uniqueName: string = found.uniqueName;
  assert.equal(uniqueName, undefined);
  // @ts-expect-error: the API's name is none of ours
  assert.equal(found.unique_name, undefined);
});
