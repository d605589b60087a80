import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Account } from "../../../emulator/store/store";
import { httpOf } from "../../contract/kit/emulator";
import { programOf } from "../kit/classes";
import { CONFIGURATIONS, OPERATORS, opsOf, SERVICES, stand } from "../kit/stand";

/** A stack for the first of two accounts, which also knows both by name, and raw HTTP to each of them. */
async function twoAccounts(t: TestContext, program: string) {
  const made = await stand(t, program, { accounts: 2 });
  const [home, away] = made.emulator.accounts;
  if (home === undefined || away === undefined) throw new Error("the emulator has fewer than two accounts");
  const name = (accounts: Record<string, Account>) => {
    const named = Object.entries(accounts).map(([name, { accountSid, apiKey, apiSecret }]) => [
      name,
      { accountSid, apiKey, apiSecret },
    ]);
    const json = JSON.stringify(Object.fromEntries(named));
    return made.project.run(["config", "set", "--secret", "twilio-intelligence:accounts", json]);
  };
  await name({ home, away });
  const callOf = ({ apiKey, apiSecret }: Account) => httpOf({ ...made.emulator, apiKey, apiSecret });
  return { ...made, home, away, name, atHome: callOf(home), atAway: callOf(away) };
}

const service = (account?: string) =>
  programOf(`new Service("calls", ${JSON.stringify({ uniqueName: "calls", account })});`);
const operator = programOf('new LanguageOperator("tone", { displayName: "Tone", outputFormat: "TEXT", prompt: "p" });');

test("a Service that moves to another account is created there before the old one is deleted", async (t) => {
  const { project, home, away, name, id, atHome, atAway } = await twoAccounts(t, service("home"));
  await project.up();
  const old = id("calls");

  await name({ home, away: { ...away, apiSecret: "wrong" } });
  project.write(service("away"));
  assert.match((await project.up({ expectFailure: true })).output, /Could not create Service "calls".*401/);
  assert.equal((await atHome("GET", `${SERVICES}/${old}`)).status, 200, "the old one lives on");

  await name({ home, away });
  const up = await project.up();
  assert.deepEqual(opsOf(up, "calls"), ["create-replacement", "replace", "delete-replaced"]);
  assert.equal((await atHome("GET", `${SERVICES}/${old}`)).status, 404);
  assert.equal((await atAway("GET", `${SERVICES}/${id("calls")}`)).status, 200);
});

test("credentials of another account than the stack's create nothing that stays", async (t) => {
  const { project, away, home, atAway } = await twoAccounts(t, service());
  await project.run(["config", "set", "twilio-intelligence:apiKey", away.apiKey]);
  await project.run(["config", "set", "--secret", "twilio-intelligence:apiSecret", away.apiSecret]);
  const mismatch = `the credentials belong to account ${away.accountSid}, and this stack is configured for ${home.accountSid}`;

  const { output } = await project.up({ expectFailure: true });
  assert.match(output, new RegExp(`Could not create Service: ${mismatch}.*is deleted again`));
  assert.deepEqual((await atAway("GET", SERVICES)).body.services, []);

  // No answer about an operator names its account, so another object of the account has to.
  await atAway("POST", CONFIGURATIONS, { json: { displayName: "theirs", rules: [] } });
  project.write(operator);
  const refused = await project.up({ expectFailure: true });
  assert.match(refused.output, new RegExp(`Could not create Language Operator: ${mismatch}.*Nothing was created`));
  const listed: { author: string }[] = (await atAway("GET", OPERATORS)).body.items;
  assert.deepEqual(
    listed.filter(({ author }) => author === "SELF"),
    [],
  );
});

test("get and import take the account that they name", async (t) => {
  const { project, atAway, outputs, away } = await twoAccounts(t, "");
  const { sid } = (await atAway("POST", SERVICES, { form: { UniqueName: "theirs" } })).body;
  project.write(programOf(`new Service("calls", { uniqueName: "theirs" }, { import: "${sid}" });`));
  assert.match((await project.preview({ expectFailure: true })).output, /import cannot be followed.*has no Service/);

  project.write(
    programOf(`const { uniqueName } = Service.get("calls", "${sid}", { account: "away" });
exports.name = uniqueName;`),
  );
  await project.up();
  assert.equal(project.outputs().name, "theirs");
  assert.equal(outputs("calls").accountSid, away.accountSid);
  assert.deepEqual((await project.refresh()).changes, { same: 2 });

  project.write(programOf(`Service.get("calls", "${sid}", { account: "nowhere" });`));
  assert.match((await project.up({ expectFailure: true })).output, /account is "nowhere", which .*accounts/);
});
