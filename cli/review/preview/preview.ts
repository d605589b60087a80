import { z } from "zod";
import { received } from "../../../dynamic/host";
import { isObject, members, type Values } from "../../../provider/values/json";
import type { Path } from "../../../provider/values/paths";
import { REDACTED, redact } from "../../../provider/values/secrets";
import { typeOf, urnParts } from "../../shared/urn";

/** The key by which the engine marks a secret that is not printed as text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

const properties = z.record(z.string(), z.unknown()).nullish();
const state = z.looseObject({
  id: z.string().optional(),
  /** What is deleted with it leaves the stack, and stays in the account. */
  retainOnDelete: z.boolean().nullish(),
  inputs: properties,
  outputs: properties,
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
  const parsed = previewSchema.safeParse(redacted(parsedJson(text)));
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
const WORTH_A_WORD = /^warning: | is imported as it is; nothing is written\.$/;

const STACK = "pulumi:pulumi:Stack";

function parsedJson(text: string): unknown {
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

/** A preview without secrets, however the engine printed them. With `--show-secrets` only the provider's own list tells where they are. */
function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (!isObject(value)) return value;
  if (SIGNATURE in value) return REDACTED;
  const { oldState, newState } = value;
  // What is secret in one state is in the other too, marked there or not.
  const secrets = [oldState, newState].flatMap((state) => secretsIn(members(state)));
  const safe = secrets.length === 0 ? value : { ...value, ...redactedStates({ oldState, newState }, secrets) };
  return Object.fromEntries(Object.entries(safe).map(([name, member]) => [name, redacted(member)]));
}

const secretsIn = ({ inputs, outputs }: Values): readonly Path[] =>
  [inputs, outputs].flatMap((one) => (isObject(one) ? received(one).secrets : []));

const redactedStates = (states: Values, secrets: readonly Path[]): Values =>
  Object.fromEntries(
    Object.entries(states)
      .filter(([, state]) => isObject(state))
      .map(([name, state]) => {
        const { inputs, outputs } = members(state);
        return [name, { ...members(state), inputs: redact(inputs, secrets), outputs: redact(outputs, secrets) }];
      }),
  );
