import { FailedCheck, NoCredentials } from "../failures";
import { handedSchema } from "../table/body";
import { compare, concernsAccount } from "../table/compare";
import { withoutNulls } from "../table/nulls";
import type { Property } from "../table/property";
import type { Bundle } from "../values/bundle";
import { members, present, type Values } from "../values/json";
import { type Refusal, refusals } from "../values/refusals";
import { suspicions } from "../values/suspicions";
import { isUnknown } from "../values/unknown";
import { type Context, titleOf } from "./context";
import { importObject } from "./import";

export interface Checked {
  inputs: Bundle;
  failures: Refusal[];
}

/**
 * Checks the program's values in a preview and before a write. What was declared and no longer is goes back to its default.
 * `olds`: the inputs in the state; without values for a new resource, and for the new object of a replacement.
 */
export async function check(context: Context, olds: Bundle, handed: Bundle): Promise<Checked> {
  const { kind, run } = context;
  run.declared(kind, olds);
  const values = members(withoutNulls(handedSchema(kind), handed.values));
  const news = { ...handed, values };
  const isNew = Object.keys(olds.values).length === 0;
  const failures = [
    ...settingsFailures(context, values),
    ...refusals(handedSchema(kind), values),
    ...removalFailures(context, values, olds.values),
    ...(kind.invariants?.(values, olds.values) ?? []),
  ];
  if (news.importId !== undefined && [olds.importId, olds.notes.imported].includes(news.importId))
    run.importSettled(news.importId);
  const importId = isNew ? importToFollow(context, news) : undefined;
  if (olds.importId !== undefined) run.importRecorded(olds.importId);
  if (failures.length === 0) failures.push(...(await accountFailures(context, olds, news)));
  if (failures.length === 0 && importId !== undefined)
    failures.push(...(await importFailures(context, importId, news)));
  if (failures.length > 0) return { inputs: news, failures };
  const desired = { ...values, ...cleared(context, values, olds.values) };
  const inputs: Bundle = {
    ...news,
    values: present(kind.prepare?.(desired, olds.values) ?? desired),
    notes: importId === undefined && news.importId !== undefined ? { imported: news.importId } : {},
    importId,
  };
  run.checked(inputs.values);
  return { inputs, failures };
}

/** The `import` option of a new resource. The new object of a replacement has the option too, and is not what it names. */
function importToFollow({ run }: Context, { importId }: Bundle): string | undefined {
  return importId !== undefined && run.followsImport(importId) ? importId : undefined;
}

/** Managed properties that the program no longer declares. */
const removed = ({ kind }: Context, values: Values, before: Values): [name: string, property: Property][] =>
  Object.entries(kind.properties).filter(
    ([name, { management }]) =>
      management === "whileDeclared" && values[name] === undefined && before[name] !== undefined,
  );

/** Their defaults. */
const cleared = (context: Context, values: Values, before: Values): Values =>
  Object.fromEntries(removed(context, values, before).map(([name, { absent }]) => [name, absent]));

/** Refusals of those that the API cannot clear. */
const removalFailures = (context: Context, values: Values, before: Values): Refusal[] =>
  removed(context, values, before)
    .filter(([, { absent }]) => absent === undefined)
    .map(([property]) => ({
      property,
      reason: `cannot be removed: the API cannot clear it. Declare another value, or keep what the account has with the resource option \`ignoreChanges: ["${property}"]\``,
    }));

/** Refusals from the account, for new or changed values. Sends nothing if no change concerns the account. */
async function accountFailures(context: Context, olds: Bundle, news: Bundle): Promise<Refusal[]> {
  const { kind, run } = context;
  const isNew = Object.keys(olds.values).length === 0;
  if (!isNew && !concernsAccount(kind, compare(kind, { prior: olds, desired: news }).changed)) return [];
  const canAsk = kind.findings !== undefined && !isUnknown(news.values.account);
  const found = canAsk ? await kind.findings?.(run.client(news.values), news.values) : undefined;
  const { values } = news;
  for (const warning of [...(kind.warnings?.(values) ?? []), ...suspicions(values), ...(found?.warnings ?? [])])
    run.warnOnce(`${titleOf(context, news)}${warning}`);
  return found?.failures ?? [];
}

/** Whether the object that the `import` option names can be imported; the preview says that it will be. */
async function importFailures(context: Context, id: string, news: Bundle): Promise<Refusal[]> {
  const { kind, run } = context;
  if (run.owns(kind, id)) return [otherOwner(context, id)];
  run.importing(id);
  try {
    await importObject(context, id, news);
    run.log.info(
      `${titleOf(context, news)}${kind.noun} ${id} is imported as it is; nothing is written. The engine counts it as "to create".`,
    );
    return [];
  } catch (error) {
    run.importRefused(id);
    if (error instanceof FailedCheck) return [error];
    return [{ property: "import", reason: `cannot be followed: ${error instanceof Error ? error.message : error}` }];
  }
}

const otherOwner = ({ kind }: Context, id: string): Refusal => ({
  property: "import",
  reason: `cannot be followed: another resource of this program has ${kind.noun} ${id}. Remove the option, or remove the other resource and keep its state with \`aliases\``,
});

/** The engine configures an explicit provider with its arguments alone. */
const EXPLICIT =
  ". A `ProviderResource` that the resource names gets nothing of the stack's config: pass it these keys as arguments";

function settingsFailures({ run }: Context, { account }: Values): Refusal[] {
  try {
    run.settings(account);
    return [];
  } catch (error) {
    if (error instanceof NoCredentials) return [{ property: error.property, reason: `${error.reason}${EXPLICIT}` }];
    if (error instanceof FailedCheck) return [{ property: error.property, reason: error.reason }];
    throw error;
  }
}
