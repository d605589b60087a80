import { z } from "zod";
import type { Bag } from "../../provider/definition";
import { typeOf, urnParts } from "../urn";
import { SECRET } from "./mask";

/** The key by which the engine marks a secret that is not printed as text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

const bag = z.record(z.string(), z.unknown()).nullish();
const state = z.looseObject({
  id: z.string().optional(),
  /** What is deleted with it leaves the stack, and stays in the account. */
  retainOnDelete: z.boolean().nullish(),
  inputs: bag,
  outputs: bag,
  dependencies: z.array(z.string()).nullish(),
  /** By property, the URNs of what its value is made of. */
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullish()).nullish(),
});
export type State = z.infer<typeof state>;

const step = z.looseObject({
  /** `create`, `update`, `same`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `read`, `import`, … */
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  replaceReasons: z.array(z.string()).nullish(),
});
export type Step = z.infer<typeof step>;

const diagnostic = z.looseObject({ message: z.string(), severity: z.string(), urn: z.string().optional() });

/** What `pulumi preview --json` prints, as far as a review reads it. Anything else may be there too. */
const previewSchema = z.looseObject({
  steps: z.array(step).nullish(),
  diagnostics: z.array(diagnostic).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

export interface Preview {
  /** From the URNs; `undefined` where the preview ended before it had one. */
  project: string | undefined;
  stack: string | undefined;
  steps: Step[];
  /** Why the preview failed; none where it did not. */
  errors: string[];
  warnings: string[];
  /** Whether unchanged objects are among the steps: `--show-sames`. Without them nothing is known of the rest of the stack. */
  isWhole: boolean;
  /** How many objects stay as they are, the stack itself left out. */
  unchanged: number;
}

/** Reads what `pulumi preview --json` printed. Throws where it is something else. */
export function readPreview(text: string): Preview {
  const parsed = previewSchema.safeParse(withoutSecrets(json(text)));
  if (!parsed.success) throw unreadable(`${parsed.error.issues[0]?.path.join(".")} is not what it should be`);
  const { steps, diagnostics, changeSummary } = parsed.data;
  if (steps === undefined && diagnostics === undefined) throw unreadable("it has neither steps nor diagnostics");
  const all = steps ?? [];
  const said = (severity: RegExp) =>
    (diagnostics ?? []).filter((one) => severity.test(one.severity)).map(({ message }) => message.trim());
  const same = all.filter(({ op, urn }) => op === "same" && typeOf(urn) !== STACK).length;
  const unchanged = Math.max(same, (changeSummary?.same ?? 0) - 1);
  const [stack, project] = urnParts(all[0]?.urn ?? "");
  return {
    project: project || undefined,
    stack: stack || undefined,
    steps: all.filter(({ urn }) => typeOf(urn) !== STACK && !typeOf(urn).startsWith("pulumi:providers:")),
    errors: said(/^error$/),
    warnings: [...said(/^warning$/), ...said(/^info/).filter((message) => WORTH_A_WORD.test(message))].map((one) =>
      one.replace(/^warning: /, ""),
    ),
    isWhole: same >= unchanged,
    unchanged,
  };
}

/** What the provider logs that a review repeats: its warnings, and what is adopted. */
const WORTH_A_WORD = /^warning: | is taken over as it is; nothing is written\.$/;

const STACK = "pulumi:pulumi:Stack";

function json(text: string): unknown {
  try {
    // Shells of Windows put a mark before what they redirect.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw unreadable("it is not one JSON object");
  }
}

const unreadable = (why: string): Error =>
  new Error(
    `What was read is no output of \`pulumi preview --json\`: ${why}. Give what the command wrote to its standard output, all of it and nothing else, with PULUMI_ENABLE_STREAMING_JSON_PREVIEW unset.`,
  );

/** Secrets, however the engine printed them, as `[secret]`. With `--show-secrets` only the list of names tells which they are. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const all: Bag = Object.fromEntries(Object.entries(value));
  if (SIGNATURE in all) return SECRET;
  const inputs = Object.entries(all.inputs ?? {}).find(([name]) => name === "__secret")?.[1];
  const names = new Set<unknown>(Array.isArray(inputs) ? inputs : []);
  const hidden = (bag: unknown) =>
    Object.fromEntries(Object.entries(bag ?? {}).map(([name, one]) => [name, names.has(name) ? SECRET : one]));
  const safe = names.size === 0 ? all : { ...all, inputs: hidden(all.inputs), outputs: hidden(all.outputs) };
  return Object.fromEntries(Object.entries(safe).map(([name, member]) => [name, withoutSecrets(member)]));
}
