import { providerText, resourceType } from "../../dynamic/hidden";
import type { Values } from "../../provider/values/json";
import { outputNames } from "../../sdk/outputs.generated";

const OUTPUTS = JSON.stringify(outputNames.Service);

/** Code that declares the arguments of a Service as an expression of `at`. */
const ARGS = `{
  uniqueName: "service-" + at,
  friendlyName: "Service " + at,
  autoTranscribe: true,
  autoRedaction: true,
  webhookUrl: "https://hooks.example.com/service/" + at,
}`;

/** Module of the null provider, short because its name is in the state of every resource. */
export const NULL_MODULE = "n";

const loop = (objects: number, create: string): string => `
for (let at = 0; at < ${objects}; at++) {
  ${create}("service-" + at, ${ARGS});
}`;

/** Returns a program with that many Services of this package. */
export const ownProgram = (objects: number): string =>
  `const { Service } = require("pulumi-twilio-intelligence");${loop(objects, "new Service")}`;

/** A class that declares the outputs of a Service and does nothing else. */
const nullClass = (type: string, provider: string): string => `
const pulumi = require("@pulumi/pulumi");
const outputs = ${OUTPUTS};
class Null extends pulumi.CustomResource {
  constructor(name, args) {
    const all = Object.fromEntries(outputs.map((output) => [output, undefined]));
    super(${JSON.stringify(type)}, name, { ...all, ...args, __provider: ${JSON.stringify(provider)} });
  }
}`;

/** Returns the same program with the null provider. */
export const nullProgram = (objects: number): string =>
  nullClass("pulumi-nodejs:dynamic/bench:Service", `exports.handler=()=>require("${NULL_MODULE}")`) +
  loop(objects, "new Null");

/**
 * Returns a program that makes one Service, and then that many more, in between marking what its process has used until then: start-up and
 * loading do not count. The null class uses this package's provider in the host.
 */
export function markedProgram(kind: "own" | "null", objects: number): string {
  const head =
    kind === "own"
      ? 'const { Service } = require("pulumi-twilio-intelligence");'
      : nullClass(resourceType("Service"), providerText("Service"));
  const create = kind === "own" ? "new Service" : "new Null";
  return `${head}
module.exports = async () => {
  const first = ${create}("first", { uniqueName: "first", friendlyName: "First" });
  await new Promise((resolve) => first.urn.apply(resolve));
  globalThis.benchMark();
${loop(objects, create)}
};`;
}

/**
 * Returns the module of the null provider: it makes the outputs of a Service from a template. The host answers the engine's other calls
 * itself if a provider lacks the method.
 */
export const nullProvider = (template: Values): string => `
const template = ${JSON.stringify(template)};
let made = 0;
exports.create = async (inputs) => {
  const sid = "GA" + String(made++).padStart(32, "0");
  return { id: sid, outs: { ...template, ...inputs, sid, url: template.url.replace(template.sid, sid) } };
};`;

/**
 * Returns the same program with a dynamic provider as people write it: it captures its client, so that Pulumi writes the source of both into
 * the state, and makes one request per call.
 */
export const naiveProgram = (objects: number): string => `
const pulumi = require("@pulumi/pulumi");

class Client {
  constructor(baseUrl, key, secret) {
    this.baseUrl = baseUrl;
    this.authorization = "Basic " + Buffer.from(key + ":" + secret).toString("base64");
  }

  async call(method, path, form) {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: { authorization: this.authorization, accept: "application/json" },
      body: form,
    });
    if (response.status === 404 && method !== "POST") return undefined;
    if (!response.ok) throw new Error(method + " " + path + " failed with " + response.status + ": " + (await response.text()));
    return response.status === 204 ? undefined : response.json();
  }
}

const client = new Client(process.env.BENCH_URL, process.env.BENCH_KEY, process.env.BENCH_SECRET);

const formOf = (inputs) =>
  new URLSearchParams({
    UniqueName: inputs.uniqueName,
    FriendlyName: inputs.friendlyName,
    AutoTranscribe: String(inputs.autoTranscribe),
    AutoRedaction: String(inputs.autoRedaction),
    WebhookUrl: inputs.webhookUrl,
  });

const outputsOf = (service) => ({
  sid: service.sid,
  accountSid: service.account_sid,
  uniqueName: service.unique_name,
  friendlyName: service.friendly_name,
  languageCode: service.language_code,
  autoTranscribe: service.auto_transcribe,
  dataLogging: service.data_logging,
  autoRedaction: service.auto_redaction,
  mediaRedaction: service.media_redaction,
  webhookUrl: service.webhook_url,
  webhookHttpMethod: service.webhook_http_method,
  encryptionCredentialSid: service.encryption_credential_sid ?? "",
  attachedOperatorSids: service.read_only_attached_operator_sids ?? [],
  version: service.version,
  etag: '"' + service.version + '"',
  dateCreated: service.date_created,
  dateUpdated: service.date_updated,
  url: service.url,
});

const provider = {
  async create(inputs) {
    const service = await client.call("POST", "/v2/Services", formOf(inputs));
    return { id: service.sid, outs: outputsOf(service) };
  },
  async read(id) {
    const service = await client.call("GET", "/v2/Services/" + id);
    return service ? { id, props: outputsOf(service) } : { id: "" };
  },
  async diff(id, olds, news) {
    const names = ["uniqueName", "friendlyName", "autoTranscribe", "autoRedaction", "webhookUrl"];
    return { changes: names.some((name) => olds[name] !== news[name]) };
  },
  async update(id, olds, news) {
    return { outs: outputsOf(await client.call("POST", "/v2/Services/" + id, formOf(news))) };
  },
  async delete(id) {
    await client.call("DELETE", "/v2/Services/" + id);
  },
};

const outputs = ${OUTPUTS};
class Service extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(provider, name, { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...args });
  }
}
${loop(objects, "new Service")}`;
