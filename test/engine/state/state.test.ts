import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { z } from "zod";
import { configuration, type Declarations, programOf, SENTIMENT, service, stand } from "../kit/stand";

const PROVIDER_MAX = 150;
const SERVICE_MAX = 2_500;
const PROPERTIES_MAX = 1_600;

const rawState = z.object({
  checkpoint: z.object({ latest: z.object({ resources: z.array(z.looseObject({ type: z.string() })) }) }),
});

const withProvider = z.looseObject({ __provider: z.string() });
const properties = z.object({ inputs: withProvider, outputs: withProvider });
const size = (text: string) => Buffer.byteLength(text);

/** The entries of the resources as the engine wrote them, in the order of the checkpoint; without indentation. */
async function entriesOf(t: TestContext, declared: Declarations): Promise<string[]> {
  // Apart, as `pulumi up` runs it: the state contains the path of the program, which is short only relative to the project.
  const { project } = await stand(t, programOf(declared), {}, {}, "asUsers");
  await project.up();
  const { resources } = rawState.parse(JSON.parse(readFileSync(project.stateFile, "utf8"))).checkpoint.latest;
  return resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/")).map((one) => JSON.stringify(one));
}

const everyProperty = {
  uniqueName: "customer-calls-production",
  friendlyName: "Customer calls, production, with a name of 64 characters at most",
  languageCode: "es-MX",
  autoTranscribe: true,
  dataLogging: false,
  autoRedaction: true,
  mediaRedaction: true,
  webhookUrl: "https://hooks.example.com/twilio/transcripts?stack=production&team=support",
  webhookHttpMethod: "POST",
  encryptionCredentialSid: "CR0123456789abcdef0123456789abcdef",
};

const ordinary = {
  uniqueName: "customer-calls",
  friendlyName: "Customer calls",
  autoTranscribe: true,
  autoRedaction: true,
  webhookUrl: "https://example.com/transcripts",
  webhookHttpMethod: "POST",
};

test("a Service takes at most 2.5 kB of state", async (t) => {
  const declared = { minimal: { uniqueName: "calls" }, ordinary, full: everyProperty };
  const entries = await entriesOf(
    t,
    Object.fromEntries(Object.entries(declared).map(([name, args]) => [name, service(args)])),
  );
  for (const [name, args] of Object.entries(declared)) {
    const entry = entries.find((one) => one.includes(`::${name}"`)) ?? "";
    for (const [property, value] of Object.entries(args)) {
      assert.ok(entry.includes(`${JSON.stringify(property)}:${JSON.stringify(value)}`), `${name} ${property}`);
    }
    const { inputs, outputs } = properties.parse(JSON.parse(entry));
    const ours = size(JSON.stringify(inputs)) + size(JSON.stringify(outputs));
    const indented = size(JSON.stringify(JSON.parse(entry), undefined, 4));
    t.diagnostic(`${name}: ${size(entry)} bytes, ${ours} of them properties; ${indented} bytes with indentation`);
    // Beyond its properties, which may hold texts of any length, an entry is the engine's alone.
    if (name === "full") assert.ok(ours <= PROPERTIES_MAX, `${ours}`);
    else assert.ok(size(entry) <= SERVICE_MAX, `${name} ${size(entry)}`);
  }
});

test("the provider of every class is one short constant, whatever is declared", async (t) => {
  const rules = [{ name: "r", operators: [{ id: SENTIMENT }], triggers: [{ on: "CONVERSATION_END" }] }];
  const entries = await entriesOf(t, {
    one: service({ uniqueName: "one" }),
    two: service(everyProperty),
    three: configuration({ displayName: "three", rules: [] }),
    four: configuration({ displayName: "four", rules }),
  });
  const providers = entries.flatMap((entry) => {
    const { inputs, outputs } = properties.parse(JSON.parse(entry));
    return [inputs.__provider, outputs.__provider];
  });
  // These texts lead from every state ever written to the code that can delete what it made: they never change.
  assert.deepEqual(
    new Set(providers),
    new Set([
      'exports.handler=()=>require("pulumi-twilio-intelligence/provider").Service',
      'exports.handler=()=>require("pulumi-twilio-intelligence/provider").IntelligenceConfiguration',
    ]),
  );
  assert.equal(providers.length, 8);
  for (const provider of providers) assert.ok(size(provider) <= PROVIDER_MAX);
});
