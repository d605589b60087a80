import assert from "node:assert/strict";
import { test } from "node:test";
import type { z } from "zod";
import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import { inputsSchema } from "../../../provider/table/body";
import { type Bench, bench } from "../../contract/kit/emulator";
import { configured, makeConfiguration, makeConversations, newProvider, PRE_BUILT } from "../kit/classes";
import { SERVICES } from "../kit/stand";

type Members = Record<string, unknown>;

/**
 * What a value that changes, or is taken away, does:
 * - `replace`: a new object, for this property alone.
 * - `nothing`: no request, and no change.
 * - `recorded`: a change that sends nothing.
 * - `refused`: the API has to have it.
 * - else the members of the body of the one write that there is; `undefined` for one that is not in it.
 */
type Effect = "replace" | "nothing" | "recorded" | "refused" | Members;

interface Row {
  set: unknown;
  change: unknown;
  /** What else has to be declared with it. */
  with?: (value: unknown) => Members;
  changes: Effect;
  removes: Effect;
}

interface Kind {
  inputs: z.ZodObject;
  base: Members;
  rows: Record<string, Row>;
}

const replacing = (set: unknown, change: unknown, removes: Effect = "refused"): Row => ({
  ...{ set, change, removes },
  changes: "replace",
});
const ACCOUNT = replacing("emea", "apac", "replace");
/** A choice that lives in the program. */
const LOCAL: Row = { set: "merge", change: "overwrite", changes: "nothing", removes: "nothing" };
const media = (name: string) => ({ media_properties: { media_url: `https://example.com/${name}.mp3` } });
const closed = (minutes: number) => ({ statusTimeouts: { closed: minutes } });
const json = (type: string) => ({ type: "object", properties: { a: { type: [type, "null"] } } });

