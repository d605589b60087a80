import { z } from "zod";
import { parseJson } from "../api/problem";
import type { Bag } from "../provider/definition";
import { classOf, nameOf, urnParts } from "./urn";

/** One resource of this package, as the state has it. */
export interface StackResource {
  urn: string;
  /** Its name in the program. */
  name: string;
  /** Its class: `Service`, `IntelligenceConfiguration` and so on. */
  kind: string;
  id: string;
  inputs: Bag;
  outputs: Bag;
  /** The names of properties that are secret, or hold something that is: not to be printed. */
  secret: ReadonlySet<string>;
  /** Of these, those whose value the state only has encrypted. They are absent from `inputs` and `outputs`. */
  encrypted: ReadonlySet<string>;
  /** Read by a `get`, and so not managed by the stack. */
  external: boolean;
}

export interface Deployment {
  /** `project/stack`; absent where the state holds no resource at all. */
  name: string | undefined;
  resources: StackResource[];
}

const bag = z.record(z.string(), z.unknown()).nullish();
const resources = z
  .array(
    z.looseObject({
      urn: z.string(),
      type: z.string(),
      id: z.string().nullish(),
      inputs: bag,
      outputs: bag,
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
      const kind = classOf(one.type);
      return kind !== undefined && one.id ? [resourceOf(one, kind, one.id)] : [];
    }),
  };
}

/** An object that waits for its deletion is not what the program declares any more, one that waits for its successor is gone. */
const isThere = ({ delete: isDoomed, pendingReplacement }: Resource): boolean => !isDoomed && !pendingReplacement;

function resourceOf({ urn, inputs, outputs, external }: Resource, kind: string, id: string): StackResource {
  const found = { secret: new Set<string>(), encrypted: new Set<string>() };
  return {
    urn,
    name: nameOf(urn),
    kind,
    id,
    inputs: decrypted(inputs ?? {}, found),
    outputs: decrypted(outputs ?? {}, found),
    ...found,
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

type Found = { secret: Set<string>; encrypted: Set<string> };

function decrypted(properties: Bag, { secret, encrypted }: Found): Bag {
  const entries = Object.entries(properties).flatMap(([name, value]) => {
    const seen = { secret: false, encrypted: false };
    const clear = inClear(value, seen);
    if (seen.secret) secret.add(name);
    if (seen.encrypted) encrypted.add(name);
    return seen.encrypted ? [] : [[name, clear] as const];
  });
  return Object.fromEntries(entries);
}

function inClear(value: unknown, seen: { secret: boolean; encrypted: boolean }): unknown {
  if (Array.isArray(value)) return value.map((item) => inClear(item, seen));
  if (typeof value !== "object" || value === null) return value;
  const parsed = secretValue.safeParse(value);
  if (!parsed.success)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inClear(item, seen)]));
  seen.secret = true;
  if (typeof parsed.data.plaintext === "string") return inClear(parseJson(parsed.data.plaintext), seen);
  seen.encrypted = true;
  return undefined;
}
