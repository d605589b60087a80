import { PartialWrite } from "../provider/failures";
import type { Core } from "../provider/lifecycle/core";
import { isOfGet } from "../provider/lifecycle/read";
import type { Bundle } from "../provider/values/bundle";
import { propertiesInOrderOf } from "../provider/values/inOrder";
import { defined, isObject, mapLeaves, present, type Values } from "../provider/values/json";
import type { Refusal } from "../provider/values/refusals";
import { isUnknown, UNKNOWN } from "../provider/values/unknown";
import { keepCompiled } from "./compileCache";
import { exitWithEngine } from "./exitWithEngine";
import { hiddenMembers, keyOrderOf, PROVIDER, withoutHidden } from "./hidden";
import { inRecordedOrder, orderOf } from "./keyOrder";
import type { DynamicProvider } from "./protocol";

/** Text that the engine puts in place of an unknown value, at any depth. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Converts the values of the dynamic host for the core. */
export function received(values: Values): Bundle {
  const bundle = withoutHidden(values);
  const known = mapLeaves(bundle.values, (leaf) => (leaf === UNKNOWN_TEXT ? UNKNOWN : leaf));
  const visible = isObject(known) ? present(known) : {};
  return { ...bundle, values: inRecordedOrder(visible, keyOrderOf(values) ?? []) };
}

/**
 * Both sides of a comparison, for the core. A side whose order of keys was not recorded, as in the state of an earlier release, has that
 * of the other one: an upgrade shows no difference.
 */
export function receivedBoth(olds: Values, news: Values, ordered: readonly string[]): [Bundle, Bundle] {
  const [prior, desired] = [received(olds), received(news)];
  const like = (side: Bundle, other: Bundle) => ({
    ...side,
    values: propertiesInOrderOf(side.values, other.values, ordered),
  });
  return [
    keyOrderOf(olds) === undefined ? like(prior, desired) : prior,
    keyOrderOf(news) === undefined ? like(desired, prior) : desired,
  ];
}

/**
 * Converts the values of the core for the dynamic host. The engine encrypts a list that contains a secret as a whole. `ordered`: properties
 * whose order of keys is content.
 */
export function returned(bundle: Bundle, ordered: readonly string[]): Values {
  const plain = mapLeaves(bundle.values, (leaf) => (isUnknown(leaf) ? UNKNOWN_TEXT : leaf));
  const order = ordered.length === 0 ? undefined : orderOf(bundle.values, ordered);
  const all = defined({ ...(isObject(plain) ? plain : {}), ...hiddenMembers(bundle, order) });
  return isObject(all) ? present(all) : {};
}

/** The dynamic provider of one kind: the protocol of the dynamic host, and nothing else. */
export function dynamicProvider(core: Core): DynamicProvider {
  const { ordered } = core;
  return {
    /** Synchronous, because the host hands the provider out before a promise of `configure` has resolved. */
    configure({ config }) {
      core.run.configure((key) => config.get(key));
      exitWithEngine();
      keepCompiled();
    },
    async check(olds, news) {
      const { inputs, failures } = await core.check(...receivedBoth(olds, news, ordered));
      return { inputs: failures.length > 0 ? news : returned(inputs, ordered), failures: failures.map(asMessage) };
    },
    diff: (id, olds, news) => core.diff(id, ...receivedBoth(olds, news, ordered)),
    async create(inputs) {
      const { id, outputs } = await keepingPartial(inputs, ordered, () => core.create(received(inputs)));
      return { id, outs: returned(outputs, ordered) };
    },
    async read(id, props) {
      const prior = received(props);
      const found = await core.read(id, prior);
      if (found === undefined) return { id: "" };
      const { outputs, inputs } = found;
      // A state without an order of keys stays without one until the next write: the program's order is no change before.
      const known = keyOrderOf(props) !== undefined || isOfGet(prior.values) ? ordered : [];
      return { id, props: returned(outputs, known), ...(inputs && { inputs: returned(inputs, known) }) };
    },
    async update(id, olds, news) {
      const both = receivedBoth(olds, news, ordered);
      const outputs = await keepingPartial(news, ordered, () => core.update(id, ...both));
      return { outs: returned(outputs, ordered) };
    },
    delete: (id, props) => core.delete(id, received(props)),
  };
}

/** The engine would print the value of a property that it is told, whatever its size and secrecy: the path goes into the reason. */
const asMessage = ({ property, reason }: Refusal): Refusal => ({ property: "", reason: `${property} ${reason}` });

/** An error that has these members leaves the object in the state as partly written. */
class InitializationFailure extends Error {
  readonly reasons: string[];

  constructor(
    readonly id: string,
    readonly properties: Values,
    message: string,
  ) {
    super(message);
    this.reasons = [message];
  }
}

async function keepingPartial<T>(inputs: Values, ordered: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PartialWrite)) throw error;
    const properties = { ...returned(error.outputs, ordered), [PROVIDER]: inputs[PROVIDER] };
    throw new InitializationFailure(error.id, properties, error.message);
  }
}
