import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { attachedTo, makeConversations, PRE_BUILT, programOf } from "../kit/classes";
import { SERVICES, type Stand, stand } from "../kit/stand";

interface Named {
  service: string;
  attachment: string;
  conversations: string;
  /** Resource option of the Service. */
  options?: string;
  /** Resource option of the attachments. */
  attached?: string;
  /** Another resource of the program, which fails. */
  beside?: string;
}

/** A Service and what is attached, in an account where the name of a further Service is taken. */
async function three(t: TestContext) {
  const made = await stand(t, "", { lagMs: 0 });
  const { call, id, project } = made;
  const configuration = await makeConversations(made);
  await call("POST", SERVICES, { form: { UniqueName: "taken", LanguageCode: "en-US" } });
  const program = ({ service, attachment, conversations, options = "", attached = "", beside = "" }: Named) =>
    programOf(`const calls = new Service("${service}", { uniqueName: "calls" }${options});
new OperatorAttachment("${attachment}", { serviceSid: calls.sid, operatorSid: "${PRE_BUILT}" }${attached});
const live = new IntelligenceConfiguration("live", { displayName: "live", rules: [] });
new ConversationsAttachment("${conversations}", {
  conversationsConfigurationId: "${configuration}", intelligenceConfigurationId: live.id,
}${attached});
${beside}`);
  project.write(program({ service: "one", attachment: "operator", conversations: "support" }));
  await project.up();
  const sid = id("one");
  return { ...made, program, sid, intact: () => intact(made, { sid, configuration, live: id("live") }) };
}

async function intact(made: Stand, { sid, configuration, live }: Record<"sid" | "configuration" | "live", string>) {
  assert.equal((await made.call("GET", `${SERVICES}/${sid}`)).status, 200, "the Service is in the account");
  const { operator_sids } = (await made.call("GET", `${SERVICES}/${sid}/Operators`)).body;
  assert.deepEqual(operator_sids, [PRE_BUILT], "the operator is attached");
  assert.deepEqual(await attachedTo(made, configuration), [live], "the Configuration is attached");
}

const FAILS = 'new Service("fails", { uniqueName: "taken" });';
const renamed = (sid: string): Named => ({
  service: "two",
  attachment: "analyst",
  conversations: "care",
  options: `, { import: "${sid}" }`,
});

test("a rename without alias in a run that fails before its deletes costs nothing in the next run", async (t) => {
  const { project, program, sid, intact } = await three(t);
  project.write(program({ ...renamed(sid), beside: FAILS }));
  await project.up({ expectFailure: true });
  await intact();
  project.write(program(renamed(sid)));
  const { output } = await project.up();
  for (const noun of ["Service", "Operator Attachment", "Conversations Attachment"])
    assert.match(output, new RegExp(`warning: ${noun} \\S+ stays in the account: another resource of this run has it`));
  await intact();
  await project.preview({ args: ["--expect-no-changes"] });
});

test("a rename with --target, and then the whole program", async (t) => {
  const { project, program, sid, intact } = await three(t);
  project.write(program(renamed(sid)));
  const urns = project
    .state()
    .resources.flatMap(({ urn }) =>
      /::one$/.test(urn)
        ? urn.replace(/one$/, "two")
        : /::operator$/.test(urn)
          ? urn.replace(/operator$/, "analyst")
          : [],
    );
  await project.up({ args: urns.flatMap((urn) => ["--target", urn]) });
  await intact();
  await project.up();
  await intact();
  await project.preview({ args: ["--expect-no-changes"] });
});

test("a rename together with another version of the plugin, which would be another process without what this one knows", async (t) => {
  const { project, program, sid, intact } = await three(t);
  for (const option of ['version: "9.9.9"', 'pluginDownloadURL: "https://plugins.example.com"']) {
    const withOption = program({
      ...renamed(sid),
      options: `, { import: "${sid}", ${option} }`,
      attached: `, { ${option} }`,
    });
    project.write(withOption);
    const { output } = await project.up();
    assert.match(output, new RegExp(`${option.split(":")[0]} has no effect here`));
    await intact();
    project.write(
      program({ service: "one", attachment: "operator", conversations: "support", options: `, { import: "${sid}" }` }),
    );
    await project.up();
    await intact();
  }
});

test("an attachment that is replaced by itself in a run that fails elsewhere", async (t) => {
  const { project, program, intact } = await three(t);
  const same: Named = { service: "one", attachment: "operator", conversations: "support" };
  project.write(program({ ...same, beside: FAILS }));
  const urns = project.state().resources.flatMap(({ urn }) => (/Attachment::/.test(urn) ? ["--replace", urn] : []));
  await project.up({ args: urns, expectFailure: true });
  await intact();
  project.write(program(same));
  await project.up();
  await intact();
  await project.preview({ args: ["--expect-no-changes"] });
});
