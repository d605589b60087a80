import { entryOf } from "../../../provider/catalogue";
import { pathText, propertyOf } from "../../../provider/values/paths";
import { joined, say } from "../phrase";
import { type Item, secretPlaces } from "../preview/items";
import type { RiskId } from "../risks";
import { type Fact, quiet } from "./fact";

/** What can be said of values that nobody may see: where they are, and nothing about what they are. */
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
      if (riskOf(name) === "R028") facts.push(quiet(say`${list(now)} is secret: what it holds is hidden here`, "R028"));
    } else if (old.length > 0 && now.length > 0) {
      unseen.push(...now);
    } else if (changed.has(name)) {
      const text =
        now.length > 0
          ? say`${list(now)} becomes secret: what it changes to is hidden here`
          : say`${list(old)} is no longer secret`;
      facts.push(quiet(text, riskOf(name)));
    }
  }
  return [...facts, ...unseenFacts(item, unseen)];
}

/** What is secret before and after, so that nobody can tell from a preview whether it changes. */
function unseenFacts({ kind, changed }: Item, paths: readonly string[]): Fact[] {
  if (paths.length === 0) return [];
  const risks = [...new Set(paths.map((path) => riskOf(propertyOf(path))))];
  // The provider found a difference, and it is in nothing that can be seen.
  if (changed.size === 0) {
    const { properties } = entryOf(kind).resource;
    const isLive = paths.some((path) => properties[propertyOf(path)]?.options.live);
    return [{ say: say`a secret value changes, in ${list(paths)}`, live: isLive, risks }];
  }
  return [quiet(say`${list(paths)} is secret, and may change too`, ...risks.filter((risk) => risk === "R028"))];
}

/** Hidden rules hide what runs, when, and where results go. */
const riskOf = (property: string): RiskId => (property === "rules" ? "R028" : "R026");

const list = (paths: readonly string[]) => joined(paths.map((path) => say`${path}`));
