import { isPackage } from "../build";
import type { Cell } from "../cell";
import { KINDS } from "./kinds";
import { FAULTS, isTwinned, type Plan, plansOf, TWINS } from "./plan";
import { play } from "./play";

const plans: readonly Plan[] = KINDS.flatMap(plansOf).flatMap((plan) => FAULTS.map((fault) => ({ ...plan, fault })));

const titleOf = ({ kind, operation, target, span, fault }: Plan) =>
  `${kind.name} ${operation}: ${fault} ${span} on ${target}`;

/** What `npm test` runs of the matrix: of every class something, of every fault something. */
const SHARE = new Set([
  "Service create: drop-after once on write",
  "Service create: duplicate once on write",
  "Service create: 503 stays on all",
  "Service read: html stays on looks",
  "Service update: cut once on write",
  "Service replace: 500 stays on write",
  "Service delete: refuse once on write",
  "CustomOperator create: 500 stays on looks",
  "CustomOperator read: 429 once on looks",
  "CustomOperator update: malformed-json once on write",
  "CustomOperator replace: 503 once on delete",
  "CustomOperator delete: drop-after once on write",
  "OperatorAttachment create: drop-before once on write",
  "OperatorAttachment read: wrong-shape stays on looks",
  "OperatorAttachment replace: html once on write",
  "OperatorAttachment delete: cut once on write",
  "Transcript create: 429 once on write",
  "Transcript read: drop-before once on looks",
  "Transcript replace: drop-after once on write",
  "Transcript delete: malformed-json once on write",
  "LanguageOperator create: drop-after stays on all",
  "LanguageOperator read: cut stays on looks",
  "LanguageOperator update: silence once on write",
  "LanguageOperator delete: 503 stays on write",
  "IntelligenceConfiguration create: wrong-shape once on write",
  "IntelligenceConfiguration read: refuse once on looks",
  "IntelligenceConfiguration update: duplicate once on write",
  "IntelligenceConfiguration replace: 500 stays on delete",
  "IntelligenceConfiguration delete: 429-no-retry-after once on write",
  "MemoryStore create: 500 stays on looks",
  "MemoryStore create: drop-after once on write",
  "MemoryStore read: html stays on looks",
  "MemoryStore update: cut once on write",
  "MemoryStore delete: 503 stays on looks",
  "ConversationsConfiguration create: drop-after stays on write",
  "ConversationsConfiguration create: 503 stays on looks",
  "ConversationsConfiguration read: wrong-shape once on looks",
  "ConversationsConfiguration update: malformed-json once on write",
  "ConversationsConfiguration replace: duplicate once on write",
  "ConversationsConfiguration delete: 429 once on write",
  "ConversationsAttachment create: cut once on write",
  "ConversationsAttachment read: 500 stays on looks",
  "ConversationsAttachment update: drop-after once on write",
  "ConversationsAttachment replace: 503 stays on looks",
  "ConversationsAttachment delete: html once on write",
  "engine Service read: 503 stays on looks",
  "engine CustomOperator create: 503 stays on looks",
]);

/** What runs on the engine too: where its state takes part in the outcome. */
const ON_ENGINE = new Set([
  "Service create: drop-after once on write",
  "Service create: 503 stays on all",
  "Service create: duplicate once on write",
  "Service read: 503 stays on looks",
  "Service update: cut once on write",
  "Service replace: 503 stays on write",
  "Service delete: 500 stays on write",
  "CustomOperator create: 503 stays on looks",
  "CustomOperator read: html stays on looks",
  "CustomOperator update: wrong-shape stays on looks",
  "CustomOperator replace: 500 stays on delete",
  "OperatorAttachment create: html stays on looks",
  "OperatorAttachment read: drop-before stays on looks",
  "OperatorAttachment replace: drop-before stays on delete",
  "Transcript create: 500 stays on looks",
  "Transcript create: drop-after once on write",
  "Transcript read: malformed-json stays on looks",
  "Transcript replace: 503 stays on write",
  "LanguageOperator create: drop-after once on write",
  "LanguageOperator create: drop-after stays on all",
  "LanguageOperator read: wrong-shape stays on looks",
  "LanguageOperator update: drop-after stays on all",
  "LanguageOperator delete: drop-after stays on write",
  "IntelligenceConfiguration create: malformed-json once on write",
  "IntelligenceConfiguration create: silence once on write",
  "IntelligenceConfiguration read: cut stays on looks",
  "IntelligenceConfiguration update: 503 stays on looks",
  "IntelligenceConfiguration update: drop-after once on write",
  "IntelligenceConfiguration replace: 500 stays on write",
  "IntelligenceConfiguration replace: 503 stays on delete",
  "IntelligenceConfiguration delete: 429 stays on write",
  "MemoryStore create: 503 stays on looks",
  "MemoryStore create: drop-after once on write",
  "MemoryStore read: cut stays on looks",
  "MemoryStore update: 503 stays on looks",
  "MemoryStore delete: 500 stays on write",
  "ConversationsConfiguration create: 503 stays on looks",
  "ConversationsConfiguration create: drop-after stays on write",
  "ConversationsConfiguration read: html stays on looks",
  "ConversationsConfiguration update: 500 stays on looks",
  "ConversationsConfiguration replace: 503 stays on delete",
  "ConversationsConfiguration delete: drop-after stays on write",
  "ConversationsAttachment create: 503 stays on looks",
  "ConversationsAttachment read: refuse stays on looks",
  "ConversationsAttachment update: 500 stays on write",
  "ConversationsAttachment replace: 503 stays on delete",
  "ConversationsAttachment delete: 503 stays on write",
]);

/** Every class × what is done to it × what of it goes wrong × how long × how, on the lifecycle. */
const onLifecycle: readonly Cell[] = plans.map((plan) => {
  const { kind, operation, target, span, fault } = plan;
  const sleeps = fault === "silence" || (fault === "429-no-retry-after" && span === "stays");
  const name = `${fault} ${span} on ${target}`;
  return {
    group: isTwinned(plan) ? TWINS : `${kind.name} ${operation}`,
    name: isTwinned(plan) ? `${kind.name} ${operation}, ${name}` : name,
    share: SHARE.has(titleOf(plan)),
    load: sleeps ? "waits" : "quick",
    run: (run) => play(run, plan, "lifecycle"),
  };
});

const onEngine: readonly Cell[] = plans
  .filter((plan) => ON_ENGINE.has(titleOf(plan)))
  .map((plan) => ({
    group: `on the engine: ${plan.operation}`,
    name: titleOf(plan),
    share: SHARE.has(`engine ${titleOf(plan)}`),
    load: "engine",
    run: (run) => play(run, plan, "engine"),
  }));

export const matrix: readonly Cell[] = [...onLifecycle, ...onEngine];

const known = new Set(plans.map(titleOf));
for (const title of [...ON_ENGINE, ...SHARE]) {
  // Another build may lack a class.
  if (!isPackage && !known.has(title.replace(/^engine /, ""))) throw new Error(`The matrix has no cell ${title}.`);
}
