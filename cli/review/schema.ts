import { changes, same, show } from "../../provider/json";
import { list, members } from "../../provider/normalRule";
import { type Fact, live } from "./fact";
import { joined, type Phrase, say, words } from "./phrase";

/** One property of an answer, by its path: `promises[].until`. */
type Places = ReadonlyMap<string, Record<string, unknown>>;

/** What becomes of each property of an answer. `what`: the answer, in our own words. */
export function schemaFacts(what: string, before: unknown, after: unknown): Fact[] {
  const [old, now] = [places(before), places(after)];
  const facts: Fact[] = [];
  for (const [path, schema] of now) {
    const was = old.get(path);
    if (was === undefined) facts.push(live(say`${words(what)} has a new property ${path}: ${typeOf(schema)}`, "R023"));
    else if (!same(was, schema)) facts.push(live(say`${words(what)}: ${path} ${changed(was, schema)}`, "R023"));
  }
  for (const [path, schema] of old) {
    if (!now.has(path)) facts.push(live(say`${words(what)} no longer has ${path} (was ${typeOf(schema)})`, "R023"));
  }
  if (facts.length > 0 || same(before, after)) return facts;
  // Parts of a schema that are no properties, such as `$defs`.
  return changes(before, after, "schema")
    .slice(0, SHOWN_MAX)
    .map(({ path, from, to }) => live(say`${words(what)}: ${path} is ${show(to)} (was ${show(from)})`, "R023"));
}

const SHOWN_MAX = 10;

/** Every property of a schema, without the properties within it, which have their own place. */
function places(schema: unknown, path = ""): Places {
  const { properties, items, ...own } = members(schema);
  const result = new Map<string, Record<string, unknown>>(path === "" ? [] : [[path, own]]);
  const inner = [
    ...Object.entries(members(properties)).map(([name, one]) => places(one, path === "" ? name : `${path}.${name}`)),
    ...(typeof items === "object" && items !== null ? [places(items, `${path}[]`)] : []),
  ];
  for (const part of inner) for (const [name, one] of part) result.set(name, one);
  return result;
}

function typeOf({ type, enum: values }: Record<string, unknown>): Phrase {
  const types = Array.isArray(type) ? type : type === undefined ? [] : [type];
  const shown =
    types.length === 0
      ? words("of any type")
      : joined(
          types.map((one) => say`${String(one)}`),
          " or ",
        );
  return list(values).length === 0 ? shown : say`${shown}, one of ${list(values).map(String).join(", ")}`;
}

function changed(before: Record<string, unknown>, after: Record<string, unknown>): Phrase {
  const values = [list(before.enum), list(after.enum)] as const;
  if (same({ ...before, enum: 0 }, { ...after, enum: 0 }) && values[0].length > 0 && values[1].length > 0) {
    const come = values[1].filter((one) => !values[0].includes(one));
    const gone = values[0].filter((one) => !values[1].includes(one));
    const parts = [
      ...(come.length > 0 ? [say`may also be ${come.map(String).join(", ")}`] : []),
      ...(gone.length > 0 ? [say`is no longer ${gone.map(String).join(", ")}`] : []),
    ];
    return parts.length > 0 ? joined(parts, " and ") : words("lists its values in another order");
  }
  if (!same([before.type, before.enum], [after.type, after.enum]))
    return say`is ${typeOf(after)} (was ${typeOf(before)})`;
  const parts = changes(before, after, "");
  return joined(
    parts
      .slice(0, SHOWN_MAX)
      .map(({ path, from, to }) => say`has ${path.replace(/^\./, "")} ${show(to)} (was ${show(from)})`),
  );
}
