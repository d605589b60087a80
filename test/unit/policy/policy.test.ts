import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { policies, twilioIntelligencePolicies } from "../../../policy";
import { judge, type Sample, UNKNOWN } from "./kit";

const service = (props: Record<string, unknown>, more: Partial<Sample> = {}): Sample => ({
  kind: "Service",
  props: { uniqueName: "calls", ...props },
  ...more,
});
const OWN = "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151";
const SUMMARY = "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn";
const configuration = (...rules: unknown[]): Sample => ({
  kind: "IntelligenceConfiguration",
  props: { displayName: "Care", rules },
});
const rule = (more: Record<string, unknown> = {}) => ({
  name: "care",
  operators: [{ id: OWN, version: 3 }],
  triggers: [{ on: "CONVERSATION_END" }],
  ...more,
});
const calling = (...urls: string[]) => rule({ actions: urls.map((url) => ({ url })) });

test("a webhook without https is named with its host, and what else is in the URL stays out of the message", () => {
  const [message, ...more] = judge(policies, "twilio-https-webhooks", [
    service({ webhookUrl: "http://user:pass@hooks.example.com:8080/path?token=secret" }),
  ]);
  assert.equal(
    message,
    'Service "it": webhookUrl calls hooks.example.com without HTTPS, so anyone on the network path can read what customers say. Use an HTTPS URL.',
  );
  assert.deepEqual(more, []);
});

test("a webhook passes that is https, cleared, or not declared", () => {
  for (const webhookUrl of ["https://hooks.example.com", "", undefined]) {
    assert.deepEqual(judge(policies, "twilio-https-webhooks", [service({ webhookUrl })]), []);
  }
});

test("hosts that are allowed hold for the webhook of a Service and for every action of a rule", () => {
  const config = { hosts: ["hooks.example.com", "*.Corp.example"] };
  const judged = (sample: Sample) => judge(policies, "twilio-https-webhooks", [sample], config);
  assert.deepEqual(judged(service({ webhookUrl: "https://HOOKS.example.com/x" })), []);
  assert.deepEqual(judged(configuration(calling("https://hooks.example.com", "https://a.b.corp.example"))), []);
  assert.match(
    judged(service({ webhookUrl: "https://corp.example" })).join(),
    /webhookUrl calls corp\.example, which is not an allowed host \(hooks/,
  );
  assert.match(
    judged(
      configuration(rule(), calling("https://hooks.example.com", "https://hooks.example.com.evil.example")),
    ).join(),
    /IntelligenceConfiguration "it": rule "care", actions\[1\]\.url calls hooks\.example\.com\.evil\.example, which/,
  );
});

test("no host outside an allowed domain passes for one inside it", () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9]{0,8}[a-z0-9])?$/);
  const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join("."));
  const names = fc.oneof(
    host,
    host.map((one) => `${one}.example.com`),
  );
  const property = fc.property(names, (name) => {
    const sample = service({ webhookUrl: `https://${name}/x` });
    const messages = judge(policies, "twilio-https-webhooks", [sample], { hosts: ["*.example.com"] });
    assert.equal(messages.length === 0, /[a-z0-9]\.example\.com$/.test(name));
  });
  fc.assert(property, { seed: 6, numRuns: 300 });
});

test("a Service has to declare its redaction: undeclared is not held, and false is off", () => {
  const judged = (props: Record<string, unknown>, config = {}) =>
    judge(policies, "twilio-redaction-required", [service(props)], config).join();
  assert.equal(judged({ autoRedaction: true }), "");
  assert.match(judged({}), /^Service "it": does not declare autoRedaction, so personal data may stay readable/);
  assert.match(judged({ autoRedaction: false }), /^Service "it": switches off autoRedaction/);
  assert.equal(judged({}, { except: ["calls"] }), "");
  assert.notEqual(judged({}, { except: ["Calls"] }), "");
});

