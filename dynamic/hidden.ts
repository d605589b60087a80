import type { Bundle } from "../provider/values/bundle";
import { present, type Values } from "../provider/values/json";
import { isWhole, pathOf, pathText, propertyOf } from "../provider/values/paths";
import type { KeyOrder } from "./keyOrder";

/*
 * Members that the dynamic host's protocol has no other place for. The engine neither shows nor compares a member whose name begins
 * with two underscores. States of earlier releases hold them, so their names and their meaning stay.
 */

/** Text that leads the dynamic host back to this provider. */
export const PROVIDER = "__provider";
/** Places of secrets: paths, or whole properties in states of earlier releases. The host hands values over in clear. */
export const SECRETS = "__secret";
/** The `ignoreChanges` option, which the engine applies to the values and does not hand over. */
const IGNORED = "__ignored";
/** Id of the `import` option, which the host itself fails on. */
export const IMPORT = "__import";
const IMPORTED = "__imported";
const MANAGED = "__declared";
const ACCOUNT = "__account";
const KEPT = "__kept";
const CREDENTIALS = "__credentials";
/** Order of keys where it is content. Absent in what an earlier release wrote. */
const ORDER = "__order";

/** Returns the engine's type of the resources of a class. */
export const resourceType = (kind: string): string => `pulumi-nodejs:dynamic/twilio-intelligence:${kind}`;

/** Value of `__provider`. The state contains it twice for every resource, so it is short and never changes. */
export const providerText = (kind: string): string =>
  `exports.handler=()=>require("pulumi-twilio-intelligence/provider").${kind}`;

/** Hidden members that a class passes beside its arguments. Those without a value are absent: Pulumi makes an output for each member. */
export const hiddenInputs = (
  kind: string,
  handed: { secrets?: unknown; order?: unknown; importId: unknown; ignored: unknown },
): Values =>
  present({
    [IGNORED]: handed.ignored,
    [SECRETS]: handed.secrets,
    [ORDER]: handed.order,
    [IMPORT]: handed.importId,
    [PROVIDER]: providerText(kind),
  });

/** `ignoreChanges` with the order of keys, where one of these properties is ignored: its order is then ignored too. */
export const ignoringOrder = (ignored: readonly string[], names: readonly string[]): string[] =>
  ignored.some((path) => names.includes(propertyOf(path))) ? [...ignored, ORDER] : [...ignored];

/** The order of keys that was recorded; `undefined` where none was. */
export function keyOrderOf({ [ORDER]: order }: Values): KeyOrder | undefined {
  if (!Array.isArray(order)) return undefined;
  return order.flatMap((entry) => {
    const [path, ...keys] = texts(entry) ?? [];
    return path === undefined ? [] : [[path, ...keys] as const];
  });
}

/** Takes the hidden members out of what the host hands over. */
export function withoutHidden(values: Values): Bundle {
  const { [PROVIDER]: _provider, [SECRETS]: secrets, [IMPORT]: importId, [IMPORTED]: imported, ...rest } = values;
  const {
    [MANAGED]: managed,
    [ACCOUNT]: account,
    [KEPT]: kept,
    [CREDENTIALS]: credentials,
    [ORDER]: _order,
    [IGNORED]: ignored,
    ...visible
  } = rest;
  return {
    values: visible,
    secrets: (texts(secrets) ?? []).map(pathOf),
    ignored: texts(ignored)?.map(pathOf),
    importId: text(importId),
    notes: {
      managed: texts(managed),
      account: text(account),
      credentials: text(credentials),
      kept: texts(kept),
      imported: text(imported),
    },
  };
}

/** The hidden members that the state keeps. */
export const hiddenMembers = ({ secrets, ignored, notes, importId }: Bundle, order: KeyOrder | undefined): Values => ({
  [ORDER]: order,
  [SECRETS]: secrets.length === 0 ? undefined : secrets.filter((path) => !isWhole(path)).map(pathText),
  [IGNORED]: ignored?.map(pathText),
  [IMPORT]: importId,
  [IMPORTED]: notes.imported,
  [MANAGED]: notes.managed,
  [ACCOUNT]: notes.account,
  [KEPT]: notes.kept,
  [CREDENTIALS]: notes.credentials,
});

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
