import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { verifyCommand } from "../../../../cli/verify/command";
import type { ConfigurationReport, Report } from "../../../../cli/verify/verifyReport";
import type { EmulatorOptions } from "../../../../emulator/index";
import { sample } from "../../../../emulator/seed/sample";
import { type Bench, bench, urlVariables } from "../../kit/emulator";

const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
export const EXECUTIONS = "/v3/RuleExecutions";

/** The conversation that every emulator without a seed of its own has. */
export const CONVERSATION = String(sample.conversations?.[0]?.id);
/** A second one, when a seed is given to `stand`. */
export const ANOTHER = CONVERSATION.replace(/c1$/, "d1");

/** Rules by their names in the program. */
export type Rules = Record<string, { id: string; version?: number }[]>;

export interface Made {
  id: string;
  ruleIds: Record<string, string>;
}

export interface Result {
  code: number;
  out: string;
  err: string;
}

export interface Stand extends Bench {
  /** Makes a Configuration in the account, and in the state of the stack under `name`. */
  make(name: string, rules: Rules): Promise<Made>;
  /** Attaches it to a new Conversations configuration. */
  attach(made: Made): Promise<void>;
  /** Puts it as it is, so that it gets a version more, also in the state. */
  put(name: string): Promise<void>;
  /** Writes verify.yaml into the folder of the project. */
  expect(yaml: string): void;
  /** Runs the command on the stack. */
  verify(...args: string[]): Promise<Result>;
  /** Runs the command anywhere, with the credentials in the environment. */
  run(...args: string[]): Promise<Result>;
  /** What `--json` shows of the stack. */
  report(...args: string[]): Promise<Report & { code: number }>;
  /** The environment that reaches the account. */
  env: NodeJS.ProcessEnv;
  /** The rules that were executed. */
  executed(): number;
}

/** An account, and a stack in a state file, with two conversations unless the options bring others. */
export async function stand(t: TestContext, { seed, ...options }: EmulatorOptions = {}): Promise<Stand> {
  const conversations = (sample.conversations ?? []).flatMap((one) => [one, { ...one, id: ANOTHER }]);
  const given = typeof seed === "object" ? seed : {};
  const it = await bench(t, { ...options, seed: { conversations, ...given } });
  const { emulator, call } = it;
  const folder = mkdtempSync(join(tmpdir(), "cli-verify-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const state = join(folder, "state.json");
  const resources: { name: string; id: string; outputs: { version: number; rules: unknown[] } }[] = [];
  const write = () =>
    writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources: resources.map(recorded) } }));
  write();
  const env = {
    ...urlVariables(emulator),
    TWILIO_API_KEY: emulator.apiKey,
    TWILIO_API_SECRET: emulator.apiSecret,
    NO_COLOR: "1",
  };
  const run = async (...args: string[]): Promise<Result> => {
    const result = await inProcess(args, env);
    assert.ok(!`${result.out}${result.err}`.includes(emulator.apiSecret), "a secret is shown");
    return result;
  };
  const verify = (...args: string[]) => run("--state", state, "--cwd", folder, ...args);
  return {
    ...it,
    env,
    run,
    verify,
    make: async (name, rules) => {
      const json = {
        displayName: `The ${name}`,
        rules: Object.values(rules).map((operators) => ({
          operators,
          triggers: [{ on: "CONVERSATION_END" }],
          actions: [],
        })),
      };
      const { status, body } = await call("POST", CONFIGURATIONS, { json });
      assert.equal(status, 201, JSON.stringify(body));
      const names = Object.keys(rules);
      const live: { id: string }[] = body.rules;
      const outputs = { version: 1, rules: live.map(({ id }, at) => ({ id, name: names[at] })) };
      resources.push({ name, id: body.id, outputs });
      write();
      return { id: body.id, ruleIds: Object.fromEntries(live.map(({ id }, at) => [names[at] ?? "", id])) };
    },
    attach: async ({ id }) => {
      const json = { displayName: id.slice(-32), description: "", conversationGroupingType: "GROUP_BY_PROFILE" };
      const { status, body } = await call("POST", "/v2/ControlPlane/Configurations", {
        json: { ...json, memoryStoreId: "mem_store_1", intelligenceConfigurationIds: [id] },
      });
      assert.equal(status, 202, JSON.stringify(body));
    },
    put: async (name) => {
      const found = resources.find((one) => one.name === name);
      const path = `${CONFIGURATIONS}/${found?.id}`;
      const { displayName, rules } = (await call("GET", path)).body;
      const headers = { "if-match": String(found?.outputs.version) };
      const { status, body } = await call("PUT", path, { json: { displayName, rules }, headers });
      assert.equal(status, 200, JSON.stringify(body));
      if (found) found.outputs.version = body.version;
      write();
    },
    expect: (yaml) => writeFileSync(join(folder, "verify.yaml"), yaml),
    report: async (...args) => {
      const { code, out, err } = await verify("--json", "--conversation", CONVERSATION, ...args);
      assert.ok(out.startsWith("{"), err);
      return { code, ...JSON.parse(out) };
    },
    executed: () => emulator.requests().filter(({ path }) => path === EXECUTIONS).length,
  };
}

/** The command as main.ts runs it, without the second that a process of its own takes to start. */
async function inProcess(args: string[], env: NodeJS.ProcessEnv): Promise<Result> {
  const before = { env: process.env, log: console.log, exitCode: process.exitCode };
  const result: Result = { code: 0, out: "", err: "" };
  process.env = { ...before.env, ...env };
  process.exitCode = 0;
  console.log = (line: string) => {
    result.out += `${line}\n`;
  };
  try {
    const command = verifyCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    await command.parseAsync(args, { from: "user" });
    return { ...result, code: Number(process.exitCode) };
  } catch (error) {
    return { ...result, code: 1, err: error instanceof Error ? error.message : String(error) };
  } finally {
    process.env = before.env;
    console.log = before.log;
    process.exitCode = before.exitCode;
  }
}

const TYPE = "pulumi-nodejs:dynamic/twilio-intelligence:IntelligenceConfiguration";

const recorded = ({ name, id, outputs }: { name: string; id: string; outputs: object }) => ({
  urn: urnOf(name),
  type: TYPE,
  id,
  custom: true,
  inputs: {},
  outputs,
});

export const urnOf = (name: string): string => `urn:pulumi:dev::calls::${TYPE}::${name}`;

/** The codes of all that is wrong with a Configuration, in the order in which they are shown. */
export const codesOf = ({ problems, cases }: ConfigurationReport): string[] =>
  [...problems, ...cases.flatMap((one) => one.problems)].map(({ code }) => code);

/** The same of a report on one Configuration. */
export function only(report: Report): ConfigurationReport {
  const [configuration, ...others] = report.configurations;
  assert.ok(configuration !== undefined && others.length === 0);
  return configuration;
}
