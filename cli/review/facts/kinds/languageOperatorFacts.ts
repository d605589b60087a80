import { normalSchema } from "../../../../provider/operators/outputSchema";
import { members } from "../../../../provider/values/json";
import { literal, say, words } from "../../phrase";
import type { RiskId } from "../../risks";
import { type Fact, type KindFacts, live, type PropertyFact, propertyFact, quiet } from "../fact";
import { reach, usedBy } from "../runners";
import { schemaFacts } from "../schemaFacts";
import { exampleWords } from "../texts/exampleChange";
import { newPrompt, promptWords } from "../texts/textChange";
import { operatorReplaced } from "./operatorFacts";

/** Effects of a change of a Language Operator on the rules that run it. */
export const languageOperatorFacts: KindFacts<"LanguageOperator"> = {
  created: (item, directory) => [
    quiet(say`answers in ${literal(item.after.outputFormat)}${usedBy(item, directory)}`),
    ...newPrompt(item.after.prompt),
  ],
  deleted: (item, directory) => [live(say`is **deleted**${usedBy(item, directory)}`, "R005")],
  replaced: operatorReplaced,
  words: {
    prompt: promptWords,
    outputFormat: (before, after) => [propertyFact(say`answers in ${literal(after)} (was ${literal(before)})`, "R023")],
    outputSchema: (before, after) => schemaFacts("the answer", normalSchema(before), normalSchema(after)),
    trainingExamples: exampleWords,
    context(before, after) {
      const [old, now] = [members(before), members(after)];
      return [
        ...switched("what Twilio remembers of the customer", "R047", old.memory, now.memory),
        ...switched("knowledge bases", "R048", old.knowledge, now.knowledge),
      ];
    },
  },
  follows: (item, facts, directory) => (facts.some(isLive) ? reach(item, directory) : []),
};

/** Describes an input of the operator that is switched on or off. */
function switched(what: string, risk: RiskId, before: unknown, after: unknown): PropertyFact[] {
  const isOn = (one: unknown) => members(one).enabled === true;
  if (isOn(before) === isOn(after)) return [];
  return isOn(after)
    ? [propertyFact(words(`takes ${what}`), risk)]
    : [propertyFact(words(`no longer takes ${what}`), "R049")];
}

const isLive = (fact: Fact): boolean => fact.live;
