import assert from "node:assert/strict";
import type { Behaviour } from "../../../emulator/behaviour";
import {
  attachedTo,
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  LANGUAGE_OPERATORS,
  MEMORY_STORES,
  makeConfiguration,
  PRE_BUILT,
  programOf,
} from "../../engine/kit/classes";
import { CONFIGURATIONS, SENTIMENT, SERVICES, type Stand, SUMMARY, stand } from "../../engine/kit/stand";
import type { Scope } from "../cell";

/** What an edit of the program changes. */
interface Written {
  text: string;
  /** The description of the Intelligence Configuration is declared. */
  described: boolean;
  /** Operators of the rules, in their order. */
  rules: Record<string, string>;
  grouping: string;
}

const FIRST: Written = {
  text: "first",
  described: true,
  rules: { a: SUMMARY, b: SUMMARY, c: SENTIMENT },
  grouping: "GROUP_BY_PROFILE",
};
const SECOND: Written = {
  text: "second",
  described: false,
  rules: { c: SENTIMENT, d: SUMMARY, a: SUMMARY },
  grouping: "GROUP_BY_PARTICIPANT_ADDRESSES",
};

/** A program with every class that can be updated, and with attachments. */
function written({ text, described, rules, grouping }: Written): string {
  const all = Object.entries(rules).map(([name, id]) => ({
    name,
    operators: [{ id }],
    triggers: [{ on: "CONVERSATION_END" }],
    actions: [{ url: `https://example.com/${name === "a" ? text : "hook"}` }],
  }));
  return programOf(`
const calls = new Service("calls", { uniqueName: "calls", friendlyName: "${text}" });
const topic = new CustomOperator("topic", { friendlyName: "topic", operatorType: "Generative", config: { prompt: "${text}" } });
for (const [name, operatorSid] of Object.entries({ own: topic.sid, built: "${PRE_BUILT}" }))
  new OperatorAttachment(name, { serviceSid: calls.sid, operatorSid });
const tone = new LanguageOperator("tone", { displayName: "tone", outputFormat: "TEXT", prompt: "${text}" });
const rules = ${JSON.stringify(all)};
const live = new IntelligenceConfiguration("live", {
  displayName: "live",
  ${described ? `description: "${text}",` : ""}
  rules: [...rules, { name: "tone", operators: [{ id: tone.id }], triggers: [{ on: "CONVERSATION_END" }] }],
});
const store = new MemoryStore("store", { displayName: "store", description: "${text}", allowDelete: true });
const support = new ConversationsConfiguration("support", {
  displayName: "Support",
  description: "${text}",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: store.id,
  channelSettings: { SMS: { statusTimeouts: { closed: ${text.length} } } },
});
new ConversationsConfiguration("chat", {
  displayName: "Chat",
  conversationGroupingType: "${grouping}",
  memoryStoreId: store.id,
});
new ConversationsAttachment("attached", { conversationsConfigurationId: support.id, intelligenceConfigurationId: live.id });
`);
}

/** The account has what the program declares, in each object. */
async function holds({ call, id }: Stand, { text, rules }: Written): Promise<void> {
  const read = async (collection: string, name: string) => (await call("GET", `${collection}/${id(name)}`)).body;
  assert.equal((await read(SERVICES, "calls")).friendly_name, text);
  assert.equal((await read(CUSTOM_OPERATORS, "topic")).config.prompt, text);
  assert.equal((await read(LANGUAGE_OPERATORS, "tone")).prompt, text);
  assert.equal((await read(MEMORY_STORES, "store")).description, text);
  const { operator_sids } = (await call("GET", `${SERVICES}/${id("calls")}/Operators`)).body;
  assert.deepEqual(operator_sids.toSorted(), [PRE_BUILT, id("topic")].toSorted());
  const live = (await read(CONFIGURATIONS, "live")).rules.flatMap(
    (one: { operators: { id: string }[] }) => one.operators,
  );
  const declared = [...Object.values(rules), id("tone")];
  assert.deepEqual(live.map((one: { id: string }) => one.id).toSorted(), declared.toSorted());
  const support = await read(CONVERSATIONS, "support");
  assert.deepEqual([support.description, support.channelSettings.SMS.statusTimeouts.closed], [text, text.length]);
}

/** Ids of rules by their names in the program. */
const ruleIds = ({ outputs }: Stand): Record<string, string> => {
  const all: { name: string; id: string }[] = Object(outputs("live")).rules;
  return Object.fromEntries(all.map(({ name, id }) => [name, id]));
};

/** Conversations configurations of somebody else: one less than an account can have beside those of the program and one more. */
const OTHERS = 7;

/** One stack's life on the real engine: nothing of the program or of somebody else is lost, and no difference stays. */
export async function liveWith(scope: Scope, behaviour: Behaviour): Promise<void> {
  const made = await stand(scope, written(FIRST), behaviour);
  const { project, call, id } = made;
  const theirs = await makeConfiguration(made, "theirs");
  for (let number = 0; number < OTHERS; number++) {
    const json = { displayName: `Other ${number}`, description: "", conversationGroupingType: "GROUP_BY_PROFILE" };
    await call("POST", CONVERSATIONS, { json: { ...json, memoryStoreId: "mem_store_1" } });
  }
  await project.up();
  await holds(made, FIRST);
  await project.preview({ args: ["--expect-no-changes"] });
  const before = ruleIds(made);

  // Somebody attaches a Configuration of their own, which stays.
  const { version, createdAt, updatedAt, conversationsV1Bridge, ...support } = (
    await call("GET", `${CONVERSATIONS}/${id("support")}`)
  ).body;
  const attached = [...(await attachedTo(made, id("support"))), theirs];
  const put = { ...support, id: undefined, intelligenceConfigurationIds: attached };
  assert.equal((await call("PUT", `${CONVERSATIONS}/${id("support")}`, { json: put })).status, 202);

  project.write(written(SECOND));
  await project.up();
  await holds(made, SECOND);
  assert.deepEqual(await attachedTo(made, id("support")), attached);
  const after = ruleIds(made);
  assert.deepEqual([after.a, after.c, after.tone], [before.a, before.c, before.tone]);
  await project.preview({ args: ["--expect-no-changes"] });
  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });

  await project.destroy();
  assert.deepEqual(
    project.state().resources.filter(({ id }) => id !== undefined),
    [],
  );
  const left = (await call("GET", CONFIGURATIONS)).body.items.map((one: { id: string }) => one.id);
  assert.deepEqual(left, [theirs]);
  assert.equal((await call("GET", CONVERSATIONS)).body.configurations.length, OTHERS);
  assert.equal((await call("GET", SERVICES)).body.services.length, 0);
  assert.equal((await call("GET", MEMORY_STORES)).body.stores.length, 0);
}
