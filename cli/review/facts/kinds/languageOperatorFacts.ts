import { normalSchema } from "../../../../provider/operators/outputSchema";
import { literal, say } from "../../phrase";
import { type Fact, type KindFacts, live, propertyFact, quiet } from "../fact";
import { reach, usedBy } from "../runners";
import { schemaFacts } from "../schemaFacts";
import { exampleWords, operatorReplaced, promptWords } from "./operatorFacts";

/** Effects of a change of a Language Operator on the rules that run it. */
export const languageOperatorFacts: KindFacts<"LanguageOperator"> = {
  created: (item, directory) => [quiet(say`answers in ${literal(item.after.outputFormat)}${usedBy(item, directory)}`)],
  deleted: (item, directory) => [live(say`is **deleted**${usedBy(item, directory)}`, "R005")],
  replaced: operatorReplaced,
  words: {
    prompt: promptWords,
    outputFormat: (before, after) => [propertyFact(say`answers in ${literal(after)} (was ${literal(before)})`, "R023")],
    outputSchema: (before, after) => schemaFacts("the answer", normalSchema(before), normalSchema(after)),
    trainingExamples: exampleWords,
  },
  follows: (item, facts, directory) => (facts.some(isLive) ? reach(item, directory) : []),
};

const isLive = (fact: Fact): boolean => fact.live;