/** Every input property of the classes that the matrix on the engine leaves out. */
async function kindsOn(made: Bench): Promise<Partial<Record<KindName, Kind>>> {
  const service = async (name: string): Promise<string> =>
    (await made.call("POST", SERVICES, { form: { UniqueName: name } })).body.sid;
  const [one, two] = [await service("one"), await service("two")];
  const [first, second] = [await makeConfiguration(made, "first"), await makeConfiguration(made, "second")];
  const [here, there] = [await makeConversations(made), await makeConversations(made)];
  const other = PRE_BUILT.replace(/e3$/, "e4");
  const config = { prompt: "one" };
  const parameters = (type: string) => ({ p: { type } });
  return {
    CustomOperator: {
      inputs: inputsSchema(entryOf("CustomOperator").resource),
      base: { friendlyName: "n", operatorType: "Generative", config },
      rows: {
        account: ACCOUNT,
        onConflict: LOCAL,
        friendlyName: {
          ...{ set: "a", change: "b", removes: "refused" },
          changes: { FriendlyName: "b", Config: JSON.stringify(config), OperatorType: undefined },
        },
        operatorType: {
          ...replacing("Generative", "PhraseMatch"),
          with: (type) => ({ config: type === "PhraseMatch" ? { phrases: ["refund"] } : config }),
        },
        config: {
          ...{ set: config, change: { prompt: "two" }, removes: "refused" },
          changes: { FriendlyName: "n", Config: '{"prompt":"two"}', OperatorType: undefined },
        },
      },
    },
    OperatorAttachment: {
      inputs: inputsSchema(entryOf("OperatorAttachment").resource),
      base: { serviceSid: one, operatorSid: PRE_BUILT },
      rows: { account: ACCOUNT, serviceSid: replacing(one, two), operatorSid: replacing(PRE_BUILT, other) },
    },
    Transcript: {
      inputs: inputsSchema(entryOf("Transcript").resource),
      base: { serviceSid: one, channel: media("a") },
      rows: {
        account: ACCOUNT,
        serviceSid: replacing(one, two),
        channel: replacing(media("a"), media("b")),
        customerKey: replacing("a", "b", "replace"),
        mediaStartTime: replacing("2026-01-31T10:00:00Z", "2026-01-31T10:00:01Z", "replace"),
        timeoutSeconds: { set: 5, change: 6, changes: "nothing", removes: "nothing" },
      },
    },
    LanguageOperator: {
      inputs: inputsSchema(entryOf("LanguageOperator").resource),
      base: { displayName: "n", outputFormat: "TEXT", prompt: "p" },
      rows: {
        account: ACCOUNT,
        onConflict: LOCAL,
        updateStrategy: { set: "update", change: "replace", changes: "nothing", removes: "nothing" },
        displayName: { set: "a", change: "b", changes: { displayName: "b", prompt: "p" }, removes: "refused" },
        description: { set: "a", change: "b", changes: { description: "b" }, removes: { description: "" } },
        prompt: { set: "a", change: "b", changes: { prompt: "b", displayName: "n" }, removes: "refused" },
        outputFormat: {
          ...{ set: "TEXT", change: "CLASSIFICATION", removes: "refused" },
          changes: { outputFormat: "CLASSIFICATION", outputSchema: undefined },
        },
        outputSchema: {
          ...{ set: json("string"), change: json("number"), with: () => ({ outputFormat: "JSON" }) },
          changes: { outputSchema: json("number") },
          removes: "refused",
        },
        trainingExamples: {
          ...{ set: [{ input: "a", output: "b" }], change: [{ input: "a", output: "c" }] },
          changes: { trainingExamples: [{ input: "a", output: "c" }] },
          removes: { trainingExamples: undefined },
        },
        context: {
          ...{ set: { memory: { enabled: true } }, change: { knowledge: { enabled: true } } },
          changes: { context: { knowledge: { enabled: true } } },
          removes: { context: undefined },
        },
        parameters: {
          ...{ set: parameters("STRING"), change: parameters("NUMBER"), with: () => ({ prompt: "{{parameters.p}}" }) },
          changes: { parameters: parameters("NUMBER") },
          removes: { parameters: undefined },
        },
      },
    },
    MemoryStore: {
      inputs: inputsSchema(entryOf("MemoryStore").resource),
      base: { displayName: "n", allowDelete: true },
      rows: {
        account: ACCOUNT,
        // No two stores have one name.
        onConflict: { ...LOCAL, with: () => ({ displayName: "onConflict" }) },
        displayName: {
          ...{ set: "a", change: "b", removes: "refused" },
          changes: { displayName: "b", description: undefined },
        },
        description: {
          ...{ set: "a", change: "b", removes: "refused", with: () => ({ displayName: "description" }) },
          changes: { displayName: undefined, description: "b" },
        },
        allowDelete: {
          ...{ set: true, change: false, with: () => ({ displayName: "allowDelete" }) },
          ...{ changes: "recorded", removes: "recorded" },
        },
      },
    },
    ConversationsConfiguration: {
      inputs: inputsSchema(entryOf("ConversationsConfiguration").resource),
      base: { displayName: "n", conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId: "mem_store_1" },
      rows: {
        account: ACCOUNT,
        onConflict: LOCAL,
        displayName: { set: "a", change: "b", changes: { displayName: "b" }, removes: "refused" },
        description: { set: "a", change: "b", changes: { description: "b" }, removes: { description: "" } },
        conversationGroupingType: replacing("GROUP_BY_PROFILE", "GROUP_BY_PARTICIPANT_ADDRESSES"),
        memoryStoreId: {
          ...{ set: "mem_store_1", change: "mem_store_2", removes: "refused" },
          changes: { memoryStoreId: "mem_store_2" },
        },
        channelSettings: {
          ...{ set: { SMS: closed(5), CHAT: closed(5) }, change: { SMS: closed(6), CHAT: closed(5) } },
          changes: { channelSettings: { SMS: closed(6), CHAT: closed(5) } },
          removes: { channelSettings: { SMS: null, CHAT: null } },
        },
        statusCallbacks: {
          ...{ set: [{ url: "https://example.com/a" }], change: [{ url: "https://example.com/b" }] },
          changes: { statusCallbacks: [{ url: "https://example.com/b" }] },
          removes: { statusCallbacks: [] },
        },
        memoryExtractionEnabled: {
          ...{ set: true, change: false, changes: { memoryExtractionEnabled: false } },
          removes: { memoryExtractionEnabled: false },
        },
        conversationsV1ServiceSid: {
          ...{ set: `IS${"0".repeat(32)}`, change: `IS${"1".repeat(32)}` },
          changes: { conversationsV1Bridge: { serviceId: `IS${"1".repeat(32)}` } },
          removes: { conversationsV1Bridge: null },
        },
      },
    },
    ConversationsAttachment: {
      inputs: inputsSchema(entryOf("ConversationsAttachment").resource),
      base: { conversationsConfigurationId: here, intelligenceConfigurationId: first },
      rows: {
        account: ACCOUNT,
        conversationsConfigurationId: replacing(here, there),
        intelligenceConfigurationId: {
          ...{ set: first, change: second, removes: "refused" },
          changes: { intelligenceConfigurationIds: [second] },
        },
      },
    },
  };
}

