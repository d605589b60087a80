import { changesBetween } from "../../../../provider/table/changes";
import { members } from "../../../../provider/values/json";
import { isUnknown } from "../../../../provider/values/unknown";
import { literal, say, words } from "../../phrase";
import { type KindFacts, live, propertyFact, quiet, type Words } from "../fact";
import { schemaFacts } from "../schemaFacts";
import { exampleWords } from "../texts/exampleChange";
import { newPrompt, promptWords } from "../texts/textChange";
import { operatorReplaced } from "./operatorFacts";

/** Effects of a change of a Custom Operator on transcripts. */
export const customOperatorFacts: KindFacts<"CustomOperator"> = {
  created: ({ after }) => [
    quiet(say`a ${literal(after.operatorType)} operator, which runs once it is attached`),
    ...newPrompt(members(after.config).prompt),
  ],
  deleted: () => [live(words("is **deleted**: it no longer runs on new transcripts"), "R005")],
  replaced: operatorReplaced,
  words: {
    config(before, after, item, directory) {
      if (isUnknown(after)) return [];
      const [old, now] = [members(before), members(after)];
      const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
      return names
        .filter((name) => changesOf(name, old[name], now[name]).length > 0)
        .flatMap((name) => (CONFIG[name] ?? each(name))(old[name], now[name], item, directory));
    },
  },
};

/** Members of `config`, by their names in the API. */
const CONFIG: Record<string, Words> = {
  prompt: promptWords,
  json_result_schema: (before, after) => schemaFacts("the answer", before, after),
  examples: exampleWords,
};

const changesOf = (name: string, before: unknown, after: unknown) =>
  changesBetween(before, after, name, { from: [], to: [] });

/** Describes each difference between two values. */
const each =
  (name: string): Words =>
  (before, after) =>
    changesOf(name, before, after).map(({ path, from, to }) =>
      propertyFact(say`${path} is ${literal(to)} (was ${literal(from)})`),
    );