test("recordings need their own redaction, on every Service or on those that transcribe the whole account", () => {
  const judged = (props: Record<string, unknown>, config = {}) =>
    judge(policies, "twilio-media-redaction-required", [service(props)], config).join();
  assert.equal(judged({ autoRedaction: true, mediaRedaction: true }), "");
  assert.match(judged({ autoRedaction: true }), /does not declare mediaRedaction, so personal data may stay audible/);
  assert.equal(judged({}, { autoTranscribeOnly: true }), "");
  assert.notEqual(judged({ autoTranscribe: true }, { autoTranscribeOnly: true }), "");
  assert.equal(judged({ autoTranscribe: true }, { autoTranscribeOnly: true, except: ["calls"] }), "");
});

test("an operator without a version is named with its rule, its place and its id", () => {
  const judged = (config = {}) =>
    judge(
      policies,
      "twilio-version-pins-required",
      [configuration(rule(), { ...rule({ operators: [{ id: OWN, version: 1 }, { id: SUMMARY }] }), name: undefined })],
      config,
    );
  assert.deepEqual(judged(), [
    `IntelligenceConfiguration "it": rules[1], operators[1] (${SUMMARY}) does not pin a version, so live conversations run a new version as soon as somebody creates it. Write { id, version }, or add the id to "except".`,
  ]);
  assert.deepEqual(judged({ except: [SUMMARY] }), []);
});

test("an operator of the same program counts as pinned where its version is, though a preview knows neither", () => {
  const judged = (operator: object) =>
    judge(policies, "twilio-version-pins-required", [configuration(rule({ operators: [operator] }))], {
      except: [OWN],
    });
  assert.deepEqual(judged({ id: UNKNOWN, version: UNKNOWN }), []);
  assert.match(judged({ id: UNKNOWN }).join(), /rule "care", operators\[0\] does not pin a version/);
});

test("names have to match the pattern of their property, and no pattern takes any name", () => {
  const samples: Sample[] = [
    service({ uniqueName: "Calls EU", friendlyName: "Calls" }),
    { kind: "LanguageOperator", props: { displayName: "Urgency" } },
    configuration(rule({ name: "Care!" })),
  ];
  assert.deepEqual(judge(policies, "twilio-name-pattern", samples), []);
  const config = { uniqueName: "^[a-z-]+$", displayName: "^acme/", ruleName: "^\\p{L}+$" };
  const messages = judge(policies, "twilio-name-pattern", samples, config);
  assert.deepEqual(
    messages.map((message) => message.replace(/, so people.*/, "")),
    [
      'Service "it": uniqueName "Calls EU" does not match ^[a-z-]+$',
      'LanguageOperator "it": displayName "Urgency" does not match ^acme/',
      'IntelligenceConfiguration "it": displayName "Care" does not match ^acme/',
      'IntelligenceConfiguration "it": the rule name "Care!" does not match ^\\p{L}+$',
    ],
  );
});

test("one Service may transcribe an account's recordings; more are counted by account, with what it costs", () => {
  const transcribing = (name: string, account?: string) => service({ autoTranscribe: true, account }, { name });
  const judged = (samples: Sample[], config = {}) => judge(policies, "twilio-account-limits", samples, config);
  assert.deepEqual(judged([transcribing("a"), transcribing("b", "eu"), service({})]), []);
  const [message, ...more] = judged([transcribing("a"), transcribing("b"), transcribing("c", "eu")]);
  assert.match(
    String(message),
    /^2 Services transcribe every recording of the stack's account \(a, b\), but at most 1 is allowed: each of them bills/,
  );
  assert.deepEqual(more, []);
  assert.deepEqual(judged([transcribing("a"), transcribing("b")], { maxAutoTranscribe: 2 }), []);
});

test("Services, Configurations and attachments are counted against the limits that are set", () => {
  const many = (kind: Sample["kind"], count: number, props = {}) =>
    Array.from({ length: count }, (_, at): Sample => ({ kind, name: `${kind}${at}`, props }));
  const judged = (samples: Sample[], config = {}) => judge(policies, "twilio-account-limits", samples, config);
  assert.deepEqual(judged([...many("Service", 9), ...many("IntelligenceConfiguration", 9)]), []);
  assert.match(
    judged(many("Service", 7), { maxServices: 6 }).join(),
    /declares 7 Services in the stack's account \(Service0, .*, Service4 and 2 more\), but at most 6 are allowed\. .*"maxServices"/,
  );
  assert.match(
    judged(many("IntelligenceConfiguration", 2), { maxConfigurations: 1 }).join(),
    /2 Intelligence Configurations/,
  );
  const attached = (count: number, conversationsConfigurationId: string) =>
    many("ConversationsAttachment", count, { conversationsConfigurationId });
  assert.deepEqual(judged([...attached(5, "conv_a"), ...attached(5, "conv_b"), ...attached(9, UNKNOWN)]), []);
  assert.match(judged(attached(6, "conv_a")).join(), /^6 Intelligence Configurations are attached to conv_a/);
});

