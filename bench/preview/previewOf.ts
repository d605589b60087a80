import { UNKNOWN_TEXT } from "../../dynamic/host";
import { entryOf, type KindName, kindNames } from "../../provider/catalogue";
import type { Values } from "../../provider/values/json";
import { DECLARED } from "./declared";

/** Operations on every twenty objects of a kind. */
const OPERATIONS = [
  ...["same", "update", "same", "create", "update", "same", "delete", "update", "same", "update"],
  ...["same", "replace", "update", "same", "create", "same", "update", "delete", "same", "update"],
];

interface Placed {
  kind: KindName;
  /** Number among the objects of its kind. */
  at: number;
  urn: string;
  operation: string;
}

/**
 * Returns the output of `pulumi preview --json --show-sames` for a stack of about that many objects: Services, operators with prompts,
 * Configurations whose rules refer to operators, and attachments. Some are unchanged, and others are changed, new, replaced or deleted.
 * The preview of a number of objects is always the same.
 */
export function previewOf(objects: number): string {
  const all = placed(objects);
  const byKind = Map.groupBy(all, ({ kind }) => kind);
  const steps: Step[] = [{ op: "same", urn: STACK }, ...all.flatMap((one) => stepsOf(one, byKind))];
  const changeSummary: Record<string, number> = {};
  for (const { op } of steps) changeSummary[op] = (changeSummary[op] ?? 0) + 1;
  return JSON.stringify({ changeSummary, steps, diagnostics: all.flatMap(diagnosticsOf) });
}

const STACK = "urn:pulumi:prod::contact-centre::pulumi:pulumi:Stack::contact-centre-prod";
const TYPE = "pulumi-nodejs:dynamic/twilio-intelligence";

function placed(objects: number): Placed[] {
  return kindNames.flatMap((kind) => {
    const { share = 0, replacing, isFixed } = DECLARED[kind] ?? {};
    return Array.from({ length: Math.round((share * objects) / 100) }, (_, at): Placed => {
      const found = OPERATIONS[(at * 7 + kind.length) % OPERATIONS.length] ?? "same";
      const isPossible = found === "replace" ? replacing !== undefined : found !== "update" || isFixed !== true;
      const urn = `urn:pulumi:prod::contact-centre::${TYPE}:${kind}::${kind.toLowerCase()}-${at}`;
      return { kind, at, urn, operation: isPossible ? found : "same" };
    });
  });
}

type Placements = ReadonlyMap<KindName, readonly Placed[]>;

/** Operations of objects that others cannot refer to. An unchanged object refers to what stays. */
const ABSENT = { before: ["create"], after: ["delete"], unchanged: ["create", "delete", "replace"] };

interface Step {
  op: string;
  urn: string;
  oldState?: State;
  newState?: State;
}

/** Returns the steps of an object. A replacement has three of them. */
function stepsOf(one: Placed, byKind: Placements): Step[] {
  const { operation, urn } = one;
  if (operation === "same") {
    const newState = stateOf(one, "unchanged", byKind);
    return [{ op: operation, urn, oldState: recorded(one, newState), newState }];
  }
  const oldState = recorded(one, stateOf(one, "before", byKind));
  const newState = stateOf(one, "after", byKind);
  if (operation === "create") return [{ op: operation, urn, newState }];
  if (operation === "delete") return [{ op: operation, urn, oldState }];
  if (operation === "update") return [{ op: operation, urn, oldState, newState }];
  return [
    { op: "create-replacement", urn, oldState, newState },
    { op: "replace", urn, oldState, newState },
    { op: "delete-replaced", urn, oldState },
  ];
}

interface State {
  inputs: Values;
  propertyDependencies: Record<string, string[]>;
  id?: string;
  outputs?: Values;
}

/** Returns the state of an object as the program declares it. The ids of new and replaced objects are not known yet. */
function stateOf({ kind, at, operation }: Placed, when: keyof typeof ABSENT, byKind: Placements): State {
  const { declare, replacing } = DECLARED[kind] ?? {};
  const named: Placed[] = [];
  const inputs = declare?.(at, when === "after" ? "after" : "before", (to, number) => {
    const all = byKind.get(to) ?? [];
    const target = [...all.slice(number % all.length), ...all].find((one) => isThere(one, when));
    if (target === undefined) return UNKNOWN_TEXT;
    named.push(target);
    const isNew = target.operation === "create" || target.operation === "replace";
    return when === "after" && isNew ? UNKNOWN_TEXT : idOf(target);
  });
  const dependencies = Object.entries(entryOf(kind).references).map(([path, to]) => [
    path.replace(/\W.*/, ""),
    [...new Set(named.filter((one) => one.kind === to).map(({ urn }) => urn))],
  ]);
  return {
    inputs: {
      __provider: `exports.handler=()=>require("pulumi-twilio-intelligence/provider").${kind}`,
      ...inputs,
      ...(operation === "replace" && when === "after" && replacing),
    },
    propertyDependencies: Object.fromEntries(dependencies),
  };
}

const isThere = (one: Placed, when: keyof typeof ABSENT): boolean => !ABSENT[when].includes(one.operation);

const ACCOUNT = "AC00000000000000000000000000000001";

/** Returns the state that the engine has recorded of an object. */
function recorded(one: Placed, state: State): State {
  const { rules, ...others } = state.inputs;
  const outputs = {
    __account: ACCOUNT,
    __declared: Object.keys(others).filter((name) => !name.startsWith("__")),
    ...state.inputs,
    ...(Array.isArray(rules) && { rules: rules.map((rule, at) => ({ ...rule, id: ruleIdOf(one, at) })) }),
    dateCreated: "2026-01-01T00:00:00Z",
    dateUpdated: "2026-11-27T00:00:00Z",
    etag: '"3"',
    version: 3,
  };
  return { id: idOf(one), ...state, outputs };
}

const PREFIXES: Partial<Record<KindName, string>> = {
  Service: "GA",
  CustomOperator: "LY",
  LanguageOperator: "intelligence_operator_",
  IntelligenceConfiguration: "intelligence_configuration_",
  MemoryStore: "mem_store_",
  ConversationsConfiguration: "conv_configuration_",
};

const digits = (number: number, length: number): string => String(number).padStart(length, "0");

function idOf({ kind, at }: Placed): string {
  const prefix = PREFIXES[kind] ?? `${kind}/`;
  return `${prefix}${digits(at, prefix.length === 2 ? 32 : 26)}`;
}

const ruleIdOf = ({ at }: Placed, rule: number): string =>
  `intelligence_configurationrule_${digits(at * 10 + rule, 26)}`;

/** Returns what the provider writes about an object: nested differences, and warnings about changes of somebody else. */
function diagnosticsOf(one: Placed) {
  const { kind, at, operation } = one;
  if (kind !== "IntelligenceConfiguration" || operation !== "update") return [];
  const name = `Conversations ${at}`;
  const lines = [`${name}: rules.rule-billing-0.triggers[0].parameters.count is 4, declared 2`];
  if (at % 10 !== 0) return lines.map((message) => ({ message: `${message}\n\n`, severity: "info" }));
  const warning = [
    `warning: Intelligence Configuration ${idOf(one)} was changed in the account: it is at version 4, this stack last saw 3.`,
    "  changed in the account  last seen  now               declared",
    `  description             "Team ${at}"   "By hand, ${at}"  (not declared)`,
    "The program does not change it. `pulumi refresh` takes the account's values into the state.",
  ];
  return [...lines, ...warning].map((message) => ({
    message: `${message}\n\n`,
    severity: lines.includes(message) ? "info" : "info#err",
  }));
}
