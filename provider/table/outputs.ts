import { inOrderOf } from "../values/inOrder";
import { present, type Values } from "../values/json";
import { equalOf, treatmentOf } from "./compare";
import type { Kind, Live } from "./kind";
import type { Computed, Property } from "./property";
import { readName } from "./wireNames";

/**
 * Outputs of a live object: inputs as the account has them, in the words of `like` (declared or recorded values) where both say
 * the same, and what the API computed. `isOurs`: nobody else has written since, so that what `like` lacks was filled in by the
 * server.
 */
export function outputsOf(kind: Kind, live: Live, like: Values, isOurs = false): Values {
  const inputs = Object.entries(kind.properties).map(([name, property]) => {
    if (property.management === "local") return [name, like[name]] as const;
    return [
      name,
      recorded(property, observedValue(kind, name, property, live, like[name], isOurs), like[name]),
    ] as const;
  });
  return present({ ...Object.fromEntries(inputs), ...computedOf(kind, live) });
}

/** Outputs that are no inputs. */
export const computedOf = (kind: Kind, { value, etag }: Live): Values =>
  Object.fromEntries(
    Object.entries(kind.computed).map(([name, line]) => {
      const field = fieldOf(kind, name, line);
      return [name, field === undefined ? etag : value[field]];
    }),
  );

/** The answer's field of a computed output; `undefined` for the ETag, which is a header. */
export const fieldOf = ({ style }: Kind, name: string, { options: { wire } }: Computed): string | undefined =>
  wire && "header" in wire ? undefined : readName(style, name, wire?.read);

function observedValue(
  kind: Kind,
  name: string,
  property: Property,
  live: Live,
  like: unknown,
  isOurs: boolean,
): unknown {
  const { options } = property;
  const raw = live.value[readName(kind.style, name, options.wire?.read)] ?? undefined;
  const value = options.fromWire && raw !== undefined ? options.fromWire(raw, live.value) : raw;
  if (!isOurs) return value;
  return treatmentOf(property).withoutFilled?.(value, like) ?? (options.ordered ? inOrderOf(value, like) : value);
}

function recorded(property: Property, observed: unknown, like: unknown): unknown {
  const { normal, record } = treatmentOf(property);
  if (record) return record(observed, like);
  return like !== undefined && equalOf(property)(normal(observed), normal(like)) ? like : observed;
}

/** Names of the `whileDeclared` properties that have a value; `undefined` for a kind without any. */
export function managedNames({ properties }: Kind, values: Values): string[] | undefined {
  const names = Object.entries(properties).flatMap(([name, { management }]) =>
    management === "whileDeclared" ? [name] : [],
  );
  return names.length === 0 ? undefined : names.filter((name) => values[name] !== undefined);
}

/** Whether a program with these inputs leaves a property to the account. */
export const isLeftToAccount = ({ properties }: Kind, inputs: Values, name: string): boolean =>
  properties[name]?.management === "whileDeclared" && inputs[name] === undefined;

/** Outputs as a program would declare them: what it does not declare stays out, so that it stays undeclared. */
export function inputsOf({ properties }: Kind, outputs: Values, managed: readonly string[] | undefined): Values {
  const kept = Object.entries(properties).filter(
    ([name, { management }]) =>
      outputs[name] !== undefined && (management !== "whileDeclared" || (managed?.includes(name) ?? true)),
  );
  return Object.fromEntries(
    kept.map(([name, property]) => [name, treatmentOf(property).input?.(outputs[name]) ?? outputs[name]]),
  );
}
