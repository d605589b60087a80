import type { Bag, Properties } from "./definition";
import { type Change, changes, masked, show } from "./json";

/**
 * Says, before the engine shows a difference, what it is within the properties that the engine can only compare place by place:
 * it shows a rule that moved as two that were rewritten; and what it cannot see at all, because it compares inputs: `kept`, the
 * properties that a merge left as somebody else had them. The engine prints what the dynamic host logs under "Diagnostics".
 */
export function announce(
  properties: Properties,
  recorded: Bag,
  declared: Bag,
  title: string,
  secret: ReadonlySet<string>,
  kept: readonly string[],
): void {
  for (const [name, { explain, normal }] of Object.entries(properties)) {
    if (explain === undefined && !kept.includes(name)) continue;
    const view = explain ?? normal;
    const list = changes(view(recorded[name]), view(declared[name]), name);
    for (const change of masked(list, secret)) {
      console.log(`${title}${sentence(change)}`);
    }
  }
}

/** Without a direction: the engine asks for the same difference in a preview and in a refresh, the other way round. */
function sentence({ path, from, to }: Change): string {
  if (from === undefined) return `${path} is declared and not there yet: ${show(to)}`;
  if (to === undefined) return `${path} is there and not declared: ${show(from)}`;
  return `${path} is ${show(from)}, declared ${show(to)}`;
}
