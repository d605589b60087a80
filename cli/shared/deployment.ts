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

/** One resource of this package, as the state has it. */
export interface StackResource {
  urn: string;
  /** Its name in the program. */
  name: string;
  kind: KindName;
  id: string;
  /** Secrets are in clear, each with its path; one that the state only has encrypted is unknown. */
  inputs: Bundle;
  outputs: Bundle;
  /** Paths of the outputs that the state only has encrypted. */
  encrypted: readonly Path[];
  /** Whether the state has the order of keys where it is content; that of an earlier release has not. */
  hasKeyOrder: boolean;
  /** Read by a `get`, and so not managed by the stack. */
  external: boolean;
}

/** What tells an object of the state from others in a list of the account. */
export const identityIn = ({ kind, id, outputs }: StackResource): string =>
  identityOf(entryOf(kind).resource, id, outputs.values);

export interface Deployment {
  /** `project/stack`; absent where the state holds no resource at all. */
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

/** What `pulumi stack export` prints, and the file that a file backend keeps. */
const exported = z.object({ deployment: z.looseObject({ resources }) }).transform(({ deployment }) => deployment);
const checkpoint = z
  .object({ checkpoint: z.object({ latest: z.looseObject({ resources }).nullish() }) })
  .transform(({ checkpoint }) => checkpoint.latest ?? { resources: [] });
const state = z.union([exported, checkpoint]);

/** The resources of this package in an exported state; `undefined` where it is none. */
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

/** An object that waits for its deletion is not what the program declares any more, one that waits for its successor is gone. */
const isThere = ({ delete: isDoomed, pendingReplacement }: Resource): boolean => !isDoomed && !pendingReplacement;

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

/** How the engine marks a secret in a state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secretValue = z.looseObject({
  [SIGNATURE]: z.literal("1b47061264138c4ac30d75fd1eb44270"),
  plaintext: z.string().optional(),
});

/** Where the engine marks secrets, and which of them it shows in cipher alone. */
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

/** Whether the provider has named the place, or places within it: the engine marks a property as a whole. */
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
