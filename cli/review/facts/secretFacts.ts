import { few } from "../../../api/messageText";
import { entryOf } from "../../../provider/catalogue";
import { pathText, propertyOf } from "../../../provider/values/paths";
import { textsIn } from "../../../provider/values/secrets";
import { invisibleIn, joined, say } from "../phrase";
import { type Item, secretPlaces } from "../preview/items";
import type { RiskId } from "../risks";
import { type Fact, quiet } from "./fact";

/** Returns facts about secret values: where they are, but not what they are. */
export function secretFacts(item: Item): Fact[] {
  const { operation, before, after, changed } = item;
  if (operation === "delete") return [];
  const [was, is] = [secretPlaces(before).map(pathText), secretPlaces(after).map(pathText)];
  const properties = new Set([...was, ...is].map(propertyOf));
  const unseen: string[] = [];
  const facts: Fact[] = [];
  for (const name of properties) {
    const places = (all: readonly string[]) => all.filter((path) => propertyOf(path) === name);
    const [old, now] = [places(was), places(is)];
    if (operation === "create") {
      if (riskOf(name) === "R028") facts.push(quiet(say`${list(now)} is secret: its content is redacted here`, "R028"));
    } else if (old.length > 0 && now.length > 0) {
      unseen.push(...now);
    } else if (changed.has(name)) {
      const text =
        now.length > 0
          ? say`${list(now)} becomes secret: its new value is redacted here`
          : say`${list(old)} is no longer secret`;
      facts.push({ ...quiet(text, riskOf(name)), subject: name });
    }
  }
  return [...facts, ...unseenFacts(item, unseen)];
}

/** Facts about values that are secret before and after. The preview does not show whether they change. */
function unseenFacts({ kind, changed }: Item, paths: readonly string[]): Fact[] {
  if (paths.length === 0) return [];
  const risks = [...new Set(paths.map((path) => riskOf(propertyOf(path))))];
  // The provider found a difference, but no visible value differs.
  if (changed.size === 0) {
    const { properties } = entryOf(kind).resource;
    const isLive = paths.some((path) => properties[propertyOf(path)]?.options.live);
    return [{ say: say`a secret value changes, in ${list(paths)}`, live: isLive, risks }];
  }
  return [quiet(say`${list(paths)} is secret and may also change`, ...risks.filter((risk) => risk === "R028"))];
}

/** Secret rules have their own risk: what runs, when, and where results are sent is not visible. */
const riskOf = (property: string): RiskId => (property === "rules" ? "R028" : "R026");

const list = (paths: readonly string[]) => joined(paths.map((path) => say`${path}`));

/** Describes characters that cannot be seen in the new values: they can carry words that only the model reads. */
export function invisibleFacts({ operation, after, changed }: Item): Fact[] {
  if (operation === "delete") return [];
  const names = operation === "update" ? [...changed] : Object.keys(after);
  return names.flatMap((name) => {
    const found = [...new Set(textsIn(after[name]).flatMap(invisibleIn))];
    if (found.length === 0) return [];
    return [quiet(say`${name} holds characters that cannot be seen: ${few(found, 5)}`, "R037")];
  });
}