test("a limit that is exactly met is kept to, and a message names every object that it has room for", () => {
  const many = (kind: Sample["kind"], count: number, props = {}) =>
    Array.from({ length: count }, (_, at): Sample => ({ kind, name: `${kind}${at}`, props }));
  const judged = (samples: Sample[], config: object) => judge(policies, "twilio-account-limits", samples, config);
  assert.deepEqual(judged(many("Service", 6), { maxServices: 6 }), []);
  assert.deepEqual(judged(many("IntelligenceConfiguration", 2), { maxConfigurations: 2 }), []);
  assert.deepEqual(judged(many("Service", 2, { autoTranscribe: true }), { maxAutoTranscribe: 2 }), []);
  const attached = many("ConversationsAttachment", 2, { conversationsConfigurationId: "conv_a" });
  assert.deepEqual(judged(attached, { maxAttached: 2 }), []);
  assert.match(judged(many("Service", 1), { maxServices: 0 }).join(), /declares 1 Services in .* \(Service0\), but/);
  assert.match(
    judged(many("Service", 5), { maxServices: 4 }).join(),
    /\(Service0, Service1, Service2, Service3, Service4\)/,
  );
});

test("in a production stack what would lose history has to be protected, elsewhere nothing has to", () => {
  const judged = (stack: string, more: Partial<Sample> = {}, config = {}) =>
    judge(policies, "twilio-protect-production", [service({}, { stack, ...more })], config);
  for (const stack of ["prod", "production", "eu-prod", "live.eu"]) {
    assert.match(
      judged(stack).join(),
      /^Service "it": is not protected in the stack .* Declare it with the option \{ protect: true \}/,
    );
    assert.deepEqual(judged(stack, { protect: true }), []);
    assert.deepEqual(judged(stack, { kind: "Transcript" }), []);
    assert.notDeepEqual(judged(stack, { kind: "Transcript" }, { kinds: ["Transcript"] }), []);
  }
  for (const stack of ["dev", "reproduction", "products"]) assert.deepEqual(judged(stack), []);
  assert.notDeepEqual(judged("main", {}, { stacks: "^main$" }), []);
});

