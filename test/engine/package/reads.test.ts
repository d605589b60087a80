import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { z } from "zod";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { type Bench, benchOf, rule, SENTIMENT, SUMMARY } from "../../contract/kit/emulator";
import {
  CHAT_RESULT,
  frontOf,
  JSON_OPERATOR,
  PLAIN_TRANSCRIPT,
  seed,
  sentTo,
  TEXT_OPERATOR,
} from "../../contract/reads/kit";
import { CONVERSATIONS, makeMemoryStore } from "../kit/classes";
import { createProject, type Project } from "../kit/harness";
import { type ConfigValue, configAt, configFor } from "../kit/stack-files";

const EXAMPLES = join(__dirname, "..", "..", "..", "examples", "reads");
const VOICEMAIL_EN = `LY${"e1".padStart(32, "0")}`;
const ENTITIES_DE = `LY${"e2".padStart(32, "0")}`;
/** What was said, in the seed. */
const SAID = ["My number is", "Where is my order", "Thank you"];

/** A stack of an example as it lies in the repository. Ends with the test. */
async function example(t: TestContext, folder: string, config: Record<string, ConfigValue>): Promise<Project> {
  const text = (name: string) => readFileSync(join(EXAMPLES, folder, name), "utf8");
  const files = Object.fromEntries(["package.json", "tsconfig.json", "index.ts"].map((name) => [name, text(name)]));
  const project = await createProject({ program: "", files, config, place: "apart" });
  t.after(() => project.dispose());
  return project;
}

/** Two Services, operators and Configurations, beside what the seed holds. */
async function furnish({ emulator, call, admin }: Bench, suffix = ""): Promise<void> {
  const { body: service } = await call("POST", "/v2/Services", { form: { UniqueName: `calls${suffix}` } });
  await call("POST", "/v2/Services", { form: { UniqueName: `anrufe${suffix}`, LanguageCode: "de-DE" } });
  const Config = JSON.stringify({ prompt: "What was it about?" });
  const form = { FriendlyName: `Topic${suffix}`, OperatorType: "Generative", Config };
  const { body: topic } = await call("POST", "/v2/Operators/Custom", { form });
  for (const sid of [VOICEMAIL_EN, topic.sid]) await call("POST", `/v2/Services/${service.sid}/Operators/${sid}`);
  const own = { displayName: `Complaints${suffix}`, prompt: "Is it a complaint?", outputFormat: "TEXT" };
  await call("POST", "/v3/ControlPlane/Operators", { json: own });
  const rules = [
    rule({
      operators: [
        { id: SENTIMENT, version: 2 },
        { id: SUMMARY, version: 1 },
      ],
    }),
  ];
  await call("POST", "/v3/ControlPlane/Configurations", { json: { displayName: `live${suffix}`, rules } });
  const memoryStoreId = await makeMemoryStore({ emulator, call, admin }, `support${suffix}`);
  const conversations = { description: "", conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId };
  await call("POST", CONVERSATIONS, { json: { displayName: `Support${suffix}`, ...conversations } });
  emulator.clearRequests();
}

const started = async (t: TestContext): Promise<Emulator> => {
  const emulator = await startEmulator({ seed });
  t.after(() => emulator.close());
  return emulator;
};

const outputsOf = async (project: Project): Promise<Record<string, unknown>> => {
  const { stdout } = await project.run(["stack", "output", "--json"], { args: ["--show-secrets"] });
  return z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
};

const part = z.looseObject({});
const inOutputs = z.object({
  services: z.array(part),
  operators: part,
  outdatedRules: z.array(part),
  languageOperators: part,
  memoryStores: z.array(part),
  transcript: z.object({
    of: z.looseObject({ sid: z.string() }),
    sentences: z.array(z.looseObject({ transcript: z.string() })),
    results: z.array(z.looseObject({ operatorSid: z.string() })),
    first: z.looseObject({ operatorSid: z.string() }),
    media: z.looseObject({ mediaUrl: z.string() }),
    encryptedSentences: part,
    encryptedResults: z.looseObject({ locations: z.array(z.string()) }),
  }),
  conversation: z.object({
    of: z.looseObject({ communications: z.array(z.looseObject({ content: z.object({ text: z.string() }) })) }),
    results: z.array(z.looseObject({ id: z.string() })),
    first: z.looseObject({ result: z.json() }),
  }),
});

