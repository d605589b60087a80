import type { Client } from "../../../api/client";
import type { Known } from "../write/outside";
import type { ListedObject } from "./accountObjects";
import { idsAt, type OutsideObjects, referencesOf } from "./references";

/** Returns the external objects that objects of the account refer to, by id. Sends only the lists that are needed. */
export async function outsideObjects(
  client: Client,
  objects: ReadonlyMap<string, ListedObject>,
): Promise<Map<string, Known>> {
  const wanted = new Set<OutsideObjects>();
  for (const { kind, declaration } of objects.values()) {
    for (const { path, outside } of referencesOf(kind)) {
      const isMissing = idsAt(declaration.declared, path).some((id) => !objects.has(id));
      if (outside?.list !== undefined && isMissing) wanted.add(outside);
    }
  }
  const found = new Map<string, Known>();
  for (const { noun, isTwilios = false, list } of wanted) {
    for await (const [id, title] of list?.(client) ?? []) {
      found.set(id, { noun, title: title ?? undefined, isTwilios });
    }
  }
  return found;
}
