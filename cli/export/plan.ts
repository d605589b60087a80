import type { Bag } from "../../provider/definition";
import { list } from "../../provider/normalRule";
import { type Account, titleOf, titlesOf } from "./account";
import { type Filter, isWanted } from "./filter";
import { KINDS, type KindName, type Live } from "./kinds";
import { Names } from "./names";
import { namedRules } from "./rules";

/** One resource of the program. */
export interface Item {
  live: Live;
  /** Its name in the program, in kebab case. */
  name: string;
  /** What the program declares, ids in place of references. */
  declared: Bag;
  /** Whether a stack manages it already, so that it is not to be imported again. */
  isManaged: boolean;
}

/** What was left out, and why. */
export interface Remark {
  kind: KindName;
  id: string;
  title: string;
  text: string;
}

export interface Plan {
  /** In the order of the program: by kind, then by name. */
  items: Item[];
  /** Objects that were wanted, and that a stack manages elsewhere. */
  managed: number;
  /** Objects that no program can declare. */
  skipped: Remark[];
  /** Properties that no program can declare: they are left as they are. */
  left: Remark[];
  /** URLs with a user name and a password in them: the program has them as the account has them, in clear. */
  exposed: Remark[];
}

/** What decides which objects the program declares. */
export interface Wish {
  filter: Filter;
  /** Ids of what a stack manages. */
  managed: ReadonlySet<string>;
  /** Names of what an earlier export into the same folder declared, by id. It stays: leaving it out would delete it. */
  before: ReadonlyMap<string, string>;
}

/** Attachments are named after two objects. */
const WIDEST_PAIR = 40;

export function planOf(account: Account, { filter, managed, before }: Wish): Plan {
  const lives = [...account.lives.values()];
  const wanted = lives.filter((live) => before.has(live.id) || isWanted(filter, live, titlesOf(account, live)));
  requireAll(filter.ids, account);
  const chosen = wanted.filter(({ id }) => before.has(id) || !managed.has(id));
  const skipped = chosen.filter(({ declaration }) => declaration.failures.length > 0);
  requireDeclarable(skipped.filter(({ id }) => before.has(id)));
  const declarable = chosen.filter(({ declaration }) => declaration.failures.length === 0);
  const names = namesOf(account, declarable, before);
  const items = declarable.map((live) => ({
    live,
    name: names.get(live.id) ?? live.id,
    declared: declaredOf(account, live),
    isManaged: managed.has(live.id),
  }));
  return {
    items: items.sort(inOrder),
    managed: wanted.length - chosen.length,
    skipped: skipped.map((live) => remark(live, live.declaration.failures)),
    left: declarable
      .filter(({ declaration }) => declaration.left.length > 0)
      .map((live) => remark(live, live.declaration.left)),
    exposed: declarable
      .filter(({ declaration }) => CREDENTIALS.test(JSON.stringify(declaration.declared)))
      .map(exposure),
  };
}

const CREDENTIALS = /:\/\/[^/@"\s]*:[^/@"\s]*@/;
const exposure = (live: Live): Remark => ({ ...remark(live, []), text: "holds a URL with a user name and a password" });

const remark = ({ kind, id, titles }: Live, failures: Live["declaration"]["failures"]): Remark => ({
  kind,
  id,
  title: titles[0] ?? "",
  text: failures.map(({ property, reason }) => `${property} ${reason}`.trim()).join("; "),
});

const inOrder = (a: Item, b: Item): number =>
  KINDS.indexOf(a.live.kind) - KINDS.indexOf(b.live.kind) || a.name.localeCompare(b.name, "en", { numeric: true });

function requireAll(ids: readonly string[], { lives }: Account): void {
  const missing = ids.filter((id) => !lives.has(id));
  if (missing.length === 0) return;
  throw new Error(
    `The account has no ${missing.join(", ")} among what was listed. Correct --id, or widen --kind; an attachment has two ids with a slash between.`,
  );
}

function requireDeclarable([first]: Live[]): void {
  if (first === undefined) return;
  const { title, text } = remark(first, first.declaration.failures);
  throw new Error(
    `${first.id} "${title}" is declared by the project in this folder, and cannot be declared as it is now: ${text}. Change it in the account, or export into another folder.`,
  );
}

/** A name for every object. The oldest of several gets the plain one. */
function namesOf(account: Account, lives: readonly Live[], before: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map<string, string>();
  const oldestFirst = lives.toSorted((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
  for (const kind of KINDS) {
    const own = account.kinds.get(kind);
    const given = own?.isReferred ? new Names([...KINDS, "external"]) : new Names([], WIDEST_PAIR);
    const all = oldestFirst.filter((live) => live.kind === kind);
    for (const { id } of all) {
      const name = before.get(id);
      if (name !== undefined && given.take(name)) names.set(id, name);
    }
    for (const live of all) {
      if (names.has(live.id)) continue;
      names.set(
        live.id,
        given.give(own?.isReferred ? live.titles.slice(0, 1) : partsOf(account, live, names), own?.noun ?? ""),
      );
    }
  }
  return names;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What an object without a variable is named after: what it belongs to, and what that is joined with. */
function partsOf(account: Account, live: Live, names: ReadonlyMap<string, string>): string[] {
  const { serviceSid, operatorSid, conversationsConfigurationId, intelligenceConfigurationId } =
    live.declaration.declared;
  const ids = [conversationsConfigurationId, serviceSid, operatorSid, intelligenceConfigurationId];
  const parts = ids.map((id) => names.get(String(id)) ?? titleOf(account, id));
  return [...parts, ...live.titles].filter((part) => part !== undefined);
}

/** What the program declares: rules have names there. */
function declaredOf(account: Account, { declaration: { declared } }: Live): Bag {
  if (!("rules" in declared)) return declared;
  return { ...declared, rules: namedRules(list(declared.rules), (id) => titleOf(account, id)) };
}
