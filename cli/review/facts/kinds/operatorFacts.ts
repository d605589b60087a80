import { list } from "../../../../provider/values/json";
import { REDACTED } from "../../../../provider/values/secrets";
import { hasUnknown } from "../../../../provider/values/unknown";
import { accountPhrase, literal, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import { type Fact, live, propertyFact, type Words } from "../fact";
import { hidesChange, wordDiff } from "../wordDiff";

/** Returns the reason for the replacement of an operator. */
export function operatorReplaced({ changed, before, after }: Item): Fact[] {
  const why = changed.has("operatorType")
    ? say`type changes from ${literal(before.operatorType)} to ${literal(after.operatorType)}`
    : say`it moves to ${accountPhrase(after.account)}`;
  return [live(say`**replacement**: ${why}, so the id changes; earlier results refer to the old operator`, "R003")];
}

/** Describes the change of a prompt, with a word diff. */
export const promptWords: Words = (before, after) => {
  if (after === undefined) return [propertyFact(words("prompt is removed"))];
  const isText = typeof before === "string" && typeof after === "string";
  if (!isText || before === REDACTED || after === REDACTED || hasUnknown([before, after])) {
    return [propertyFact(say`prompt changes to ${literal(after)}`)];
  }
  const diff = wordDiff(before, after);
  const isHidden = hidesChange(before, after);
  const where = isHidden
    ? words(diff.length === 0 ? ", in a redacted part" : ", also in a redacted part:")
    : words(":");
  const spaces = words(", only in its spaces");
  return [
    {
      ...propertyFact(
        say`prompt changes${diff.length === 0 && !isHidden ? spaces : where}`,
        ...(isHidden ? ["R036" as const] : []),
      ),
      diff,
    },
  ];
};

export const exampleWords: Words = (before, after) => {
  if (hasUnknown(after)) return [propertyFact(words("examples are known only after `up`"))];
  const texts = (value: unknown) => list(value).map((one) => JSON.stringify(one));
  const [old, now] = [texts(before), texts(after)];
  const come = now.filter((one) => !old.includes(one)).length;
  const gone = old.filter((one) => !now.includes(one)).length;
  return [propertyFact(say`examples: ${come} new, ${gone} removed, ${now.length} in total`)];
};
