import { conversationsAttachmentDefinition } from "../../provider/conversationsAttachment";
import { customOperatorDefinition } from "../../provider/customOperator";
import type { Bag, Properties } from "../../provider/definition";
import { IMPORT } from "../../provider/handler";
import { intelligenceConfigurationDefinition } from "../../provider/intelligenceConfiguration";
import { languageOperatorDefinition } from "../../provider/languageOperator";
import { operatorAttachmentDefinition } from "../../provider/operatorAttachment";
import { changedProperties } from "../../provider/record";
import { serviceDefinition } from "../../provider/service";
import { transcriptDefinition } from "../../provider/transcript";
import { classOf, nameOf, typeOf } from "../urn";
import { SECRET } from "./mask";
import type { Preview, State, Step } from "./preview";

const definitions = {
  IntelligenceConfiguration: intelligenceConfigurationDefinition,
  ConversationsAttachment: conversationsAttachmentDefinition,
  LanguageOperator: languageOperatorDefinition,
  Service: serviceDefinition,
  CustomOperator: customOperatorDefinition,
  OperatorAttachment: operatorAttachmentDefinition,
  Transcript: transcriptDefinition,
};
export type Kind = keyof typeof definitions;
export const KINDS = Object.keys(definitions).filter((name): name is Kind => name in definitions);

const operations = ["delete", "replace", "update", "create", "same"] as const;
export type Operation = (typeof operations)[number];

/** The steps that mean one thing for the account. What is not listed (reads, refreshes) changes nothing. */
const OPERATIONS: Record<string, Operation> = {
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "import-replacement": "replace",
};

/** One object of this package in a preview. */
export interface Item {
  urn: string;
  name: string;
  kind: Kind;
  operation: Operation;
  /** Its id in the account; none before it is created. */
  id: string | undefined;
  /** What the state holds of it: what the provider compares with. Empty for a new one. */
  before: Bag;
  /** What the program declares of it. Empty for one that goes. */
  after: Bag;
  /** The properties that the provider will write, by its own comparison. */
  changed: ReadonlySet<string>;
  /** Those that are secret before and after: nobody can tell from a preview whether they change. */
  secret: readonly string[];
  /** By property, the URNs that its value is made of. */
  madeOf: Record<string, readonly string[]>;
  /** The old object is deleted before the new one is made. */
  deletesFirst: boolean;
}

const kindOf = (urn: string): Kind | undefined => KINDS.find((kind) => kind === classOf(typeOf(urn)));

/** The objects of this package, each once, however many steps its replacement takes. */
export function itemsOf({ steps }: Preview): Item[] {
  const byUrn = Map.groupBy(steps, ({ urn }) => urn);
  return [...byUrn].flatMap(([urn, group]) => {
    const kind = kindOf(urn);
    return kind === undefined ? [] : [itemOf(urn, kind, group)];
  });
}

/** What else is in the stack and changes, by operation: counted, not explained. */
export function otherChanges({ steps }: Preview): Map<Operation, number> {
  const others = new Map<string, Operation>();
  for (const { urn, op } of steps) {
    const operation = OPERATIONS[op];
    if (operation !== undefined && kindOf(urn) === undefined) others.set(urn, operation);
  }
  return new Map(operations.map((one) => [one, [...others.values()].filter((other) => other === one).length]));
}

/** Longest first word of the order in which operations are told: what is lost comes first. */
export const weightOf = (operation: Operation): number => operations.indexOf(operation);

function itemOf(urn: string, kind: Kind, steps: readonly Step[]): Item {
  const found = steps.flatMap((one) => (staysAsItIs(one) ? [] : (OPERATIONS[one.op] ?? [])));
  // An object whose old one is still to be deleted from an earlier run has a step for that too.
  const operation = operations.find((one) => one !== "delete" && found.includes(one)) ?? found[0] ?? "same";
  const old = steps.map(({ oldState }) => oldState).find(isThere);
  const now = operation === "delete" ? undefined : steps.map(({ newState }) => newState).findLast(isThere);
  const [before, after] = [old?.outputs ?? old?.inputs ?? {}, now?.inputs ?? {}];
  const properties: Properties = definitions[kind].properties;
  const secret = Object.keys(properties).filter((name) => before[name] === SECRET && after[name] === SECRET);
  const replaced = operation === "replace";
  return {
    urn,
    name: nameOf(urn),
    kind,
    operation,
    id: old?.id,
    before,
    after,
    changed: operation === "same" ? new Set() : changedProperties(properties, before, after),
    secret,
    madeOf: madeOf(now ?? old),
    deletesFirst: replaced && (definitions[kind].deletesFirst?.(before, after) ?? false),
  };
}

/** Of what a program adopts, and of what it lets go, nothing in the account changes. */
const staysAsItIs = ({ op, newState, oldState }: Step): boolean =>
  (op === "create" && typeof newState?.inputs?.[IMPORT] === "string") ||
  (op === "delete" && oldState?.retainOnDelete === true);

const isThere = (state: State | null | undefined): state is State => state !== null && state !== undefined;

const madeOf = (state: State | undefined): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(state?.propertyDependencies ?? {}).map(([name, urns]) => [name, urns ?? []]));
