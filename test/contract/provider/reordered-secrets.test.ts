import assert from "node:assert/strict";
import { test } from "node:test";
import { CONVERSATIONS, configured, newProvider } from "../../engine/kit/classes";
import { CONFIGURATIONS } from "../../engine/kit/stand";
import { type Bench, bench, SENTIMENT, SUMMARY } from "../kit/emulator";

const SECRET = "https://h.example/SECRETHOOK";
type Members = Record<string, unknown>;

interface Case {
  kind: "ConversationsConfiguration" | "IntelligenceConfiguration" | "LanguageOperator";
  args: Members;
  secrets: string[];
  /** The same declaration with another value elsewhere. */
  changed: Members;
  theirs(made: Bench, id: string, live: Members): Promise<unknown>;
}

const CALLBACKS = { displayName: "c", conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId: "mem_store_1" };
const patch = (body: Members) => (made: Bench, id: string) =>
  made.call("PATCH", `${CONVERSATIONS}/${id}`, { json: body });
const ruleWith = (actions: unknown[]) => ({
  name: "r",
  operators: [{ id: SUMMARY }, { id: SENTIMENT }],
  triggers: [{ on: "CONVERSATION_END" }],
  actions,
});

/** A list with a secret in it, which somebody else puts into another order. */
const CASES: Record<string, Case> = {
  "status callbacks": {
    kind: "ConversationsConfiguration",
    args: { ...CALLBACKS, statusCallbacks: [{ url: SECRET }, { url: "https://b.example/" }] },
    secrets: ["statusCallbacks[0].url"],
    changed: { description: "new" },
    theirs: patch({ statusCallbacks: [{ url: "https://x.example/" }, { url: SECRET, method: "GET" }] }),
  },
  "capture rules": {
    kind: "ConversationsConfiguration",
    args: {
      ...CALLBACKS,
      channelSettings: {
        SMS: {
          captureRules: [
            { from: "+9", to: "*", metadata: { k: SECRET } },
            { from: "+1", to: "*", metadata: { k: "plain" } },
          ],
        },
      },
    },
    secrets: ["channelSettings.SMS.captureRules[0].metadata.k"],
    changed: { description: "new" },
    theirs: patch({
      channelSettings: {
        SMS: {
          captureRules: [
            { from: "+1", to: "*", metadata: { k: "other" } },
            { from: "+5", to: "*" },
            { from: "+9", to: "*", metadata: { k: SECRET } },
          ],
        },
      },
    }),
  },
  "actions of a rule": {
    kind: "IntelligenceConfiguration",
    args: { displayName: "i", rules: [ruleWith([{ url: SECRET }, { url: "https://a.example/y" }])] },
    secrets: ["rules[0].actions[0].url"],
    changed: { description: "new" },
    theirs: (made, id, { displayName, rules }) => {
      const [rule] = rules as { actions: unknown[] }[];
      const swapped = [{ ...rule, actions: rule?.actions.toReversed() }];
      return made.call("PUT", `${CONFIGURATIONS}/${id}`, { json: { displayName, rules: swapped } });
    },
  },
  "a rule that was made again without its id": {
    kind: "IntelligenceConfiguration",
    args: { displayName: "i", rules: [ruleWith([{ url: SECRET }])] },
    secrets: ["rules[0].actions[0].url"],
    changed: { description: "new" },
    theirs: (made, id) =>
      made.call("PUT", `${CONFIGURATIONS}/${id}`, {
        json: {
          displayName: "i",
          rules: [
            {
              operators: [{ id: SENTIMENT }],
              triggers: [{ on: "CONVERSATION_INACTIVE" }],
              actions: [{ type: "WEBHOOK", method: "POST", url: SECRET }],
            },
          ],
        },
      }),
  },
  "training examples": {
    kind: "LanguageOperator",
    args: {
      displayName: "o",
      prompt: "Say it.",
      outputFormat: "TEXT",
      trainingExamples: [
        { input: SECRET, output: "1" },
        { input: "b", output: "2" },
      ],
    },
    secrets: ["trainingExamples[0].input"],
    changed: { description: "new" },
    theirs: (made, id, live) =>
      made.call("PUT", `/v3/ControlPlane/Operators/${id}`, {
        json: {
          displayName: live.displayName,
          prompt: live.prompt,
          outputFormat: live.outputFormat,
          trainingExamples: [
            { input: "c", output: "3" },
            { input: "b", output: "2" },
            { input: SECRET, output: "1" },
          ],
        },
      }),
  },
};

for (const [title, { kind, args, secrets, changed, theirs }] of Object.entries(CASES)) {
  for (const onConflict of ["fail", "merge", "overwrite"]) {
    test(`a secret in a list that somebody else reordered is shown nowhere: ${title}, ${onConflict}`, async (t) => {
      const said: string[] = [];
      for (const method of ["log", "warn"] as const)
        t.mock.method(console, method, (text: unknown) => void said.push(String(text)));
      const made = await bench(t);
      const provider = configured(newProvider(kind), made);
      const { inputs, failures } = await provider.check({}, { ...args, onConflict, __secret: secrets });
      assert.deepEqual(failures, []);
      const { id, outs } = await provider.create(inputs);
      const path =
        kind === "ConversationsConfiguration"
          ? CONVERSATIONS
          : kind === "LanguageOperator"
            ? "/v3/ControlPlane/Operators"
            : CONFIGURATIONS;
      const { body } = await made.call("GET", `${path}/${id}`);
      await theirs(made, id, body);

      const next = configured(newProvider(kind), made);
      const news = { ...args, ...changed, onConflict, __secret: secrets };
      const checked = await next.check(inputs, news);
      await next.diff(id, outs, checked.inputs);
      const outcome = await next.update(id, outs, checked.inputs).catch((error: unknown) => error);
      if (outcome instanceof Error) said.push(outcome.message);
      const seen = await next.read(id, outs);
      await next.diff(id, seen.props ?? {}, checked.inputs);
      const importing = configured(newProvider(kind), made);
      const imported = await importing.check({}, { ...args, __secret: secrets, __import: id });
      said.push(...imported.failures.map(({ reason }) => reason));
      assert.ok(said.join("\n").length > 100, "something was said");
      assert.ok(!said.join("\n").includes("SECRETHOOK"), said.join("\n"));
    });
  }
}
