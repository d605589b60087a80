import { FailedCheck } from "../failures";
import type { Change } from "../table/changes";
import { compare } from "../table/compare";
import type { Live } from "../table/kind";
import { outputsOf } from "../table/outputs";
import type { Side } from "../values/bundle";
import { show } from "../values/show";
import { hasUnknown } from "../values/unknown";
import { refuseForeignImport } from "./account";
import type { Context } from "./context";

/** Longest list in a message, in lines. */
const MAX_SHOWN = 20;

/**
 * The live object that the `import` option names, where it is as declared: an import changes nothing in the account.
 *
 * @throws FailedCheck with the list of differences, or where the account has no such object.
 */
export async function importObject(context: Context, id: string, desired: Side): Promise<Live> {
  const { kind, run } = context;
  const live = await kind.calls.read(run.client(desired.values), id, {});
  if (live === undefined) {
    throw new FailedCheck(
      "import",
      `cannot be followed: the account has no ${kind.noun} ${id}. Correct the id or the credentials, or remove the option to create a new one`,
    );
  }
  refuseForeignImport(context, id, live, desired.values);
  const values = kind.prepare?.(desired.values, {}) ?? desired.values;
  const wanted: Side = { ...desired, values };
  const { missing } = compare(kind, { desired: wanted, observed: outputsOf(kind, live, values) });
  const known = missing.filter(({ to }) => !hasUnknown(to));
  if (known.length === 0) return live;
  throw new FailedCheck(
    "import",
    [
      `cannot be followed: ${kind.noun} ${id} is not as declared. Nothing was written. Declare what the account has, and change it once the object is imported:`,
      ...known.slice(0, MAX_SHOWN).map(line),
      ...(known.length > MAX_SHOWN ? [`  … and ${known.length - MAX_SHOWN} more`] : []),
    ].join("\n"),
  );
}

const line = ({ path, from, to }: Change): string => `  ${path} is ${show(from)} in the account, declared ${show(to)}`;
