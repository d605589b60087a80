import { type Change, isOrderChange } from "../table/changes";
import { treatmentOf } from "../table/compare";
import type { Bundle } from "../values/bundle";
import { propertyOf } from "../values/paths";
import { show, showItem } from "../values/show";
import { type Context, titleOf } from "./context";

/** One comparison that the engine is about to print. */
interface Announced {
  prior: Bundle;
  desired: Bundle;
  ours: readonly Change[];
}

/**
 * Logs nested changes before the engine prints its diff: the engine compares lists place by place, and shows a rule that moved as
 * two that were rewritten. Also logs what the engine cannot see: another order of keys, and, because it compares inputs, the
 * properties that a merge left as somebody else had them.
 */
export function announce(context: Context, { prior, desired, ours }: Announced): void {
  const { kind, run } = context;
  const kept = prior.notes.kept ?? [];
  for (const change of ours) {
    const name = propertyOf(change.path);
    const property = kind.properties[name];
    if (property === undefined) continue;
    const isPrinted = treatmentOf(property).changes === undefined && !isOrderChange(change) && !kept.includes(name);
    if (isPrinted) continue;
    const text = run.isChecked(desired.values) ? sentence(change) : refreshSentence(change);
    run.log.info(`${titleOf(context, desired)}${text}`);
  }
}

/** A difference between the program and the state. */
function sentence({ path, from, to }: Change): string {
  if (from === undefined) return `${path} is declared, and not in the state yet: ${showItem(to)}`;
  if (to === undefined) return `${path} is there and not declared: ${showItem(from)}`;
  return `${path} is ${show(from)}, declared ${show(to)}`;
}

/** A difference between the account and the state. A refresh does not run the program: the engine passes the state's values as desired. */
function refreshSentence({ path, from, to }: Change): string {
  if (from === undefined) return `${path} is in the state, and no longer in the account: ${showItem(to)}`;
  if (to === undefined) return `${path} is in the account, and not in the state: ${showItem(from)}`;
  return `${path} is ${show(from)} in the account, ${show(to)} in the state`;
}
