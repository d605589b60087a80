import { z } from "zod";
import { operatorId } from "../api/wire/ids";
import { resourcePolicy } from "./define";
import { list, members, Unknown } from "./plainProperties";
import { rulesOf } from "./rulesOf";

export const versionPinsRequired = resourcePolicy({
  name: "twilio-version-pins-required",
  displayName: "Operators are pinned",
  description: "Every rule pins the versions of its operators.",
  severity: "medium",
  remediationSteps:
    "Write the operator as { id, version }; `version: operator.version` follows an operator of the same program.",
  parameters: z.strictObject({
    except: z
      .array(operatorId)
      .default([])
      .describe("Ids (intelligence_operator_…) of operators that need no version, such as Twilio's own."),
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
          // An unknown version also counts as a version.
          else if (version === undefined && !except.some((exempt) => exempt === id)) {
            const which = typeof id === "string" ? `${path} (${id})` : path;
            yield `${which} does not pin a version, so live conversations run a new version as soon as somebody creates it. Write { id, version }, or add the id to "except".`;
          }
        }
      }
    },
  },
});
