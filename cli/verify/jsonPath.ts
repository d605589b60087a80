/** One step of a path: a name, or a position. */
type Step = string | number;

const STEP = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** Returns the steps of a JSONPath that selects one value, such as `$.topics[0].name` or `$['a b']`. `undefined` for any other text. */
export function stepsOf(path: string): Step[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: Step[] = [];
  for (let at = 1; at < path.length; at = STEP.lastIndex) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [, name, index, single, double] = match;
    const quoted = (single ?? double)?.replace(/\\(.)/g, "$1");
    steps.push(index === undefined ? (name ?? quoted ?? "") : Number(index));
  }
  return steps;
}

/** Returns the value at a path, or `undefined`. */
export function valueAt(value: unknown, path: string): unknown {
  return (stepsOf(path) ?? []).reduce<unknown>((found, step) => {
    if (typeof step === "number") return Array.isArray(found) ? found[step] : undefined;
    const isObject = typeof found === "object" && found !== null && !Array.isArray(found);
    return isObject ? new Map(Object.entries(found)).get(step) : undefined;
  }, value);
}
