import { isObject, list, members, type Values } from "../../../provider/values/json";
import { urnParts } from "../../shared/urn";
import { natural } from "../natural";

/** State of an object in a step. */
export interface State {
  id: string | undefined;
  /** With this option, a deletion removes the object from the stack but not from the account. */
  retainOnDelete: boolean;
  inputs: Values;
  outputs: Values | undefined;
  /** URNs that the value of each property depends on. */
  propertyDependencies: Record<string, readonly string[]>;
}

export interface Step {
  /** `create`, `update`, `same`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `read`, `import`, … */
  op: string;
  /** Empty if the step names none. */
  urn: string;
  oldState: State | undefined;
  newState: State | undefined;
  /** Paths of the members that have another form than this version knows. */
  unread: readonly string[];
}

/** Reads a step. A member of an unknown form counts as absent, and is named. */
export function stepFrom(value: unknown): Step {
  const unread: string[] = [];
  const { op, urn, oldState, newState } = members(value);
  if (typeof op !== "string") unread.push("op");
  const states = {
    oldState: stateFrom("oldState", oldState, unread),
    newState: stateFrom("newState", newState, unread),
  };
  const found = [urn, members(newState).urn, members(oldState).urn].find(isUrn);
  if (found === undefined) unread.push("urn");
  return { op: typeof op === "string" ? op : "", urn: found ?? "", ...states, unread };
}

const isUrn = (value: unknown): value is string =>
  typeof value === "string" && value.startsWith("urn:pulumi:") && urnParts(value).every((part) => part !== "");

function stateFrom(place: string, value: unknown, unread: string[]): State | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) {
    unread.push(place);
    return undefined;
  }
  const read = <Read>(name: string, is: (member: unknown) => member is Read): Read | undefined => {
    const member = value[name];
    if (member === undefined || member === null) return undefined;
    if (is(member)) return member;
    unread.push(`${place}.${name}`);
    return undefined;
  };
  return {
    id: read("id", isText) || undefined,
    retainOnDelete: read("retainOnDelete", isBoolean) ?? false,
    inputs: read("inputs", isObject) ?? {},
    outputs: read("outputs", isObject),
    propertyDependencies: dependenciesFrom(read("propertyDependencies", isObject) ?? {}),
  };
}

const dependenciesFrom = (value: Values): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(value).map(([name, urns]) => [name, list(urns).filter(isText).sort(natural)]));

const isText = (value: unknown): value is string => typeof value === "string";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

/** Order of steps that does not depend on the order in which the engine took them. */
export const inOrder = (a: Step, b: Step): number =>
  natural(a.urn, b.urn) || natural(a.op, b.op) || natural(a.oldState?.id ?? "", b.oldState?.id ?? "");
