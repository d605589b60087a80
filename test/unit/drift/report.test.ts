import { strict as assert } from "node:assert";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { driftText, isIncomplete } from "../../../cli/drift/driftReport";
import type { FoundDrift } from "../../../cli/drift/findDrift";

const NONE: FoundDrift = {
  stack: "shop/prod",
  compared: 1,
  changed: [],
  vanished: [],
  uncompared: [],
  unmanaged: [],
  unread: [],
};
const managed = (kind: "Service" | "Transcript", name: string, id: string) => ({ urn: `urn::${name}`, name, kind, id });
const textOf = (found: Partial<FoundDrift>) =>
  stripVTControlCharacters(driftText({ ...NONE, ...found }, process.stdout)).split("\n");

test("a report has a paragraph for each sort of difference, and ends with what to do", () => {
  const lines = textOf({
    compared: 5,
    changed: [
      {
        ...managed("Service", "calls", "GA1"),
        recordedVersion: 1,
        liveVersion: 3,
        changes: [{ path: "friendlyName", from: "Calls", to: "Support", declared: true }],
        undeclared: [],
      },
      {
        ...managed("Transcript", "call", "GT1"),
        changes: [{ path: "redaction", from: true, to: false, declared: false }],
        undeclared: [{ property: "redaction", line: "redaction: true," }],
      },
    ],
    vanished: [managed("Transcript", "old", "GT2")],
    unmanaged: [
      { kind: "Service", id: "GA2", title: "by hand" },
      { kind: "Transcript", id: "GT3", account: "emea" },
    ],
    uncompared: [{ ...managed("Service", "closed", "GA3"), paths: ["webhookUrl", "friendlyName"] }],
    unread: [{ reason: "no key." }, { account: "apac", reason: "no secret." }],
  });
  assert.deepEqual(lines, [
    "shop/prod: 2 changed, 1 deleted, 2 not managed, 5 objects compared.",
    "",
    "~ Service calls GA1 changed: it is at version 3, the state records version 1",
    '    friendlyName: "Calls" → "Support"',
    "",
    "~ Transcript call GT1 changed",
    "    redaction: true → false (not declared)",
    "",
    "- Transcript old GT2 is no longer in the account",
    "",
    '+ Service "by hand" GA2 is not managed by this stack',
    "+ Transcript GT3 in account emea is not managed by this stack",
    "",
    "? Service closed GA3: webhookUrl, friendlyName not compared, because it is encrypted in the state. To compare it, pass the output of `pulumi stack export --show-secrets` with --state.",
    "",
    "? The default account of the stack was not looked at, because it has no credentials: no key.",
    "? Account apac was not looked at, because it has no credentials: no secret.",
    "",
    "Next: run `pulumi refresh` to record the account's values in the state. Then `pulumi up` restores the declared values and creates what was deleted again, with new ids. To keep a change, declare it first.",
    "",
    "The program does not declare what is marked `(not declared)`, and `pulumi up` leaves it as it is. To undo it, add the line to the program, then run `pulumi refresh` and `pulumi up`. To accept it, run `pulumi refresh`.",
    "    Transcript call: redaction: true,",
    "",
    "To manage these objects, import them with `npx pulumi-twilio-intelligence export` or the resource option `import`.",
  ]);
});

test("a report without drift is one line", () => {
  assert.deepEqual(textOf({}), ["shop/prod: no drift, 1 object compared."]);
});

test("a stack can do without a default account, and not without the accounts of its config", () => {
  const reason = "no key.";
  assert.equal(isIncomplete({ ...NONE, unread: [{ reason }] }), false);
  assert.equal(isIncomplete({ ...NONE, unread: [{ reason }, { account: "apac", reason }] }), true);
});
