import { list } from "../../../../provider/values/json";
import { REDACTED } from "../../../../provider/values/secrets";
import { hasUnknown } from "../../../../provider/values/unknown";
import { literal, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import { type Fact, live, told, type Words } from "../fact";
import { wordDiff } from "../wordDiff";

/** Why an operator is replaced. */
export function operatorReplaced({ changed, before, after }: Item): Fact[] {
  const why = changed.has("operatorType")
    ? say`type changes from ${literal(before.operatorType)} to ${literal(after.operatorType)}`
    : say`it moves to the account ${literal(after.account ?? "of the stack")}`;
  return [live(say`**replacement**: ${why}, so there is a new id; earlier results stay with the old one`, "R003")];
}

/** A text that a model reads, word by word. */
export const promptWords: Words = (before, after) => {
  if (after === undefined) return [told(words("prompt is removed"))];
  const isText = typeof before === "string" && typeof after === "string";
  if (!isText || before === REDACTED || after === REDACTED || hasUnknown([before, after])) {
    return [told(say`prompt changes to ${literal(after)}`)];
  }
  const diff = wordDiff(before, after);
  const hidden = diff.length === 0 ? words(", in a part that is hidden here or in its spaces alone") : words(":");
  return [{ ...told(say`prompt changes${hidden}`), diff }];
};

export const exampleWords: Words = (before, after) => {
  if (hasUnknown(after)) return [told(words("examples are known only after `up`"))];
  const texts = (value: unknown) => list(value).map((one) => JSON.stringify(one));
  const [old, now] = [texts(before), texts(after)];
  const come = now.filter((one) => !old.includes(one)).length;
  const gone = old.filter((one) => !now.includes(one)).length;
  return [told(say`examples: ${come} new, ${gone} removed, ${now.length} in all`)];
};