test("every input property is in place, replaces, or stays in the program, and sends just what it should", async (t) => {
  const made = await bench(t, { transcriptMs: 0 });
  const kinds = await kindsOn(made);
  for (const name of kindNames) {
    const kind = kinds[name];
    if (kind === undefined) continue;
    await t.test(name, async (t) => {
      assert.deepEqual(Object.keys(kind.rows).sort(), Object.keys(kind.inputs.shape).sort());
      for (const [property, row] of Object.entries(kind.rows)) {
        await t.test(property, () => live(made, name, kind, property, row));
      }
    });
  }
});

/** The life of one object: made with a value, which is then changed, put back, and taken away. */
async function live(made: Bench, name: KindName, { base }: Kind, property: string, row: Row): Promise<void> {
  // Each command has a process of its own.
  const host = () => configured(newProvider(name), made, ["emea", "apac"]);
  let provider = host();
  const args = (value: unknown): Members =>
    JSON.parse(JSON.stringify({ ...base, ...row.with?.(value), [property]: value }));
  let inputs: Members = {};
  const check = async (news: Members) => {
    const found = await provider.check(inputs, news);
    return found.failures.map(({ reason }) => reason);
  };
  const become = async (news: Members) => {
    assert.deepEqual(await check(news), []);
    inputs = (await provider.check(inputs, news)).inputs;
    return inputs;
  };
  const { id, outs } = await provider.create(await become(args(row.set)));
  let state = outs;
  const step = async (value: unknown, effect: Effect) => {
    if (effect === "refused") {
      assert.notDeepEqual(await check(args(value)), []);
      return;
    }
    provider = host();
    const before = inputs;
    const news = await become(args(value));
    made.emulator.clearRequests();
    const { changes, replaces } = await provider.diff(id, state, news);
    assert.deepEqual([changes, replaces], [effect !== "nothing", effect === "replace" ? [property] : []]);
    if (effect === "nothing" || effect === "replace") {
      inputs = before;
      return;
    }
    state = (await provider.update(id, state, news)).outs;
    const requests = made.emulator.requests();
    if (effect === "recorded") assert.deepEqual(requests, []);
    const writes = requests.filter(({ method }) => method !== "GET");
    const expected = effect === "recorded" ? [] : [effect];
    assert.equal(writes.length, expected.length);
    const body = Object(writes[0]?.body);
    for (const [name, sent] of expected.flatMap(Object.entries)) assert.deepEqual(body[name], sent, name);
    provider = host();
    assert.equal((await provider.diff(id, state, news)).changes, false);
  };
  await step(row.change, row.changes);
  if (row.changes === "recorded" || typeof row.changes !== "string")
    state = (await provider.update(id, state, await become(args(row.set)))).outs;
  await step(undefined, row.removes);
  // A Memory Store is deleted only if the state says that it may be.
  await host().delete(id, { ...state, ...(name === "MemoryStore" && { allowDelete: true }) });
}
