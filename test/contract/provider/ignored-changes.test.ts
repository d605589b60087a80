import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { unknownValue } from "@pulumi/pulumi/runtime";
import { IMPORT } from "../../../dynamic/hidden";
import { configured, LANGUAGE_OPERATORS, newProvider } from "../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../engine/kit/stand";
import type { Bag } from "../../faults/matrix/kind";
import { Stack } from "../../faults/matrix/stack";
import { type Bench, bench, rule } from "../kit/emulator";

type Kind = "Service" | "LanguageOperator" | "IntelligenceConfiguration";

/** Of one kind: what is declared, how the program changes it, and how somebody else edits what the program leaves to the account. */
interface Row {
  kind: Kind;
  base: Bag;
  change: Bag;
  ignored: string;
  /** The whole body of the edit, from the live object and the edited value. */
  edit(made: Bench, id: string, value: string): Promise<unknown>;
  /** The edited value, and that of the program. */
  read(made: Bench, id: string): Promise<[edited: unknown, changed: unknown]>;
  before: string;
}

const fetched = async ({ call }: Bench, path: string) => (await call("GET", path)).body;
const put = async (made: Bench, path: string, change: (live: Bag) => Bag) => {
  const {
    id: _id,
    accountId: _account,
    version: _version,
    author: _author,
    dateCreated: _created,
    ...live
  } = await fetched(made, path);
  const { dateUpdated: _updated, ...body } = live;
  assert.equal((await made.call("PUT", path, { json: change(body) })).status, 200);
};
const hook = (url: string) => [{ type: "WEBHOOK", method: "POST", url }];

const ROWS: Row[] = [
  {
    kind: "Service",
    base: { uniqueName: "calls", friendlyName: "ours", webhookUrl: "https://a.example/" },
    change: { webhookUrl: "https://b.example/" },
    ignored: "friendlyName",
    before: "ours",
    edit: ({ call }, id, value) => call("POST", `${SERVICES}/${id}`, { form: { FriendlyName: value } }),
    read: async (made, id) => {
      const live = await fetched(made, `${SERVICES}/${id}`);
      return [live.friendly_name, live.webhook_url];
    },
  },
  {
    kind: "LanguageOperator",
    base: { displayName: "tone", prompt: "ours", outputFormat: "TEXT", description: "one" },
    change: { description: "two" },
    ignored: "prompt",
    before: "ours",
    edit: (made, id, prompt) => put(made, `${LANGUAGE_OPERATORS}/${id}`, (live) => ({ ...live, prompt })),
    read: async (made, id) => {
      const live = await fetched(made, `${LANGUAGE_OPERATORS}/${id}`);
      return [live.prompt, live.description];
    },
  },
  {
    kind: "IntelligenceConfiguration",
    base: { displayName: "live", description: "ours", rules: [rule()] },
    change: { displayName: "live 2" },
    ignored: "description",
    before: "ours",
    edit: (made, id, description) => put(made, `${CONFIGURATIONS}/${id}`, (live) => ({ ...live, description })),
    read: async (made, id) => {
      const live = await fetched(made, `${CONFIGURATIONS}/${id}`);
      return [live.description, live.displayName];
    },
  },
  {
    kind: "IntelligenceConfiguration",
    base: { displayName: "live", rules: [rule({ name: "r", actions: hook("https://ours.example/") })] },
    change: { displayName: "live 2" },
    ignored: "rules[*].actions",
    before: "https://ours.example/",
    edit: (made, id, url) =>
      put(made, `${CONFIGURATIONS}/${id}`, (live) => ({
        ...live,
        rules: [{ ...Object(live.rules)[0], actions: hook(url) }],
      })),
    read: async (made, id) => {
      const live = await fetched(made, `${CONFIGURATIONS}/${id}`);
      return [live.rules[0].actions[0].url, live.displayName];
    },
  },
];

/** The engine hands over the recorded inputs of an ignored property, and the class its `ignoreChanges`. */
async function edited(t: TestContext, { kind, base, ignored, edit, read, before }: Row) {
  const said: string[] = [];
  for (const method of ["log", "warn"] as const)
    t.mock.method(console, method, (text: unknown) => void said.push(String(text)));
  const made = await bench(t);
  const stack = new Stack(() => newProvider(kind), made);
  const declared = (args: Bag) => ({ ...base, ...args, __ignored: [ignored] });
  await stack.up(declared({}));
  const id = String(stack.entry?.id);
  assert.equal((await read(made, id))[0], before);
  const theirs = before.startsWith("https") ? "https://theirs.example/" : "theirs";
  await edit(made, id, theirs);
  return { made, stack, declared, id, theirs, said };
}

