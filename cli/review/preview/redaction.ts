import { received } from "../../../dynamic/host";
import { isObject, list, members, type Values } from "../../../provider/values/json";
import type { Path } from "../../../provider/values/paths";
import { REDACTED, redact } from "../../../provider/values/secrets";
import { isUnknown } from "../../../provider/values/unknown";

/** Key that marks a secret in the engine's JSON. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Whether the preview does not show a value: it is secret, or not known yet. */
export const isHidden = (value: unknown): boolean => value === REDACTED || isUnknown(value);

/** Redacts all secrets of a preview. With `--show-secrets` the engine does not mark them, so the provider's own list is used as well. */
export function redactedPreview(preview: Values): Values {
  const steps = Map.groupBy(list(preview.steps), (step) => members(step).urn);
  const safe = new Map([...steps].flatMap(([, group]) => redactedSteps(group)));
  const all = Array.isArray(preview.steps)
    ? { ...preview, steps: preview.steps.map((step) => safe.get(step)) }
    : preview;
  return members(redacted(all));
}

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (!isObject(value)) return value;
  if (SIGNATURE in value) return REDACTED;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redacted(member)]));
}

/** A path that is secret in one state of an object is redacted in all of them. */
function redactedSteps(steps: readonly unknown[]): [step: unknown, safe: unknown][] {
  const secrets = steps
    .flatMap((step) => [members(step).oldState, members(step).newState])
    .flatMap((state) => secretsIn(members(state)));
  return steps.map((step) => [step, secrets.length === 0 || !isObject(step) ? step : redactedStep(step, secrets)]);
}

const secretsIn = ({ inputs, outputs }: Values): readonly Path[] =>
  [inputs, outputs].flatMap((one) => (isObject(one) ? received(one).secrets : []));

function redactedStep(step: Values, secrets: readonly Path[]): Values {
  const states = Object.entries(step).filter(([name, state]) => /^(old|new)State$/.test(name) && isObject(state));
  const safe = states.map(([name, state]) => {
    const { inputs, outputs } = members(state);
    return [name, { ...members(state), inputs: redact(inputs, secrets), outputs: redact(outputs, secrets) }];
  });
  return { ...step, ...Object.fromEntries(safe) };
}
