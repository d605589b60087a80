import { entryOf } from "../../../provider/catalogue";
import { same } from "../../../provider/values/equality";
import type { Values } from "../../../provider/values/json";
import { say } from "../phrase";
import type { Item } from "../preview/items";
import type { Directory } from "./directory";
import { type Fact, quiet } from "./fact";

/** Finds objects that are deleted and made again under another name in the program: probably an alias is missing. */
export function renamed({ items }: Directory): [Item, Fact][] {
  const deleted = items.filter(({ operation }) => operation === "delete");
  return items.flatMap((item): [Item, Fact][] => {
    const old = item.operation === "create" ? deleted.find((one) => isAlike(one, item)) : undefined;
    if (old === undefined) return [];
    const fact = say`is probably ${old.name} under another name in the program: the same kind with the same name in the account is deleted here. The option ${`aliases: [{ name: "${old.name}" }]`} keeps the object and its id`;
    return [[item, quiet(fact, "R059")]];
  });
}

function isAlike(old: Item, now: Item): boolean {
  const { names } = entryOf(old.kind);
  const titles = (values: Values) => names.map((name) => values[name]);
  return old.kind === now.kind && names.length > 0 && same(titles(old.before), titles(now.after));
}
