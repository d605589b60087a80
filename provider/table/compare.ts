import { redact, visible } from "../../api/messageText";
import type { Side } from "../values/bundle";
import { same, sameInOrder } from "../values/equality";
import { present } from "../values/json";
import { above, below, belowAny, isWhole, type Path } from "../values/paths";
import { hideTexts, secretTexts } from "../values/secrets";
import { type Change, changesBetween, orderChanges } from "./changes";
import { adopted } from "./ignored";
import type { Kind } from "./kind";
import type { Property } from "./property";
import type { Merged, SidePaths, Treatment } from "./treatment";

/** The sides of a comparison. One that is left out takes no part. */
export interface Sides {
  /** Outputs in the state: the object as this stack last saw it. */
  prior?: Side | undefined;
  /** Desired state of the program. */
  desired?: Side | undefined;
  /** Outputs of the object as the account has it. */
  observed?: Side["values"] | undefined;
}

export interface Comparison {
  /** From prior to desired: what the program changes. */
  ours: Change[];
  /** Names of the properties that the program changes. */
  changed: Set<string>;
  /** From prior to observed: what somebody else changed. */
  theirs: Change[];
  /** Paths that both changed in different ways. */
  conflicts: string[];
  /** Desired, with what only the account changed. */
  merged: Side;
  /** From observed to desired: where the account does not hold what the program declares. Empty: observed satisfies desired. */
  missing: Change[];
}

/** The only comparison: diff, conflict, drift, import, recovery and announcements all read one of its lists. */
export function compare(kind: Kind, sides: Sides): Comparison {
  const { prior, desired, observed } = withoutIgnored(kind, sides);
  const found: Comparison = {
    ours: [],
    changed: new Set(),
    theirs: [],
    conflicts: [],
    missing: [],
    merged: { ...desired, values: { ...desired?.values }, secrets: desired?.secrets ?? [] },
  };
  for (const [name, property] of Object.entries(kind.properties)) {
    const [was, ours] = [sideOf(prior, name, property), sideOf(desired, name, property)];
    const isDeclared = property.management !== "whileDeclared" || ours?.value !== undefined;
    const { replaces, recorded } = property.options;
    const isCompared = isDeclared && (property.management !== "local" || replaces || recorded);
    if (isCompared && differ(property, was, ours)) {
      found.changed.add(name);
      found.ours.push(...changesOf(name, property, was, ours));
    }
    if (property.management === "local" || observed === undefined) continue;
    const theirs = observedSide(property, was ?? ours, observed[name]);
    if (differ(property, was, theirs)) found.theirs.push(...changesOf(name, property, was, theirs));
    if (!isDeclared || !ours) continue;
    if (differ(property, theirs, ours)) found.missing.push(...changesOf(name, property, theirs, ours));
    if (was) mergeInto(found, name, property, [was.value, theirs.value, ours.value]);
  }
  found.merged.values = present(found.merged.values);
  return withoutSecrets(found, [sides.prior, sides.desired]);
}

/** Sides that differ nowhere in what is ignored: both have it as the account does. */
function withoutIgnored(kind: Kind, { prior, desired, observed }: Sides): Sides {
  const ignored = desired?.ignored ?? prior?.ignored;
  if (ignored === undefined) return { prior, desired, observed };
  const account = observed ?? prior?.values ?? {};
  const [was, ours] = [prior, desired].map((side) => side && adopting(kind, { ...side, ignored }, account));
  return { prior: was, desired: ours, observed };
}

/** A side as it has to be written: its ignored places as the account has them. */
export function adopting(kind: Kind, side: Side, account: Side["values"]): Side {
  const { ignored = [] } = side;
  if (ignored.length === 0) return side;
  const values = Object.entries(kind.properties).map(([name, property]) => [
    name,
    adopted(property, treatmentOf(property), belowAny(ignored, name), [side.values[name], account[name]]),
  ]);
  return { ...side, values: present({ ...side.values, ...Object.fromEntries(values) }) };
}

