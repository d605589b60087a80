import assert from "node:assert/strict";
import { type Emulator, type EmulatorOptions, type LoggedRequest, startEmulator } from "../../../emulator/index";
import { type Bench, benchOf } from "../../contract/kit/emulator";
import type { Scope } from "../../faults/cell";
import type { Operation, Step } from "./events";
import { type CommandResult, createProject, type Place, type Project } from "./harness";
import { type ConfigValue, configFor } from "./stack-files";

export { SENTIMENT, SUMMARY } from "../../contract/kit/emulator";

/** A resource of a program, whose arguments are plain JSON. */
export interface Declared {
  kind: "Service" | "IntelligenceConfiguration";
  args: Record<string, unknown>;
}

/** By their names in the program. */
export type Declarations = Record<string, Declared>;

export const service = (args: Record<string, unknown>): Declared => ({ kind: "Service", args });
export const configuration = (args: Record<string, unknown>): Declared => ({ kind: "IntelligenceConfiguration", args });

/** The beginning of every program. */
export const IMPORTS = `const pulumi = require("@pulumi/pulumi");
const { Service, IntelligenceConfiguration } = require("pulumi-twilio-intelligence");`;

/** A program that declares the resources, each under its name as a variable, and then runs `more`. */
export const programOf = (declared: Declarations, more = ""): string =>
  [
    IMPORTS,
    ...Object.entries(declared).map(
      ([name, { kind, args }]) => `const ${name} = new ${kind}(${JSON.stringify(name)}, ${JSON.stringify(args)});`,
    ),
    more,
  ].join("\n");

/** A stack on an emulator of its own, and the raw HTTP of somebody else who writes to the same account. */
export interface Stand extends Bench {
  project: Project;
  /** Requests since the last time that this was asked, as `METHOD path`. */
  sent(): string[];
  /** The same, whole. */
  requests(): LoggedRequest[];
  /** The id of a resource, by its name in the program. Throws where the state has none. */
  id(name: string): string;
  outputs(name: string): Record<string, unknown>;
}

/** What a stack's config says beyond, or instead of, what it needs to reach the emulator; undefined takes a value away. */
export type ConfigChange = Record<string, ConfigValue | undefined>;

/** Leaves the credentials to the environment. */
export const CREDENTIALS_OF_ENVIRONMENT: ConfigChange = {
  "twilio-intelligence:accountSid": undefined,
  "twilio-intelligence:apiKey": undefined,
  "twilio-intelligence:apiSecret": undefined,
};

export const environmentOf = ({ accountSid, apiKey, apiSecret }: Emulator) => ({
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_API_KEY: apiKey,
  TWILIO_API_SECRET: apiSecret,
});

/** Both end with the test. */
export async function stand(
  t: Scope,
  program: string,
  options: EmulatorOptions = {},
  config: ConfigChange = {},
  place: Place = "together",
): Promise<Stand> {
  const emulator = await startEmulator(options);
  t.after(() => emulator.close());
  return standOn(t, emulator, program, config, place);
}

/** A stack on an emulator that is there already. */
export async function standOn(
  t: Scope,
  emulator: Emulator,
  program: string,
  config: ConfigChange = {},
  place: Place = "together",
): Promise<Stand> {
  const merged = Object.entries({ ...configFor(emulator), ...config });
  const present = merged.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const project = await createProject({ program, config: Object.fromEntries(present), place });
  t.after(() => project.dispose());
  const requests = () => {
    const all = emulator.requests();
    emulator.clearRequests();
    return all;
  };
  const resource = (name: string) => {
    const found = project.state().resources.find(({ urn }) => urn.endsWith(`::${name}`));
    if (found?.id === undefined) throw new Error(`the state holds no resource ${name}`);
    return { ...found, id: found.id };
  };
  return {
    ...benchOf(emulator),
    project,
    requests,
    sent: () => requests().map(({ method, path }) => `${method} ${path}`),
    id: (name) => resource(name).id,
    outputs: (name) => resource(name).outputs,
  };
}

export const SERVICES = "/v2/Services";
export const CONFIGURATIONS = "/v3/ControlPlane/Configurations";

/** The steps of an operation that concern one resource, by its name in the program. */
export const stepsOf = ({ steps }: Operation, name: string): Step[] =>
  steps.filter(({ urn }) => urn.endsWith(`::${name}`));

/** What was done to one resource: its kinds of steps. */
export const opsOf = (operation: Operation, name: string): string[] => stepsOf(operation, name).map(({ op }) => op);

/** The properties that the engine prints as different, `[diff: +a~b,c]`, for one resource. */
export function shownDiff({ output }: CommandResult, name: string): string[] {
  const shown = new RegExp(` ${name} [a-z ]+ \\[diff: ([^\\]]*)\\]`).exec(output)?.[1] ?? "";
  return shown
    .split(/[+~,-]/)
    .filter((property) => property !== "")
    .sort();
}

export const OPERATORS = "/v3/ControlPlane/Operators";

/** A language operator of the account's own, in two versions, with a text `tone` and a whole number `times` as parameters. */
export async function ownOperator({ call }: Bench): Promise<string> {
  const json = {
    displayName: "own",
    prompt: "Say it {{parameters.times}} times in a {{parameters.tone}} tone.",
    outputFormat: "TEXT",
    parameters: { tone: { type: "STRING" }, times: { type: "INTEGER" } },
  };
  const { status, body } = await call("POST", OPERATORS, { json });
  assert.equal(status, 201, JSON.stringify(body));
  const path = `${OPERATORS}/${body.id}`;
  assert.equal((await call("PUT", path, { json: { ...json, description: "second" } })).status, 200);
  return body.id;
}