for (const row of ROWS) {
  const { kind, ignored, change, read } = row;
  for (const onConflict of ["fail", "merge", "overwrite"]) {
    test(`${kind}: what ignoreChanges leaves to the account stays under ${onConflict}: ${ignored}`, async (t) => {
      const { made, stack, declared, id, theirs, said } = await edited(t, row);
      const args = declared({ ...change, onConflict });
      await stack.up(args);
      assert.deepEqual(await read(made, id), [theirs, Object.values(change)[0]]);
      assert.deepEqual(said, []);
      assert.equal(await stack.differs(args), false);
      await stack.refresh();
      assert.equal(await stack.differs(args), false);
      await stack.up(declared({ onConflict }));
      assert.deepEqual((await read(made, id))[0], theirs);
    });
  }

  test(`${kind}: an import follows an object that differs in what is left to the account: ${ignored}`, async (t) => {
    const { made, id, theirs, declared } = await edited(t, row);
    const provider = configured(newProvider(kind), made);
    const { inputs, failures } = await provider.check({}, { ...declared({}), [IMPORT]: id });
    assert.deepEqual(failures, []);
    assert.equal((await provider.create(inputs)).id, id);
    assert.equal((await read(made, id))[0], theirs);
  });

  test(`${kind}: a preview with checkDrift does not warn of what is left to the account: ${ignored}`, async (t) => {
    const { made, stack, declared, said } = await edited(t, row);
    const provider = configured(newProvider(kind), made, [], { checkDrift: "true" });
    await provider.diff(String(stack.entry?.id), stack.entry?.outs ?? {}, declared(change));
    assert.deepEqual(said, []);
  });
}

test("a replacement that would lose what is left to the account is refused", async (t) => {
  const [, , row] = ROWS;
  assert.ok(row);
  const { made, stack, declared, id, theirs } = await edited(t, row);
  await assert.rejects(stack.up(declared({ displayName: "live 2", updateStrategy: "replace" })), {
    message: `Could not replace Intelligence Configuration ${id}: ignoreChanges leaves values to the account that the new object would not have: description is "${theirs}", and would be "ours". Declare what the account has, then run \`pulumi up\` again.`,
  });
  assert.equal((await row.read(made, id))[0], theirs);
});

for (const onConflict of ["fail", "merge", "overwrite"]) {
  test(`a replacement under ${onConflict} that would lose what is left to the account and was never declared is refused`, async (t) => {
    const made = await bench(t);
    const stack = new Stack(() => newProvider("IntelligenceConfiguration"), made);
    const declared = { displayName: "live", rules: [], onConflict, __ignored: ["description"] };
    await stack.up(declared);
    const path = `${CONFIGURATIONS}/${stack.entry?.id}`;
    await made.call("PUT", path, { json: { ...(await made.call("GET", path)).body, description: "theirs" } });
    await assert.rejects(stack.up({ ...declared, displayName: "live 2", updateStrategy: "replace" }), {
      message: `Could not replace Intelligence Configuration ${stack.entry?.id}: ignoreChanges leaves values to the account that the new object would not have: description is "theirs", and would be "". Declare what the account has, then run \`pulumi up\` again.`,
    });
    assert.equal((await made.call("GET", path)).body.description, "theirs");
  });
}

for (const ignored of [[], ["friendlyName"]]) {
  test(`a preview of a replacement does not count what is not known yet as lost, ignoring ${ignored.length} properties`, async (t) => {
    const made = await bench(t);
    const stack = new Stack(() => newProvider("Service"), made);
    const base = { uniqueName: "calls", friendlyName: "ours", languageCode: "en-US", autoTranscribe: true };
    await stack.up({ ...base, __ignored: ignored });
    const provider = configured(newProvider("Service"), made);
    const news = {
      ...base,
      languageCode: unknownValue,
      autoTranscribe: unknownValue,
      __secret: ["autoTranscribe"],
      __ignored: ignored,
    };
    const { replaces } = await provider.diff(String(stack.entry?.id), stack.entry?.outs ?? {}, news);
    assert.deepEqual(replaces, ["languageCode"]);
  });
}
