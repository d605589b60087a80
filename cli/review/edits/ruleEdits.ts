import type { z } from "zod";
import type { operator, rule } from "../../../provider/rules/ruleSchema";
import { type Entry, mayRaise, none, raises } from "./entry";

type Rule = z.input<typeof rule>;
type Operator = z.input<typeof operator>;
type Context = NonNullable<Rule["context"]>;
type Each<Members> = { readonly [Member in keyof Required<Members>]: Entry };

/** Risks of an edit within the rules of a Configuration. A member that has no entry does not compile. */
export interface RuleEdits {
  /** The rule as a whole. */
  whole: Record<"added" | "removed" | "moved", Entry>;
  /** A member of a rule that stays. */
  member: Each<Omit<Rule, "operators" | "context">>;
  /** An operator of a rule that stays. */
  operator: Record<"added" | "removed" | "reordered", Entry> & Each<Operator>;
  context: Each<Context>;
}

export const RULE_EDITS: RuleEdits = {
  whole: {
    added: raises("R045", "R044", "R015", "R038"),
    removed: raises("R041"),
    moved: none("The order of rules has no effect."),
  },
  member: {
    name: none("The name is the program's own: it is never sent."),
    triggers: raises("R053", "R014", "R015", "R038"),
    actions: raises("R052", "R007", "R008", "R009", "R036", "R039"),
  },
  operator: {
    added: raises("R043"),
    removed: raises("R042"),
    reordered: none("The order of operators has no effect."),
    id: mayRaise("the operator is replaced, which raises its own risk", "R042", "R043"),
    version: raises("R049", "R011", "R012", "R013"),
    parameters: raises("R049"),
  },
  context: {
    memory: raises("R049", "R047"),
    knowledge: raises("R048"),
  },
};
