import { strict as assert } from "node:assert";
import { describe, test } from "node:test";
import { FailedCheck } from "../../../provider/failures";
import { Run } from "../../../provider/lifecycle/run";
import { readSettings } from "../../../provider/settings";

const SID = `AC${"0".repeat(32)}`;
const OTHER = `AC${"1".repeat(32)}`;

const read = (config: Record<string, string>, env: Record<string, string> = {}, account?: string) =>
  readSettings((key) => config[key.replace("twilio-intelligence:", "")], env, account);

/** The key that a refusal names. Also holds that no value of the configuration is repeated. */
function refusal(config: Record<string, string>, env: Record<string, string> = {}, account?: string): string {
  try {
    read(config, env, account);
  } catch (error) {
    assert.ok(error instanceof FailedCheck);
    for (const secret of [config.apiSecret, config.authToken, env.TWILIO_API_SECRET, "hush"]) {
      if (secret) assert.ok(!error.message.includes(secret), error.message);
    }
    return error.property;
  }
  return assert.fail("was accepted");
}

describe("credentials", () => {
  test("an API key of the stack goes before everything in the environment", () => {
    const env = {
      TWILIO_API_KEY: "SKenv",
      TWILIO_API_SECRET: "env",
      TWILIO_AUTH_TOKEN: "token",
      TWILIO_ACCOUNT_SID: OTHER,
    };
    const { username, password, accountSid } = read({ apiKey: "SK1", apiSecret: "quiet-secret", accountSid: SID }, env);
    assert.deepEqual([username, password, accountSid], ["SK1", "quiet-secret", SID]);
  });

  test("halves of two sources never make one whole", () => {
    assert.equal(refusal({ apiKey: "SK1" }, { TWILIO_API_SECRET: "hush" }), "twilio-intelligence:apiSecret");
    assert.equal(refusal({ apiSecret: "hush" }, { TWILIO_API_KEY: "SK1" }), "twilio-intelligence:apiKey");
  });

  test("an API key goes before an auth token of the same source", () => {
    assert.equal(
      read({ apiKey: "SK1", apiSecret: "quiet-secret", authToken: "quiet-token", accountSid: SID }).username,
      "SK1",
    );
  });

  test("an auth token goes with its Account SID, and not without", () => {
    assert.equal(read({ authToken: "quiet-token", accountSid: SID }).username, SID);
    assert.equal(read({}, { TWILIO_AUTH_TOKEN: "t", TWILIO_ACCOUNT_SID: SID }).username, SID);
    assert.equal(refusal({ authToken: "quiet-token" }), "twilio-intelligence:accountSid");
  });

  test("none at all is refused with the command that sets them", () => {
    assert.throws(() => read({}), /pulumi config set --secret twilio-intelligence:apiSecret/);
  });

  test("an empty value is none", () => {
    assert.equal(refusal({ apiKey: "", apiSecret: "" }), "twilio-intelligence:apiKey");
    assert.equal(refusal({ apiKey: "SK1", apiSecret: "" }), "twilio-intelligence:apiSecret");
  });

  test("what cannot be a user name of basic auth is refused", () => {
    for (const apiKey of ["SK:1", "SK 1", "SK1\n", "SK\u0000"]) {
      assert.equal(refusal({ apiKey, apiSecret: "hush" }), "twilio-intelligence:apiKey");
    }
  });

  test("an Account SID of another form is refused, wherever it comes from", () => {
    assert.equal(refusal({ apiKey: "SK1", apiSecret: "hush", accountSid: "AC1" }), "twilio-intelligence:accountSid");
    const env = { TWILIO_API_KEY: "SK1", TWILIO_API_SECRET: "hush", TWILIO_ACCOUNT_SID: "AC1" };
    assert.equal(refusal({}, env), "twilio-intelligence:accountSid");
  });
});

