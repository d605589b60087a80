import { z } from "zod";
import { operatorId } from "../api/wire/ids";
import { resourcePolicy } from "./define";
import { list, members, Unknown } from "./plainProperties";
import { rulesOf } from "./rulesOf";

export const versionPinsRequired = resourcePolicy({
  name: "twilio-version-pins-required",
  displayName: "Operators are pinned",
  description: "Every rule says which version of its operators runs.",
  severity: "medium",
  remediationSteps:
    "Write the operator as { id, version }; `version: operator.version` follows an operator of the same program.",
  parameters: z.strictObject({
    except: z
      .array(operatorId)
      .default([])
      .describe("The id (intelligence_operator_…) of each operator that may go unpinned, such as one of Twilio's own."),
  }),
  checks: {
    *IntelligenceConfiguration({ props }, { except }) {
      for (const one of rulesOf(props)) {
        if (one instanceof Unknown) {
          yield one;
          continue;
        }
        for (const [at, operator] of list(one.rule.operators).entries()) {
          const { id, version } = members(operator);
          const path = `${one.path}, operators[${at}]`;
          if (operator instanceof Unknown) yield operator;
          // A version that is not known yet is one all the same.
          else if (version === undefined && !except.some((exempt) => exempt === id)) {
            const which = typeof id === "string" ? `${path} (${id})` : path;
            yield `${which} pins no version, so that live conversations run a new one as soon as somebody makes it. Write { id, version }, or add the id to "except".`;
          }
        }
      }
    },
  },
});
