import { z } from "zod";
import { parseJson } from "../../api/problem";
import { keyOrderOf } from "../../dynamic/hidden";
import { received } from "../../dynamic/host";
import { entryOf, type KindName } from "../../provider/catalogue";
import { identityOf } from "../../provider/lifecycle/context";
import type { Bundle } from "../../provider/values/bundle";
import { isObject, members, type Values } from "../../provider/values/json";
import { below, type Path } from "../../provider/values/paths";
import { UNKNOWN } from "../../provider/values/unknown";
import { kindOfUrn, nameOf, urnParts } from "./urn";

/** A resource of this package in a state. */
export interface StackResource {
  urn: string;
  /** Name in the program. */
  name: string;
  kind: KindName;
  id: string;
  /** Secrets are in plain text, with their paths. A secret that is only there in encrypted form is unknown. */
  inputs: Bundle;
  outputs: Bundle;
  /** Paths of outputs that are only there in encrypted form. */
  encrypted: readonly Path[];
  /** Whether the state records the order of keys. States of earlier releases do not. */
  hasKeyOrder: boolean;
  /** Whether the resource was read by `get`, so the stack does not manage it. */
  external: boolean;
}

/** Returns the identity of an object, which finds it in a list of the account. */
export const identityIn = ({ kind, id, outputs }: StackResource): string =>
  identityOf(entryOf(kind).resource, id, outputs.values);

/** Resources of an exported state. */
export interface Deployment {
  /** `project/stack`. Absent if the state has no resources. */
  name: string | undefined;
  resources: StackResource[];
}

const properties = z.record(z.string(), z.unknown()).nullish();
const resources = z
  .array(
    z.looseObject({
      urn: z.string(),
      type: z.string(),
      id: z.string().nullish(),
      inputs: properties,
      outputs: properties,
      delete: z.boolean().nullish(),
      pendingReplacement: z.boolean().nullish(),
      external: z.boolean().nullish(),
    }),
  )
  .nullish();
type Resource = NonNullable<z.infer<typeof resources>>[number];

/** Output of `pulumi stack export`, or a state file of a file backend. */
const exported = z.object({ deployment: z.looseObject({ resources }) }).transform(({ deployment }) => deployment);
const checkpoint = z
  .object({ checkpoint: z.object({ latest: z.looseObject({ resources }).nullish() }) })
  .transform(({ checkpoint }) => checkpoint.latest ?? { resources: [] });
const state = z.union([exported, checkpoint]);

/** Returns the resources of this package in an exported state, or `undefined` if it is not a state. */
export function deploymentOf(json: unknown): Deployment | undefined {
  const parsed = state.safeParse(json);
  if (!parsed.success) return undefined;
  const all = parsed.data.resources ?? [];
  const [first] = all;
  return {
    name: first && stackOf(first.urn),
    resources: all.filter(isThere).flatMap((one) => {
      const kind = kindOfUrn(one.urn);
      return kind !== undefined && one.id ? [resourceOf(one, kind, one.id)] : [];
    }),
  };
}

/** Whether the object exists and is current: it is neither pending deletion, nor deleted and pending replacement. */
const isThere = ({ delete: isPendingDeletion, pendingReplacement }: Resource): boolean =>
  !isPendingDeletion && !pendingReplacement;

function resourceOf({ urn, inputs, outputs, external }: Resource, kind: KindName, id: string): StackResource {
  const recorded = bundleOf(outputs ?? {});
  return {
    urn,
    name: nameOf(urn),
    kind,
    id,
    inputs: bundleOf(inputs ?? {}).bundle,
    outputs: recorded.bundle,
    encrypted: recorded.encrypted,
    hasKeyOrder: keyOrderOf(outputs ?? {}) !== undefined,
    external: external ?? false,
  };
}

function stackOf(urn: string): string | undefined {
  const [stack, project] = urnParts(urn);
  return stack && project ? `${project}/${stack}` : undefined;
}

/** Marks a secret in the engine's state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secretValue = z.looseObject({
  [SIGNATURE]: z.literal("1b47061264138c4ac30d75fd1eb44270"),
  plaintext: z.string().optional(),
});

/** Paths of the engine's secrets, and of those that are only there in encrypted form. */
interface Marks {
  secrets: Path[];
  encrypted: Path[];
}

function bundleOf(properties: Values): { bundle: Bundle; encrypted: Path[] } {
  const marks: Marks = { secrets: [], encrypted: [] };
  const bundle = received(members(inClear(properties, [], marks)));
  const named = bundle.secrets;
  const marked = marks.secrets.filter((path) => marks.encrypted.includes(path) || !isNamed(path, named));
  return { bundle: { ...bundle, secrets: [...named, ...marked] }, encrypted: marks.encrypted };
}

/** Whether the provider names this path or paths within it. The engine encrypts a list that holds a secret as a whole, and an object member by member. */
const isNamed = (marked: Path, named: readonly Path[]): boolean =>
  marked.reduce<Path[]>((paths, key) => below(paths, key), [...named]).length > 0;

function inClear(value: unknown, path: Path, marks: Marks): unknown {
  if (Array.isArray(value)) return value.map((item, at) => inClear(item, [...path, at], marks));
  if (!isObject(value)) return value;
  const parsed = secretValue.safeParse(value);
  if (!parsed.success) {
    const entries = Object.entries(value).map(([key, item]) => [key, inClear(item, [...path, key], marks)] as const);
    return Object.fromEntries(entries);
  }
  marks.secrets.push(path);
  if (typeof parsed.data.plaintext === "string") return inClear(parseJson(parsed.data.plaintext), path, marks);
  marks.encrypted.push(path);
  return UNKNOWN;
}