describe("named accounts", () => {
  const accounts = JSON.stringify({
    emea: { apiKey: "SKemea", apiSecret: "hush", accountSid: OTHER },
    half: { apiKey: "SK" },
  });
  const stack = { apiKey: "SK1", apiSecret: "quiet-secret", accountSid: SID, accounts };

  test("each has credentials of its own, and nothing of the stack's or the environment's", () => {
    assert.equal(read(stack, { TWILIO_ACCOUNT_SID: SID }, "emea").username, "SKemea");
    assert.equal(read(stack, { TWILIO_ACCOUNT_SID: SID }, "emea").accountSid, OTHER);
    assert.equal(refusal(stack, { TWILIO_API_SECRET: "hush" }, "half"), "twilio-intelligence:accounts.half.apiSecret");
  });

  test("one without credentials has none, whatever the environment holds for the stack", () => {
    const config = { accounts: JSON.stringify({ emea: { accountSid: OTHER }, bare: {} }) };
    const env = { TWILIO_API_KEY: "SK1", TWILIO_API_SECRET: "quiet", TWILIO_AUTH_TOKEN: "t", TWILIO_ACCOUNT_SID: SID };
    for (const name of ["emea", "bare"]) {
      assert.equal(refusal(config, env, name), `twilio-intelligence:accounts.${name}.apiKey`);
    }
    const own = { ...env, TWILIO_INTELLIGENCE_ACCOUNT_BARE_API_KEY: "SKbare" };
    assert.equal(refusal(config, own, "bare"), "twilio-intelligence:accounts.bare.apiSecret");
    const whole = { ...own, TWILIO_INTELLIGENCE_ACCOUNT_BARE_API_SECRET: "hush" };
    const { username, accountSid } = read(config, whole, "bare");
    assert.deepEqual([username, accountSid], ["SKbare", undefined]);
  });

  test("one that is not there is refused with the names that are", () => {
    assert.throws(() => read(stack, {}, "apac"), /"apac".*emea, half/);
    assert.equal(refusal({ apiKey: "SK1", apiSecret: "quiet-secret" }, {}, "emea"), "account");
    assert.equal(refusal(stack, {}, "toString"), "account");
    const other = { TWILIO_INTELLIGENCE_ACCOUNT_AP_EAST_API_KEY: "SK1" };
    assert.equal(refusal(stack, other, "ap"), "account", "another one whose name begins the same");
  });

  test("one can have its credentials in the environment, and addresses of its own", () => {
    const env = {
      TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_KEY: "SKap",
      TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_SECRET: "hush",
    };
    assert.equal(read(stack, env, "ap-ac").username, "SKap");
    assert.equal(
      read(stack, env, "ap-ac").credentialsAt,
      "TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_KEY and TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_SECRET",
    );
    const emea = { apiKey: "SKemea", apiSecret: "hush", baseUrl: "http://127.0.0.1:7001" };
    const config = { ...stack, conversationsBaseUrl: "https://a.example", accounts: JSON.stringify({ emea }) };
    const { baseUrl, conversationsBaseUrl, credentialsAt } = read(config, {}, "emea");
    assert.deepEqual([baseUrl, conversationsBaseUrl], ["http://127.0.0.1:7001", undefined]);
    assert.equal(credentialsAt, "twilio-intelligence:accounts.emea.apiKey and apiSecret");
    assert.equal(read(config).conversationsBaseUrl, "https://a.example");
  });

  test("two names whose variables are the same are refused where those are read", () => {
    const env = {
      TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_KEY: "SKap",
      TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_SECRET: "hush",
    };
    const own = { apiKey: "SKown", apiSecret: "hush" };
    const both = (entry: object) => ({ accounts: JSON.stringify({ "ap-ac": {}, ap_ac: entry }) });
    const message =
      /is "ap-ac", and its credentials would come from TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_KEY, as those of "ap_ac" would/;
    assert.throws(() => read(both({}), env, "ap-ac"), message);
    assert.equal(refusal(both({}), env, "AP_AC"), "account", "one that only the environment has");
    assert.equal(read(both(own), env, "ap_ac").username, "SKown", "its own are read");
    assert.equal(refusal(both(own), env, "ap-ac"), "account");
    assert.equal(refusal(both({}), {}, "ap-ac"), "twilio-intelligence:accounts.ap-ac.apiKey");
  });

  test("two names of the program whose variables are the same are refused, without an entry too", (t) => {
    t.mock.property(process, "env", {
      TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_KEY: "SKap",
      TWILIO_INTELLIGENCE_ACCOUNT_AP_AC_API_SECRET: "hush",
    });
    const run = new Run();
    assert.equal(run.settings("ap-ac").username, "SKap");
    assert.equal(run.settings("ap-ac").username, "SKap");
    assert.throws(() => run.settings("ap_ac"), /is "ap_ac".* as those of "ap-ac" would/);
  });

  test("an unknown key in an entry is named", () => {
    assert.throws(
      () => read({ ...stack, accounts: '{"emea": {"apiSecrt": "hush"}}' }, {}, "emea"),
      /accounts\.emea has the unknown key apiSecrt: an account can have accountSid, apiKey/,
    );
  });

  test("a malformed object is refused without repeating it", () => {
    for (const bad of ["hush", "[]"])
      assert.equal(refusal({ ...stack, accounts: bad }, {}, "emea"), "twilio-intelligence:accounts");
    for (const bad of ['{"emea": "hush"}', '{"emea": {"apiSecrt": "hush"}}']) {
      assert.equal(refusal({ ...stack, accounts: bad }, {}, "emea"), "twilio-intelligence:accounts.emea");
    }
  });
});

