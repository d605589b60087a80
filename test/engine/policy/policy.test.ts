import assert from "node:assert/strict";
import { test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { IntelligenceConfiguration, LanguageOperator, Service, type ServiceArgs } from "../../../sdk";
import { type PolicyStand, policyStand } from "./policy-kit";

// The pack is started by a shell script, and where the engine is one of the first test's, by nothing else.
const skip = process.platform === "win32" ? "the launchers of the pack are shell scripts" : false;

const redacted = { autoRedaction: true, mediaRedaction: true };

const service =
  (args: Partial<ServiceArgs>, opts: pulumi.CustomResourceOptions = {}): PulumiFn =>
  async () => {
    new Service("calls", { uniqueName: "calls", ...redacted, ...args }, opts);
  };

const written = ({ emulator }: PolicyStand) =>
  emulator.requests().filter(({ method, path }) => method !== "GET" && !path.startsWith("/__"));

test("a preview stops at a program that breaks policies, and names each object with what to do", {
  skip,
}, async (t) => {
  const stand = await policyStand(t, "prod");
  const { code, output } = await stand.preview(async () => {
    new Service("calls", { uniqueName: "calls", webhookUrl: pulumi.secret("http://hooks.example.com/?key=hush") });
    new IntelligenceConfiguration("care", {
      displayName: "Care",
      rules: [
        {
          name: "summary",
          operators: ["intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn"],
          triggers: [{ on: "CONVERSATION_END" }],
        },
      ],
    });
  });
  assert.equal(code, 1);
  for (const line of [
    /\[mandatory\].* twilio-https-webhooks +\(.*Service: calls\)/,
    /Service "calls": webhookUrl calls hooks\.example\.com without HTTPS/,
    /Service "calls": does not declare autoRedaction/,
    /Service "calls": does not declare mediaRedaction/,
    /IntelligenceConfiguration "care": rule "summary", operators\[0\] \(intelligence_operator_\w+\) does not pin a version/,
    /Service "calls": is not protected in the stack prod/,
    /IntelligenceConfiguration "care": is not protected in the stack prod/,
  ]) {
    assert.match(output, line);
  }
  assert.doesNotMatch(output, /hush|policy-pack.*during preview/);
  assert.deepEqual(written(stand), []);
});

test("a program that keeps the policies is previewed and brought up, and is then protected from deletion", {
  skip,
}, async (t) => {
  const stand = await policyStand(t, "prod");
  const opts = { protect: true };
  const kept: PulumiFn = async () => {
    new Service("calls", { uniqueName: "calls", ...redacted, webhookUrl: "https://hooks.example.com" }, opts);
    const operator = new LanguageOperator("tone", { displayName: "Tone", prompt: "How?", outputFormat: "TEXT" }, opts);
    const operators = [{ id: operator.id, version: operator.version }];
    const rules = [{ operators, triggers: [{ on: "CONVERSATION_END" as const }] }];
    new IntelligenceConfiguration("care", { displayName: "Care", rules }, opts);
  };
  for (const { code, output } of [await stand.preview(kept), await stand.up(kept)]) {
    assert.equal(code, 0, output);
    assert.match(output, /✅ twilio-intelligence@v/);
    assert.doesNotMatch(output, /\[(mandatory|advisory)\]/);
  }
  const { code, output } = await stand.preview(async () => {});
  assert.equal(code, 1);
  assert.match(output, /calls" cannot be deleted\s+because it is protected/);
});

test("an advisory policy warns, and the update goes on", { skip }, async (t) => {
  const stand = await policyStand(t);
  const { code, output } = await stand.up(service({ mediaRedaction: false }), {
    "twilio-media-redaction-required": "advisory",
  });
  assert.equal(code, 0, output);
  assert.match(output, /\[advisory\].* twilio-media-redaction-required/);
  assert.match(output, /Service "calls": switches off mediaRedaction/);
  assert.equal(written(stand).length, 1);
});

test("parameters come from the pack's configuration, a policy can be switched off, and a mistake in it is refused", {
  skip,
}, async (t) => {
  const stand = await policyStand(t);
  const program = service({ webhookUrl: "https://hooks.example.com", autoRedaction: false, mediaRedaction: false });
  const off = {
    "twilio-redaction-required": { except: ["calls"] },
    "twilio-media-redaction-required": { enforcementLevel: "disabled" },
  };
  const hosts = (...allowed: string[]) => ({ ...off, "twilio-https-webhooks": { hosts: allowed } });
  const refused = await stand.preview(program, hosts("*.corp.example"));
  assert.equal(refused.code, 1);
  assert.match(
    refused.output,
    /webhookUrl calls hooks\.example\.com, which is not an allowed host \(\*\.corp\.example\)/,
  );
  assert.doesNotMatch(refused.output, /redaction-required/);
  const passed = await stand.preview(program, hosts("hooks.example.com"));
  assert.equal(passed.code, 0, passed.output);
  const mistaken = await stand.preview(program, hosts("https://hooks.example.com"));
  assert.equal(mistaken.code, 1);
  assert.match(mistaken.output, /hosts.*(pattern|must be a host)/is);
});

test("what a preview cannot know is said to be open, and is judged in the update before anything is sent", {
  skip,
}, async (t) => {
  const stand = await policyStand(t);
  const program: PulumiFn = async () => {
    const first = new Service("first", { uniqueName: "first", ...redacted });
    const url = pulumi.interpolate`http://hooks.example.com/${first.sid}`;
    new Service("second", { uniqueName: "second", ...redacted, webhookUrl: url });
  };
  const preview = await stand.preview(program);
  assert.equal(preview.code, 0, preview.output);
  assert.match(preview.output, /\[advisory\].* twilio-https-webhooks +\(.*second\)/);
  assert.match(preview.output, /\.webhookUrl can't be known during preview/);
  const up = await stand.up(program);
  assert.equal(up.code, 1);
  assert.match(up.output, /Service "second": webhookUrl calls hooks\.example\.com without HTTPS/);
  assert.equal(written(stand).length, 1, "the first Service alone was made");
});

test("limits of an account are judged over the whole stack", { skip }, async (t) => {
  const stand = await policyStand(t);
  const { code, output } = await stand.preview(async () => {
    for (const name of ["sales", "support"]) {
      new Service(name, { uniqueName: name, ...redacted, autoTranscribe: true });
    }
  });
  assert.equal(code, 1);
  assert.match(
    output,
    /2 Services transcribe every recording of the stack's account \((sales, support|support, sales)\)/,
  );
});
