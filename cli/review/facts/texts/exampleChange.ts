import { list, members } from "../../../../provider/values/json";
import { hasUnknown } from "../../../../provider/values/unknown";
import { literal, plainText, say, words } from "../../phrase";
import { propertyFact, type Words } from "../fact";
import { textDiff } from "./textDiff";

/** Describes the change of training examples, with each new and removed one. */
export const exampleWords: Words = (before, after) => {
  if (hasUnknown(after)) return [propertyFact(words("examples are known only after `up`"))];
  const [old, now] = [list(before).map(exampleText), list(after).map(exampleText)];
  const come = now.filter((one) => !old.includes(one)).length;
  const gone = old.filter((one) => !now.includes(one)).length;
  if (come + gone === 0) return [propertyFact(words("examples are the same, in another order"))];
  return [
    {
      ...propertyFact(say`examples: ${come} new, ${gone} removed, ${now.length} in total`),
      diff: textDiff(old.join("\n"), now.join("\n")),
    },
  ];
};

/** Writes an example in lines, so that a change of one of its texts is a change of one line. */
function exampleText(example: unknown): string {
  const { input, output, ...others } = members(example);
  if (typeof input !== "string" || typeof output !== "string" || Object.keys(others).length > 0)
    return `example: ${plainText(literal(example))}`;
  return `input: ${input}\noutput: ${output}`;
}