describe("the base URL", () => {
  const credentials = { apiKey: "SK1", apiSecret: "quiet-secret" };
  const urlOf = (baseUrl: string) => read({ ...credentials, baseUrl }).baseUrl;

  test("is Twilio's unless the stack or the environment says otherwise", () => {
    assert.equal(read(credentials).baseUrl, "https://intelligence.twilio.com");
    assert.equal(read(credentials, { TWILIO_INTELLIGENCE_BASE_URL: "https://a.example" }).baseUrl, "https://a.example");
    assert.equal(
      read({ ...credentials, baseUrl: "https://b.example" }, { TWILIO_INTELLIGENCE_BASE_URL: "https://a.example" })
        .baseUrl,
      "https://b.example",
    );
  });

  test("may be plain http on loopback alone", () => {
    for (const url of ["http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010"])
      assert.equal(urlOf(url), url);
    const refused = [
      "http://intelligence.twilio.com",
      "http://127.0.0.1.example.com",
      "http://localhost.example.com",
      "http://10.0.0.1",
      "ftp://localhost",
      "nonsense",
      "https://user:hush@intelligence.twilio.com",
      "https://intelligence.twilio.com/v2",
      "https://intelligence.twilio.com?a=b",
    ];
    for (const baseUrl of refused)
      assert.equal(refusal({ ...credentials, baseUrl }), "twilio-intelligence:baseUrl", baseUrl);
  });
});

test("the update strategy is one of two", () => {
  const credentials = { apiKey: "SK1", apiSecret: "quiet-secret" };
  assert.equal(read(credentials).updateStrategy, "update");
  assert.equal(read({ ...credentials, updateStrategy: "replace" }).updateStrategy, "replace");
  assert.equal(refusal({ ...credentials, updateStrategy: "recreate" }), "twilio-intelligence:updateStrategy");
});

test("what a conflict does and whether a preview looks for drift are choices, failing and not looking by default", () => {
  const credentials = { apiKey: "SK1", apiSecret: "quiet-secret" };
  assert.deepEqual([read(credentials).onConflict, read(credentials).checkDrift], ["fail", false]);
  assert.equal(read({ ...credentials, onConflict: "merge" }).onConflict, "merge");
  assert.equal(read({ ...credentials, checkDrift: "true" }).checkDrift, true);
  assert.equal(refusal({ ...credentials, onConflict: "ask" }), "twilio-intelligence:onConflict");
  assert.equal(refusal({ ...credentials, checkDrift: "1" }), "twilio-intelligence:checkDrift");
});
