import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { encodeForm, type FormValue } from "../../../api/form";

describe("a v2 form", () => {
  const rows: [string, Record<string, FormValue>, string][] = [
    ["keeps PascalCase names", { UniqueName: "a", WebhookHttpMethod: "POST" }, "UniqueName=a&WebhookHttpMethod=POST"],
    ["writes booleans as words", { AutoRedaction: true, DataLogging: false }, "AutoRedaction=true&DataLogging=false"],
    ["writes numbers in decimal", { Count: 1, Share: 0.5 }, "Count=1&Share=0.5"],
    ["clears a field by an empty value", { WebhookUrl: null }, "WebhookUrl="],
    ["sends an empty text as it is", { WebhookUrl: "" }, "WebhookUrl="],
    ["leaves undefined out", { UniqueName: "a", FriendlyName: undefined }, "UniqueName=a"],
    ["repeats the name for a list", { Sid: ["a", "b", "c"] }, "Sid=a&Sid=b&Sid=c"],
    ["leaves undefined out of a list", { Sid: ["a", undefined, null] }, "Sid=a&Sid="],
    ["sends nothing for an empty list", { Sid: [] }, ""],
    [
      "sends an object as JSON",
      { Config: { prompt: "x", n: [1, null] } },
      `Config=${encodeURIComponent('{"prompt":"x","n":[1,null]}')}`,
    ],
    [
      "sends a list of objects as JSON each",
      { Config: [{ a: 1 }, { b: 2 }] },
      "Config=%7B%22a%22%3A1%7D&Config=%7B%22b%22%3A2%7D",
    ],
    ["escapes what would end a value", { Name: "a&b=c+d %\r\n#é" }, "Name=a%26b%3Dc%2Bd+%25%0D%0A%23%C3%A9"],
    ["escapes what would end a name", { "a&b=": "1" }, "a%26b%3D=1"],
  ];
  for (const [name, fields, expected] of rows) it(name, () => assert.equal(encodeForm(fields), expected));

  it("reads back as it was written", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 1 }))), (fields) => {
        const read = new URLSearchParams(encodeForm(fields));
        assert.deepEqual(new Set(read.keys()), new Set(Object.keys(fields)));
        for (const [name, value] of Object.entries(fields)) assert.deepEqual(read.getAll(name), [value].flat());
      }),
    );
  });

  it("reads JSON back as it was written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (config) => {
        const read = new URLSearchParams(encodeForm({ Config: config })).get("Config");
        assert.equal(read, JSON.stringify(config));
      }),
    );
  });
});
