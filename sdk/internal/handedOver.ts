import * as pulumi from "@pulumi/pulumi";
import { type KeyOrder, orderOf } from "../../dynamic/keyOrder";
import { isObject, type Values } from "../../provider/values/json";
import { type Path, pathText } from "../../provider/values/paths";

/** Properties of the arguments that the engine does not pass to the provider, so that a class passes them beside the arguments. */
export interface HandedOver {
  /** Paths of secrets: the engine hands values over in clear. */
  secrets?: Promise<string[] | undefined>;
  /** The order of keys where it is content: the engine's maps have none. */
  order?: KeyOrder | Promise<pulumi.Input<KeyOrder>>;
}

/** `ordered`: properties whose order of keys is content. `declaredSecret`: properties that an option makes secret, whatever they hold. */
export function handedOver(
  args: object,
  ordered: readonly string[],
  declaredSecret: readonly string[] = [],
): HandedOver {
  const values: Values = { ...args };
  const waiting = Object.keys(values).filter((name) => hasOutput(values[name]));
  // Most arguments are plain, and cost nothing.
  if (waiting.length === 0) {
    return {
      ...(declaredSecret.length > 0 && { secrets: Promise.resolve([...declaredSecret]) }),
      ...(ordered.length > 0 && { order: orderOf(values, ordered) }),
    };
  }
  const resolved = resolve(values, waiting);
  const secrets = resolved.then(({ secrets }) => {
    const all = [...declaredSecret, ...secrets.map(pathText)];
    return all.length === 0 ? undefined : all;
  });
  return { secrets, ...(ordered.length > 0 && { order: resolved.then((all) => resolvedOrder(values, all, ordered)) }) };
}

/**
 * Refuses a member called `__proto__`: to JavaScript it is no member, so that Pulumi would leave it out of what it passes on, without a
 * word. One inside an output is lost before anybody can see it.
 * @throws pulumi.RunError with the path of the member.
 */
export function refuseLostMembers(args: unknown, name: string): void {
  const place = lostMember(args);
  if (place === undefined) return;
  throw new pulumi.RunError(
    `${pathText([name, ...place])}: Pulumi cannot pass on a member of this name. Give it another name.`,
  );
}

function lostMember(value: unknown): Path | undefined {
  if (!isObject(value) && !Array.isArray(value)) return undefined;
  if (pulumi.Resource.isInstance(value) || pulumi.Output.isInstance(value) || value instanceof Promise)
    return undefined;
  for (const [key, member] of Object.entries(value)) {
    const rest = key === "__proto__" ? [] : lostMember(member);
    if (rest !== undefined) return [Array.isArray(value) ? Number(key) : key, ...rest];
  }
  return undefined;
}

/** Whether an argument is, or holds, what has to be waited for. */
function hasOutput(value: unknown): boolean {
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return false;
  return pulumi.Output.isInstance(value) || value instanceof Promise || Object.values(value).some(hasOutput);
}

/** Arguments without outputs, and the places of their secrets. */
interface Resolved {
  values: Values;
  secrets: Path[];
}

/** An argument that fails is absent here: the registration of the resource waits for it too, and reports it. */
async function resolve(values: Values, names: readonly string[]): Promise<Resolved> {
  const secrets: Path[] = [];
  const all = names.map(async (name) => {
    const plain = await pulumi.runtime.serializeProperty(name, values[name], new Set());
    return [name, withoutMarks(plain, [name], secrets)] as const;
  });
  const failed = names.map((name) => [name, undefined] as const);
  const settled = await Promise.allSettled(all);
  const known = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return { values: Object.fromEntries([...failed, ...known]), secrets };
}

/** A value without the marks that Pulumi puts around secrets. */
function withoutMarks(value: unknown, path: Path, secrets: Path[]): unknown {
  if (pulumi.runtime.isRpcSecret(value)) {
    secrets.push(path);
    return withoutMarks(pulumi.runtime.unwrapRpcSecret(value), path, []);
  }
  if (Array.isArray(value)) return value.map((item, at) => withoutMarks(item, [...path, at], secrets));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, withoutMarks(member, [...path, key], secrets)]);
  return Object.fromEntries(members);
}

/** A secret may lie in the keys themselves: their order is then a secret too. */
function resolvedOrder(values: Values, resolved: Resolved, ordered: readonly string[]): pulumi.Input<KeyOrder> {
  const order = orderOf({ ...values, ...resolved.values }, ordered);
  const isSecret = resolved.secrets.some(([name]) => ordered.some((one) => one === name));
  return isSecret ? pulumi.secret(order) : order;
}