test("what is known is judged beside what is not known yet, which is left to the update in so many words", () => {
  const messages = judge(policies, "twilio-https-webhooks", [
    configuration(UNKNOWN, calling(UNKNOWN), rule({ actions: UNKNOWN })),
  ]);
  assert.match(messages.join(), /^string value at \.rules\.0 can't be known during preview$/);
  const both = judge(
    twilioIntelligencePolicies({ "twilio-https-webhooks": { hosts: ["a.example"] } }),
    "twilio-https-webhooks",
    [configuration(calling(UNKNOWN, "https://b.example"))],
  );
  assert.equal(both.length, 2);
  assert.match(String(both[0]), /b\.example, which is not an allowed host/);
  assert.match(String(both[1]), /^string value at \.rules\.0\.actions\.0\.url can't be known/);
  assert.match(
    judge(policies, "twilio-redaction-required", [service({ autoRedaction: UNKNOWN })]).join(),
    /can't be known/,
  );
});

test("a name that a preview does not know yet is left to the update where a policy depends on it, and nowhere else", () => {
  const unknown = /^string value at \.\S+ can't be known during preview$/;
  const nameless = (props: Record<string, unknown>) => service({ uniqueName: UNKNOWN, ...props });
  const redaction = (props: Record<string, unknown>, config: object) =>
    judge(policies, "twilio-redaction-required", [nameless(props)], config).join();
  assert.equal(redaction({ autoRedaction: true }, {}), "");
  assert.equal(redaction({ autoRedaction: true }, { except: [] }), "");
  assert.match(redaction({ autoRedaction: false }, { except: [] }), /switches off autoRedaction/);
  assert.match(redaction({ autoRedaction: false }, { except: ["calls"] }), unknown);
  const pattern = (sample: Sample, config: object) => judge(policies, "twilio-name-pattern", [sample], config).join();
  assert.equal(pattern(nameless({}), { friendlyName: "^a" }), "");
  assert.match(pattern(nameless({}), { uniqueName: "^a" }), unknown);
  assert.equal(pattern(configuration(UNKNOWN), { displayName: "^C" }), "");
  assert.match(pattern(configuration(UNKNOWN), { ruleName: "^a" }), unknown);
});

test("whether a Service transcribes the whole account is left to the update where a preview does not know it", () => {
  const sample = service({ autoTranscribe: UNKNOWN, mediaRedaction: false });
  const unknown = /^string value at \.autoTranscribe can't be known during preview$/;
  const media = (config: object) => judge(policies, "twilio-media-redaction-required", [sample], config).join();
  assert.match(judge(policies, "twilio-account-limits", [sample]).join(), unknown);
  assert.match(media({ autoTranscribeOnly: true }), unknown);
  assert.match(media({}), /switches off mediaRedaction/);
});

test("resources of other packages, and of no known class, are nobody's business here", () => {
  for (const { name } of policies) assert.deepEqual(judge(policies, name, [{ kind: "SomethingElse", props: {} }]), []);
});

test("a policy is set up in the program by a level or by parameters, and the pack's configuration goes before that", () => {
  const set = twilioIntelligencePolicies({
    "twilio-redaction-required": "advisory",
    "twilio-https-webhooks": { enforcementLevel: "disabled", hosts: ["a.example"] },
    "twilio-account-limits": { maxAutoTranscribe: 3 },
  });
  const levels = Object.fromEntries(set.map(({ name, enforcementLevel }) => [name, enforcementLevel]));
  assert.equal(levels["twilio-redaction-required"], "advisory");
  assert.equal(levels["twilio-https-webhooks"], "disabled");
  assert.equal(levels["twilio-account-limits"], "mandatory");
  const hosts = set.find(({ name }) => name === "twilio-https-webhooks")?.configSchema?.properties.hosts;
  assert.deepEqual(hosts?.default, ["a.example"], "what the engine fills in where the configuration is silent");
  const sample = service({ webhookUrl: "https://b.example" });
  assert.notDeepEqual(judge(set, "twilio-https-webhooks", [sample]), []);
  assert.deepEqual(judge(set, "twilio-https-webhooks", [sample], { hosts: ["b.example"] }), []);
});

test("a policy that does not exist, a parameter it does not have and a value it cannot take are refused by name", () => {
  const made = (config: object) => () => twilioIntelligencePolicies(config);
  assert.throws(
    made({ "https-webhooks": "advisory" }),
    /There is no policy https-webhooks\. The policies are: twilio-https-webhooks, /,
  );
  assert.throws(made({ "twilio-https-webhooks": { host: [] } }), /twilio-https-webhooks is invalid: .*"host"/);
  assert.throws(
    made({ "twilio-https-webhooks": { hosts: ["https://a.example"] } }),
    /hosts\.0: must be a host such as/,
  );
  assert.throws(made({ "twilio-name-pattern": { uniqueName: "(" } }), /uniqueName: must be a regular expression/);
});

test("each policy says for whom it is: a name with a prefix, a title, a severity, and what to do", () => {
  for (const { name, displayName, severity, remediationSteps, configSchema } of policies) {
    assert.match(name, /^twilio-[a-z-]+$/);
    assert.ok(displayName && severity && remediationSteps);
    for (const schema of Object.values(configSchema?.properties ?? {})) assert.ok(schema.description);
  }
});

test("the pack that is shipped goes by the version of the package", () => {
  const version = (...path: string[]) =>
    z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(__dirname, "..", "..", "..", ...path), "utf8"))).version;
  assert.equal(version("policy", "pack", "package.json"), version("package.json"));
});
