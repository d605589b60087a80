import type { Bag, Merged, Properties, Property } from "./definition";
import { compact, same } from "./json";
import { compared } from "./record";

/** What a program declares, with what only the account changed, and the places where both sides changed the same. */
export interface ThreeWay {
  merged: Bag;
  clashes: string[];
}

/**
 * Compares what this stack last saw, what the account holds now and what is declared, property by property. What the program does
 * not hold stays out of it, and so stays as the account has it.
 */
export function threeWay(properties: Properties, base: Bag, live: Bag, declared: Bag): ThreeWay {
  const merged = { ...declared };
  const clashes: string[] = [];
  for (const [name, property] of compared(properties)) {
    if (property.held === "declared" && declared[name] === undefined) continue;
    const merge = property.merge ?? mergeWhole(property);
    const found = merge(base[name], live[name], declared[name]);
    merged[name] = compact(found.value);
    clashes.push(...found.clashes.map((at) => (at === "" ? name : `${name}.${at}`)));
  }
  return { merged, clashes };
}

/** A property that is taken from one side as a whole. */
const mergeWhole =
  ({ normal, input, held }: Property) =>
  (base: unknown, live: unknown, declared: unknown): Merged => {
    const [before, theirs, ours] = [normal(base), normal(live), normal(declared)];
    if (same(before, theirs) || same(theirs, ours)) return { value: declared, clashes: [] };
    if (!same(before, ours)) return { value: declared, clashes: [""] };
    const value = input?.(live) ?? live ?? undefined;
    return { value: value ?? (held === "declared" ? normal(undefined) : undefined), clashes: [] };
  };