/** What the example has to find in an account that is furnished so. */
function isWhole(outputs: Record<string, unknown>, suffix = ""): void {
  const { services, operators, outdatedRules, languageOperators, memoryStores, transcript, conversation } =
    inOutputs.parse(outputs);
  assert.deepEqual(memoryStores, [{ displayName: `support${suffix}`, status: "ACTIVE", usedBy: [`Support${suffix}`] }]);
  assert.deepEqual(services, [
    { uniqueName: `calls${suffix}`, languageCode: "en-US", operators: ["Voicemail Detection", `Topic${suffix}`] },
    { uniqueName: `anrufe${suffix}`, languageCode: "de-DE", operators: [] },
  ]);
  const { generative, ...rest } = operators;
  assert.deepEqual(rest, {
    custom: [`Topic${suffix}, version 1`],
    entitiesInGerman: ENTITIES_DE,
    configurable: ["Generative", "GenerativeJSON", "PhraseMatch"],
  });
  assert.deepEqual(part.parse(generative).required, ["prompt"]);
  assert.deepEqual(outdatedRules, [
    {
      configuration: `live${suffix}`,
      operator: "Sentiment",
      version: 2,
      status: "DEPRECATED",
      retirementDate: "2030-01-01T09:00:00Z",
    },
  ]);
  assert.deepEqual(languageOperators, {
    own: [`Complaints${suffix}`],
    sentiment: ["1: RETIRED", "2: DEPRECATED", "3: ACTIVE"],
  });
  assert.equal(transcript.of.sid, PLAIN_TRANSCRIPT);
  assert.deepEqual(
    transcript.sentences.map((one) => one.transcript),
    ["My number is [REDACTED]", "Thank you."],
  );
  assert.deepEqual(
    transcript.results.map(({ operatorSid }) => operatorSid),
    [TEXT_OPERATOR, JSON_OPERATOR],
  );
  assert.equal(transcript.first.operatorSid, TEXT_OPERATOR);
  assert.match(transcript.media.mediaUrl, /redacted$/);
  assert.deepEqual(transcript.encryptedResults.locations, []);
  assert.equal(conversation.of.communications[0]?.content.text, "Where is my order 4711?");
  assert.equal(conversation.results[0]?.id, CHAT_RESULT);
  assert.deepEqual(conversation.first.result, { label: "negative" });
}

/**
 * One for each of the 31 reads, and one for each further object that they are made for: a Service, an operator, a pinned version and its
 * operator, and a Memory Store in each of two lists.
 */
const REQUESTS = 37;

test("a program that only reads finds the same in a preview and in an up, with as many requests", async (t) => {
  const emulator = await started(t);
  await furnish(benchOf(emulator));
  const whole = { service: "calls", configuration: "live", memoryStore: "support", conversations: "Support" };
  const project = await example(t, "", { ...configFor(emulator), ...whole });

  const preview = await project.preview();
  const asked = sentTo(emulator);
  assert.equal(asked.length, REQUESTS);
  assert.deepEqual([...new Set(asked.map((line) => line.split(" ")[0]))], ["GET"]);
  // What is no secret is shown in full.
  assert.match(preview.output, /entitiesInGerman\s*: "LY0+e2"/);

  const up = await project.up();
  assert.deepEqual(up.changes, { create: 1 });
  assert.deepEqual(sentTo(emulator).sort(), asked.sort());
  const outputs = await outputsOf(project);
  isWhole(outputs);
  assert.equal(part.parse(outputs.service).uniqueName, "calls");
  assert.equal(part.parse(outputs.configuration).displayName, "live");
  assert.equal(part.parse(outputs.memoryStore).displayName, "support");
  assert.equal(part.parse(outputs.conversationsConfiguration).displayName, "Support");

  const again = await project.up();
  assert.deepEqual(again.changes, { same: 1 });
  const seen = [preview, up, again].map(({ output }) => output).join("\n") + project.stateText();
  for (const text of SAID) assert.ok(!seen.includes(text), `${text} is in the state or in what was printed`);
});

test("the same program reads another account", async (t) => {
  const [own, emea] = [await started(t), await started(t)];
  await furnish(benchOf(emea), "-emea");
  own.clearRequests();
  const url = await frontOf(t, own, emea);
  const { accountSid, apiKey, apiSecret } = emea;
  const project = await example(t, "", {
    ...configAt(url, own),
    "twilio-intelligence:accounts": { secret: JSON.stringify({ emea: { accountSid, apiKey, apiSecret } }) },
    account: "emea",
  });
  await project.up();
  isWhole(await outputsOf(project), "-emea");
  assert.deepEqual(sentTo(own), []);
  for (const secret of [apiSecret, own.apiSecret]) assert.ok(!project.stateText().includes(secret));
});

test("operators of Twilio's are used by their names, and what is attached is read once it is", async (t) => {
  const emulator = await started(t);
  const project = await example(t, "by-name", configFor(emulator));

  await project.preview();
  const reads = [
    "GET /v2/Operators/PreBuilt?LanguageCode=en-US&PageSize=1000",
    "GET /v3/ControlPlane/Operators?pageSize=1000",
  ];
  assert.deepEqual(sentTo(emulator).sort(), reads);

  assert.deepEqual((await project.up()).changes, { create: 4 });
  assert.deepEqual((await outputsOf(project)).attached, [VOICEMAIL_EN]);
  const { rules } = z
    .object({ rules: z.array(part) })
    .parse(
      (await benchOf(emulator).call("GET", `/v3/ControlPlane/Configurations/${project.outputs().configurationId}`))
        .body,
    );
  assert.deepEqual(
    rules.map(({ operators }) => operators),
    [[{ id: SENTIMENT }]],
  );
  assert.deepEqual((await project.up()).changes, { same: 4 });
});

test("a name that there is not fails the preview, in one line with the names that there are", async (t) => {
  const emulator = await started(t);
  const program = `
    const { getPreBuiltOperatorOutput } = require("pulumi-twilio-intelligence");
    exports.sid = getPreBuiltOperatorOutput({ friendlyName: "Voicemail" }).sid;`;
  const project = await createProject({ program, config: configFor(emulator), place: "apart" });
  t.after(() => project.dispose());
  const { output } = await project.preview({ expectFailure: true });
  assert.match(
    output,
    /Could not read Pre-built Operator "Voicemail": .* The closest that it has: "Voicemail Detection",/,
  );
  assert.ok(!output.includes(emulator.apiSecret));
});
