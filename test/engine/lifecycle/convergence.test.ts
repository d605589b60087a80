import assert from "node:assert/strict";
import { test } from "node:test";
import {
  configuration,
  type Declarations,
  ownOperator,
  programOf,
  SENTIMENT,
  SUMMARY,
  service,
  stand,
} from "../kit/stand";

const rule = (members: Record<string, unknown> = {}) => ({
  operators: [{ id: SENTIMENT }],
  triggers: [{ on: "COMMUNICATION" }],
  ...members,
});
const withRule = (displayName: string, members: Record<string, unknown>) =>
  configuration({ displayName, rules: [rule(members)] });

/** What the server writes in other words than the program: filled in, left out, or with keys in another order. */
const rewritten = (own: string): Declarations => ({
  bare: service({ uniqueName: "bare" }),
  cleared: service({ uniqueName: "cleared", friendlyName: "", webhookUrl: "", encryptionCredentialSid: "" }),
  defaults: service({
    uniqueName: "defaults",
    languageCode: "en-US",
    autoTranscribe: false,
    dataLogging: false,
    autoRedaction: false,
    mediaRedaction: false,
    webhookHttpMethod: "NULL",
  }),
  language: service({ uniqueName: "language", languageCode: "es-MX", friendlyName: "Ümläut ✓ & more=1" }),
  noRules: configuration({ displayName: "no rules", description: "", rules: [] }),
  noCount: withRule("no count", { triggers: [{ on: "COMMUNICATION", parameters: {} }] }),
  countOne: withRule("count one", { triggers: [{ on: "COMMUNICATION", parameters: { count: 1 } }] }),
  end: withRule("end", { triggers: [{ on: "CONVERSATION_END" }] }),
  noTrigger: withRule("no trigger", { triggers: [] }),
  emptyContext: withRule("empty context", { context: {} }),
  memoryOff: withRule("memory off", { context: { memory: { enabled: false } } }),
  emptyParameters: withRule("empty parameters", { operators: [{ id: SENTIMENT, parameters: {} }] }),
  parameters: withRule("parameters", {
    operators: [{ id: own, version: 2, parameters: { tone: "", times: 0 } }],
  }),
  pinnedOrNot: withRule("pinned or not", { operators: [{ id: own }, { id: own, version: 2 }] }),
  bareAction: withRule("bare action", { actions: [{ url: "https://example.com/a" }] }),
  wholeAction: withRule("whole action", {
    actions: [{ url: "https://example.com/a?b=c#d", method: "POST", type: "WEBHOOK" }],
  }),
  everything: configuration({
    displayName: "everything",
    description: "all of it",
    updateStrategy: "update",
    rules: [
      rule({ name: "a", context: { knowledge: { bases: ["kb_2", "kb_1"] }, memory: { enabled: true } } }),
      rule({ name: "b", operators: [{ id: SUMMARY }, { id: SENTIMENT }] }),
      rule(),
      rule(),
      rule({ operators: [{ id: SUMMARY }], actions: [] }),
    ],
  }),
});

test("after an up and a refresh nothing is left to change, however the server words it", async (t) => {
  const made = await stand(t, "");
  const { project, requests } = made;
  const declared = rewritten(await ownOperator(made));
  project.write(programOf(declared));
  const unchanged = { same: Object.keys(declared).length + 1 };
  await project.up();
  await project.preview({ args: ["--expect-no-changes"] });
  assert.deepEqual((await project.refresh()).changes, unchanged);
  requests();
  assert.deepEqual((await project.preview({ args: ["--expect-no-changes"] })).changes, unchanged);
  assert.deepEqual((await project.up()).changes, unchanged);
  assert.deepEqual(requests(), [], "neither the preview nor the up after a refresh sends anything");
});
