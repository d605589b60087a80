import { changesBetween } from "../../../provider/table/changes";
import { same } from "../../../provider/values/equality";
import { list, members, type Values } from "../../../provider/values/json";
import { show } from "../../../provider/values/show";
import { isUnknown } from "../../../provider/values/unknown";
import { joined, type Phrase, say, words } from "../phrase";
import { type PropertyFact, propertyFact } from "./fact";

/** Properties of an answer by path: `promises[].until`. */
type Places = ReadonlyMap<string, Values>;

/** Describes the changes of each property of an answer. `what`: how the text names the answer. */
export function schemaFacts(what: string, before: unknown, after: unknown): PropertyFact[] {
  if (isUnknown(after)) return [propertyFact(words(`${what} is known only after \`up\``), "R023")];
  const [old, now] = [places(before), places(after)];
  const facts: PropertyFact[] = [];
  for (const [path, schema] of now) {
    const was = old.get(path);
    if (was === undefined)
      facts.push(propertyFact(say`${words(what)} has a new property ${path}: ${typeOf(schema)}`, "R023"));
    else if (!same(was, schema)) facts.push(propertyFact(say`${words(what)}: ${path} ${changed(was, schema)}`, "R023"));
  }
  for (const [path, schema] of old) {
    if (!now.has(path))
      facts.push(propertyFact(say`${words(what)} no longer has ${path} (was ${typeOf(schema)})`, "R023"));
  }
  if (facts.length > 0 || same(before, after)) return facts;
  // Parts of a schema that are not properties, such as `$defs`.
  return changesBetween(before, after, "schema", NO_SECRETS)
    .slice(0, SHOWN_MAX)
    .map(({ path, from, to }) => propertyFact(say`${words(what)}: ${path} is ${show(to)} (was ${show(from)})`, "R023"));
}

const SHOWN_MAX = 10;
/** Secret values are already redacted. */
const NO_SECRETS = { from: [], to: [] };

/** Returns every property of a schema by path, without nested properties, which have their own path. */
function places(schema: unknown, path = ""): Places {
  const { properties, items, ...own } = members(schema);
  const result = new Map<string, Values>(path === "" ? [] : [[path, own]]);
  const inner = [
    ...Object.entries(members(properties)).map(([name, one]) => places(one, path === "" ? name : `${path}.${name}`)),
    ...(typeof items === "object" && items !== null ? [places(items, `${path}[]`)] : []),
  ];
  for (const part of inner) for (const [name, one] of part) result.set(name, one);
  return result;
}

function typeOf({ type, enum: values }: Values): Phrase {
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

function changed(before: Values, after: Values): Phrase {
  const values = [list(before.enum), list(after.enum)] as const;
  if (same({ ...before, enum: 0 }, { ...after, enum: 0 }) && values[0].length > 0 && values[1].length > 0) {
    const come = values[1].filter((one) => !values[0].includes(one));
    const gone = values[0].filter((one) => !values[1].includes(one));
    const parts = [
      ...(come.length > 0 ? [say`may also be ${come.map(String).join(", ")}`] : []),
      ...(gone.length > 0 ? [say`is no longer ${gone.map(String).join(", ")}`] : []),
    ];
    return parts.length > 0 ? joined(parts, " and ") : words("has its values in another order");
  }
  if (!same([before.type, before.enum], [after.type, after.enum]))
    return say`is ${typeOf(after)} (was ${typeOf(before)})`;
  const parts = changesBetween(before, after, "", NO_SECRETS);
  return joined(
    parts
      .slice(0, SHOWN_MAX)
      .map(({ path, from, to }) => say`has ${path.replace(/^\./, "")} ${show(to)} (was ${show(from)})`),
  );
}
