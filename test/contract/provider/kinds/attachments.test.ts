import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { DynamicProvider } from "../../../../dynamic/protocol";
import {
  attachedTo,
  configured,
  makeConfiguration,
  makeConversations,
  newProvider,
  PRE_BUILT,
} from "../../../engine/kit/classes";
import { SERVICES } from "../../../engine/kit/stand";
import type { Bag } from "../../../faults/matrix/kind";
import { bench } from "../../kit/emulator";

/** A resource in the state, with the steps of one `up` that gives it other arguments. */
class Attachment {
  constructor(
    public id: string,
    public outs: Bag,
  ) {}

  static async create(host: DynamicProvider, args: Bag): Promise<Attachment> {
    const { id, outs } = await host.create((await host.check({}, args)).inputs);
    return new Attachment(id, Object(outs));
  }

  diff = (host: DynamicProvider, args: Bag) => host.diff(this.id, this.outs, args);

  async update(host: DynamicProvider, args: Bag): Promise<void> {
    this.outs = Object((await host.update(this.id, this.outs, args)).outs);
  }
}

/** Two Configurations, each attached by a resource of its own, and a new host for the next `up`. */
async function twoAttached(t: TestContext) {
  const made = await bench(t);
  const conversations = await makeConversations(made);
  const [one, two, three] = [
    await makeConfiguration(made, "one"),
    await makeConfiguration(made, "two"),
    await makeConfiguration(made, "three"),
  ];
  const args = (id: string): Bag => ({ conversationsConfigurationId: conversations, intelligenceConfigurationId: id });
  const host = () => configured(newProvider("ConversationsAttachment"), made);
  const before = host();
  const [first, second] = [await Attachment.create(before, args(one)), await Attachment.create(before, args(two))];
  const attached = async () => (await attachedTo(made, conversations)).toSorted();
  return { one, two, three, first, second, host, args, attached };
}

for (const order of ["both compared first", "one after the other"]) {
  test(`two attachments that change places stay attached, ${order}`, async (t) => {
    const { one, two, first, second, host, args, attached } = await twoAttached(t);
    for (const [mine, theirs] of [
      [two, one],
      [one, two],
    ] as const) {
      const next = host();
      await first.diff(next, args(mine));
      if (order === "both compared first") await second.diff(next, args(theirs));
      await first.update(next, args(mine));
      await second.diff(next, args(theirs));
      await second.update(next, args(theirs));
      assert.deepEqual(await attached(), [one, two].toSorted());
    }
  });
}

test("two attachments that change places at the same time stay attached", async (t) => {
  const { one, two, first, second, host, args, attached } = await twoAttached(t);
  const next = host();
  await Promise.all([
    first.diff(next, args(two)).then(() => first.update(next, args(two))),
    second.diff(next, args(one)).then(() => second.update(next, args(one))),
  ]);
  assert.deepEqual(await attached(), [one, two].toSorted());
});

test("an attachment that takes the place of one that moves on is not taken away with it", async (t) => {
  const { two, three, first, second, host, args, attached } = await twoAttached(t);
  const next = host();
  await first.diff(next, args(two));
  await second.diff(next, args(three));
  await first.update(next, args(two));
  await second.update(next, args(three));
  assert.deepEqual(await attached(), [two, three].toSorted());
});

test("an attachment that another resource of the program has is refused, and stays attached", async (t) => {
  const { one, two, first, second, host, args, attached } = await twoAttached(t);
  const next = host();
  await first.diff(next, args(one));
  await second.diff(next, args(two));
  await assert.rejects(Attachment.create(next, args(one)), {
    message: /^Could not create Conversations Attachment \S+: another resource of this program has it\. Remove one of /,
  });
  await assert.rejects(second.diff(next, args(one)), {
    message: /^Could not update Conversations Attachment \S+: another resource of this program has \S+\. /,
  });
  assert.deepEqual(await attached(), [one, two].toSorted());
});

test("two new resources that attach one operator: the second is refused, and the operator stays attached", async (t) => {
  const made = await bench(t);
  const { sid } = (await made.call("POST", SERVICES, { form: { UniqueName: "calls", LanguageCode: "en-US" } })).body;
  const host = configured(newProvider("OperatorAttachment"), made);
  const args = { serviceSid: sid, operatorSid: PRE_BUILT };
  const both = await Promise.allSettled([Attachment.create(host, args), Attachment.create(host, args)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  assert.deepEqual((await made.call("GET", `${SERVICES}/${sid}/Operators`)).body.operator_sids, [PRE_BUILT]);
});
