import type { Violation } from "../../../cli/review/preview/policies";
import { readPreview } from "../../../cli/review/preview/preview";
import { type Review, reviewOf } from "../../../cli/review/review";
import type { KindName } from "../../../provider/catalogue";

type Bag = Record<string, unknown>;

/** A step of a preview, in the engine's words. */
export interface StepLike {
  op: string;
  urn: string;
  oldState?: Bag;
  newState?: Bag;
}

export const urn = (kind: string, name: string): string =>
  `urn:pulumi:dev::contact-centre::pulumi-nodejs:dynamic/twilio-intelligence:${kind}::${name}`;

/** A step on an object of this package. `madeOf`: by property, what its value is made of. */
export function step(kind: KindName, name: string, op: string, before?: Bag, after?: Bag, madeOf: Bag = {}): StepLike {
  const id = typeof before?.id === "string" ? before.id : `${kind}-${name}`;
  return {
    op,
    urn: urn(kind, name),
    ...(before && { oldState: { id, inputs: before, outputs: before } }),
    ...(after && { newState: { inputs: after, propertyDependencies: madeOf } }),
  };
}

export const STACK: StepLike = {
  op: "same",
  urn: "urn:pulumi:dev::contact-centre::pulumi:pulumi:Stack::contact-centre-dev",
};

/** A resource of another provider. */
export const BUCKET = "urn:pulumi:dev::contact-centre::aws:s3/bucket:Bucket::logs";

/** A value that the engine marks as secret, with what else stands in it. */
export const sealed = (rest: Bag): Bag => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ...rest,
});

/** What `pulumi preview --json` would print of these steps. */
export const printed = (steps: readonly StepLike[], more: Bag = {}): string =>
  JSON.stringify({ steps: [STACK, ...steps], ...more });

/** `violations`: of policies, which are no part of what is printed. */
export const reviewed = (
  steps: readonly StepLike[],
  { violations = [], ...more }: Bag & { violations?: Violation[] } = {},
): Review => reviewOf({ ...readPreview(printed(steps, more)), violations });

export const OPERATOR = "intelligence_operator_01k0000000000000000000000a";
export const OTHER = "intelligence_operator_01k0000000000000000000000b";

/** A rule as a program declares it. */
export const rule = (extra: Bag = {}): Bag => ({
  name: "watch",
  operators: [{ id: OPERATOR, version: 3 }],
  triggers: [{ on: "COMMUNICATION", parameters: { count: 4 } }],
  actions: [{ url: "https://hooks.example.com/watch" }],
  ...extra,
});

export const recordedRule = (extra: Bag = {}): Bag => ({ ...rule(extra), id: `rule-${JSON.stringify(extra)}` });

/** The update of a Configuration from some rules to others. */
export const rulesChange = (before: readonly Bag[], after: readonly Bag[]): StepLike =>
  step(
    "IntelligenceConfiguration",
    "support",
    "update",
    { displayName: "Support", rules: before.map((one, at) => ({ ...one, id: `rule-${at}` })) },
    { displayName: "Support", rules: after },
  );
