import { few } from "../../api/messageText";
import { compare } from "../table/compare";
import type { Kind, Live } from "../table/kind";
import { outputsOf } from "../table/outputs";
import type { Side } from "../values/bundle";
import type { Values } from "../values/json";
import type { Context } from "./context";

/** Longest list in a message. */
const MAX_NAMED = 5;

/** Where a live object differs from what is declared, by path. */
export const differingPaths = (kind: Kind, live: Live, desired: Side): string[] =>
  compare(kind, { desired, observed: outputsOf(kind, live, desired.values, true) }).missing.map(({ path }) => path);

/**
 * Warning about objects that the account had before one was created: of the same name and content, where the API takes a second
 * one without a word. `undefined` where there is none. A run that was interrupted may have left them.
 */
export function duplicateWarning(
  { kind, run }: Context,
  before: ReadonlyMap<string, Live>,
  inputs: Side,
  desired: Values,
): string | undefined {
  const alike = [...before.values()].filter(
    (live) => kind.recovery?.isNamed(live.value, desired) && differingPaths(kind, live, inputs).length === 0,
  );
  const found = alike.filter(({ value }) => !run.knows(kind.idOf(value)));
  if (found.length === 0) return undefined;
  // The engine does not name an object that it replaces of its own accord. The state has the inputs of its resource.
  const own = run.recorded(kind).filter((prior) => compare(kind, { prior, desired: inputs }).changed.size === 0);
  if (alike.length <= own.length) return undefined;
  const named = found.map(
    ({ value }) => `${kind.idOf(value)} (created ${kind.recovery?.createdAt?.(value) ?? "at an unknown time"})`,
  );
  return `another ${kind.noun} was created, although the account already had ${few(named, MAX_NAMED)} of this name and content. If \`--replace\` or \`pulumi state taint\` replaces it, this run deletes it. If the program gave its resource another name, this run deletes it too, and the option aliases would have kept it. If an interrupted run left it, delete it in the Twilio Console; keep it if somebody else or another stack has it.`;
}
