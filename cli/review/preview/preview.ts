import { z } from "zod";
import { received } from "../../../dynamic/host";
import { isObject, members, type Values } from "../../../provider/values/json";
import type { Path } from "../../../provider/values/paths";
import { REDACTED, redact } from "../../../provider/values/secrets";
import { typeOf, urnParts } from "../../shared/urn";

/** Key that marks a secret in the engine's JSON. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

const properties = z.record(z.string(), z.unknown()).nullish();
const state = z.looseObject({
  id: z.string().optional(),
  /** With this option, a deletion removes the object from the stack but not from the account. */
  retainOnDelete: z.boolean().nullish(),
  inputs: properties,
  outputs: properties,
  dependencies: z.array(z.string()).nullish(),
  /** URNs that the value of each property depends on. */
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

/** Output of `pulumi preview --json`, as far as a review reads it. Other members are ignored. */
const previewSchema = z.looseObject({
  steps: z.array(step).nullish(),
  diagnostics: z.array(diagnostic).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

export interface Preview {
  /** From the URNs; `undefined` if the preview failed before the first one. */
  project: string | undefined;
  stack: string | undefined;
  steps: Step[];
  /** Errors of the preview. Empty if it succeeded. */
  errors: string[];
  warnings: string[];
  /** Whether the steps include unchanged objects (`--show-sames`). Otherwise the rest of the stack is unknown. */
  isWhole: boolean;
  /** Number of unchanged objects, without the stack itself. */
  unchanged: number;
}

/** Parses the output of `pulumi preview --json`. Throws an Error if it is something else. */
export function readPreview(text: string): Preview {
  const parsed = previewSchema.safeParse(redacted(parsedJson(text)));
  if (!parsed.success) throw unreadable(`${parsed.error.issues[0]?.path.join(".")} has an unexpected value`);
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
    warnings: [...said(/^warning$/), ...said(/^info/).filter((message) => REPEATED_MESSAGES.test(message))].map((one) =>
      one.replace(/^warning: /, ""),
    ),
    isWhole: same >= unchanged,
    unchanged,
  };
}

/** Log messages of the provider that a review repeats: warnings and imports. */
const REPEATED_MESSAGES = /^warning: | is imported as it is; nothing is written\./;

const STACK = "pulumi:pulumi:Stack";

function parsedJson(text: string): unknown {
  try {
    // PowerShell writes a byte order mark into redirected output.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw unreadable("it is not one JSON object");
  }
}

const unreadable = (why: string): Error =>
  new Error(
    `The input is not the output of \`pulumi preview --json\`: ${why}. Pass the complete standard output of that command, and unset PULUMI_ENABLE_STREAMING_JSON_PREVIEW.`,
  );

/** Redacts all secrets of a preview. With `--show-secrets` the engine does not mark them, so the provider's own list is used as well. */
function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (!isObject(value)) return value;
  if (SIGNATURE in value) return REDACTED;
  const { oldState, newState } = value;
  // A path that is secret in one state is redacted in both.
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