/** A list that somebody else has reordered, or the program's own normal form, has a secret in a place that no path names. */
function withoutSecrets(found: Comparison, sides: readonly (Side | undefined)[]): Comparison {
  const texts = new Set(sides.flatMap((side) => (side ? secretTexts(side) : [])).filter((text) => text !== ""));
  if (texts.size === 0) return found;
  const sidesOf = ({ from, to }: Pick<Change, "from" | "to">) => ({
    from: hideTexts(from, texts),
    to: hideTexts(to, texts),
  });
  const hide = (changes: readonly Change[]): Change[] =>
    changes.map(({ path, item, ...change }) => ({
      ...change,
      path: redact(path, [...texts]),
      ...sidesOf(change),
      ...(item && { item: { label: redact(item.label, [...texts]), ...sidesOf(item) } }),
    }));
  return {
    ...found,
    ours: hide(found.ours),
    theirs: hide(found.theirs),
    missing: hide(found.missing),
    conflicts: found.conflicts.map((path) => redact(path, [...texts])),
  };
}

/** Whether any of the changed properties concerns the account. One that the state records for the program does not. */
export const concernsAccount = ({ properties }: Kind, changed: ReadonlySet<string>): boolean =>
  [...changed].some((name) => properties[name]?.options.recorded !== true);

interface One {
  value: unknown;
  secrets: readonly Path[];
}

const sideOf = (side: Side | undefined, name: string, { options }: Property): One | undefined =>
  side && { value: side.values[name], secrets: options.secret ? [[]] : below(side.secrets, name) };

/** Observed side. A value that is secret in the recorded or desired state is secret here too. */
function observedSide(property: Property, like: One | undefined, value: unknown): One {
  const secrets = like?.secrets ?? [];
  return { value, secrets: treatmentOf(property).follow?.(secrets, like?.value, value) ?? secrets };
}

function differ(property: Property, from: One | undefined, to: One | undefined): boolean {
  if (from === undefined || to === undefined) return false;
  const { normal } = treatmentOf(property);
  return !equalOf(property)(normal(from.value), normal(to.value));
}

function changesOf(name: string, property: Property, from: One | undefined, to: One | undefined): Change[] {
  if (from === undefined || to === undefined) return [];
  const { normal, changes } = treatmentOf(property);
  const secrets: SidePaths = { from: from.secrets, to: to.secrets };
  const [before, now] = [normal(from.value), normal(to.value)];
  // A list that is secret as a whole has no item that a message may name.
  const isSecret = [...from.secrets, ...to.secrets].some(isWhole);
  if (isSecret) return changesBetween(before, now, name, secrets);
  const found = changes?.(from.value, to.value, name, secrets) ?? changesBetween(before, now, name, secrets);
  return found.length === 0 && property.options.ordered ? orderChanges(before, now, name) : found;
}

/** By default a value is compared whole, and absent is what the account has without it. */
export const treatmentOf = ({ options, absent }: Property): Treatment =>
  options.treatment ?? { normal: (value) => value ?? absent };

/** Equality of normal forms of one property. */
export const equalOf = (property: Property): ((a: unknown, b: unknown) => boolean) =>
  treatmentOf(property).equal ?? (property.options.ordered ? sameInOrder : same);

function mergeInto(found: Comparison, name: string, property: Property, sides: [unknown, unknown, unknown]): void {
  const merge = treatmentOf(property).merge ?? wholeMerge(property);
  const { value, conflicts, sources } = merge(...sides);
  found.merged.values[name] = value;
  if (sources) found.merged.secrets = moved(found.merged.secrets, name, sources);
  found.conflicts.push(...conflicts.map((at) => (at === "" ? name : `${name}.${visible(at)}`)));
}

/** A property that is taken from one side as a whole. */
const wholeMerge =
  (property: Property): NonNullable<Treatment["merge"]> =>
  (prior, observed, desired): Merged => {
    const { normal, input } = treatmentOf(property);
    const equal = equalOf(property);
    const [was, theirs, ours] = [normal(prior), normal(observed), normal(desired)];
    if (equal(was, theirs) || equal(theirs, ours)) return { value: desired, conflicts: [] };
    if (!equal(was, ours)) return { value: desired, conflicts: [""] };
    const value = input?.(observed) ?? observed;
    return { value: value ?? (property.management === "whileDeclared" ? property.absent : undefined), conflicts: [] };
  };

/** Secrets of a list whose items moved: those of an item of the program follow it to its new place. */
const moved = (secrets: readonly Path[], name: string, sources: readonly (number | undefined)[]): Path[] => [
  ...secrets.filter(([first, at]) => first !== name || typeof at !== "number"),
  ...sources.flatMap((source, at) =>
    source === undefined ? [] : above(above(below(below(secrets, name), source), at), name),
  ),
];
