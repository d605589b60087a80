/** Values by the names of their parameters. */
export type Combination = Record<string, string>;

/** Parameters with the values that each can have. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

/** Two parameters with a value each. */
type Pair = readonly [string, string, string, string];

/** Returns every pair of values of two parameters. */
export function pairsOf(parameters: Parameters): Pair[] {
  const names = Object.keys(parameters);
  return names.flatMap((one, at) =>
    names
      .slice(at + 1)
      .flatMap((other) =>
        (parameters[one] ?? []).flatMap((value) =>
          (parameters[other] ?? []).map((second): Pair => [one, value, other, second]),
        ),
      ),
  );
}

export const isCovered = (combinations: readonly Combination[], [one, value, other, second]: Pair): boolean =>
  combinations.some((combination) => combination[one] === value && combination[other] === second);

/**
 * Returns combinations in which every value of a parameter meets every value of every other one. The first has the first value of each.
 * Each further one begins with a pair that is not covered yet, and takes of every other parameter the value that covers most of the rest.
 */
export function pairwise(parameters: Parameters): Combination[] {
  const names = Object.keys(parameters);
  const combinations: Combination[] = [
    Object.fromEntries(names.flatMap((name) => (parameters[name] ?? []).slice(0, 1).map((value) => [name, value]))),
  ];
  const all = pairsOf(parameters);
  for (;;) {
    const missing = all.filter((pair) => !isCovered(combinations, pair));
    const [first] = missing;
    if (first === undefined) return combinations;
    const combination: Combination = { [first[0]]: first[1], [first[2]]: first[3] };
    for (const name of names) combination[name] ??= bestOf(parameters[name] ?? [], name, combination, missing);
    combinations.push(combination);
  }
}

/** Returns the value that covers most of the missing pairs, counting those whose other parameter has no value yet for less. */
function bestOf(values: readonly string[], name: string, chosen: Combination, missing: readonly Pair[]): string {
  const weight = (value: string) =>
    missing.reduce((sum, [one, first, other, second]) => {
      const isOwn = (one === name && first === value) || (other === name && second === value);
      if (!isOwn) return sum;
      const [partner, wanted] = one === name ? [other, second] : [one, first];
      if (chosen[partner] === undefined) return sum + 0.01;
      return chosen[partner] === wanted ? sum + 1 : sum;
    }, 0);
  return values.reduce((best, value) => (weight(value) > weight(best) ? value : best), values[0] ?? "");
}
