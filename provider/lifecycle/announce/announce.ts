import { visible } from "../../../api/messageText";
import { type Change, isOrderChange } from "../../table/changes";
import { treatmentOf } from "../../table/compare";
import type { Property } from "../../table/property";
import type { Bundle } from "../../values/bundle";
import { below, belowAny, propertyOf } from "../../values/paths";
import { hideTexts, redact, secretTexts } from "../../values/secrets";
import { type Context, titleOf } from "../context";
import { type Between, sentences } from "./sentences";
import { longTexts, textChange } from "./textChange";

/** One comparison that the engine is about to print. */
interface Announced {
  prior: Bundle;
  desired: Bundle;
  ours: readonly Change[];
}

/** One sentence about a property, with lines below it. */
interface Entry {
  name: string;
  text: string;
  lines: readonly string[];
}

/**
 * Logs nested changes before the engine prints its diff: the engine compares lists place by place, and shows a rule that moved as
 * two that were rewritten. Also logs what the engine does not show: the lines of a text that changed, another order of keys, and, because
 * the engine compares inputs, the properties that a merge left as somebody else had them.
 *
 * All changes of a resource are one message, so that the engine prints them together and once (`dynamic/hostLog.ts`). An `up` has two of
 * them: it calls `diff` in its preview and in its update, each with a host process of its own, and neither call nor process tells which of
 * the two it is. `--diff` prints the lines of a text beside these: it is not handed over either.
 */
export function announce(context: Context, { prior, desired, ours }: Announced): void {
  const { kind, run } = context;
  const between: Between = run.isChecked(desired.values) ? "state and program" : "account and state";
  const entries: Entry[] = [];
  for (const name of new Set(ours.map(({ path }) => propertyOf(path)))) {
    const property = kind.properties[name];
    if (property === undefined) continue;
    const changes = ours.filter(({ path }) => propertyOf(path) === name);
    entries.push(...entriesOf(name, property, changes, { prior, desired, between }));
  }
  if (entries.length > 0) run.log.info(`${titleOf(context, desired)}${messageOf(entries)}`);
}

interface Sides {
  prior: Bundle;
  desired: Bundle;
  between: Between;
}

function entriesOf(name: string, property: Property, changes: readonly Change[], sides: Sides): Entry[] {
  const { prior, between } = sides;
  const isTold = treatmentOf(property).changes !== undefined || prior.notes.kept?.includes(name);
  const told = sentences(isTold ? changes : changes.filter(isOrderChange), between);
  const found: Entry[] = told.map((text) => ({ name, text, lines: [] }));
  if (isTold) return found;
  const isRefresh = between === "account and state";
  for (const { path, from, to } of wholeList(name, sides) ?? changes) {
    // A refresh shows what the state will have.
    const texts = isRefresh ? longTexts(to, from) : longTexts(from, to);
    if (texts === undefined) continue;
    const { text, lines } = textChange(texts);
    found.push({ name, text: `${path}${isRefresh ? " was changed in the account" : ""}: ${text}`, lines });
  }
  return found;
}

/** Lists are compared as a whole: place by place, an item that comes first would change all others. */
function wholeList(name: string, { prior, desired }: Sides): Change[] | undefined {
  if (![prior, desired].some(({ values }) => Array.isArray(values[name]))) return undefined;
  if (belowAny(desired.ignored ?? [], name).length > 0) return undefined;
  const texts = new Set([prior, desired].flatMap(secretTexts));
  const [from, to] = [prior, desired].map(({ values, secrets }) =>
    hideTexts(redact(values[name], below(secrets, name)), texts),
  );
  return [{ path: name, from, to }];
}

/** One message of one or more lines. */
function messageOf(entries: readonly Entry[]): string {
  const [only, ...others] = entries;
  const names = [...new Set(entries.map(({ name }) => name))];
  const isOne = only !== undefined && others.length === 0;
  const head = isOne ? only.text : `${entries.length} changes in ${names.join(", ")}`;
  const further = isOne
    ? only.lines
    : entries.flatMap(({ text, lines }) => [text, ...lines.map((line) => `  ${line}`)]);
  return [head, ...further.map((line) => `  ${line}`)].map(visible).join("\n");
}
