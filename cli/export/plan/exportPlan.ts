import { quote, visible } from "../../../api/messageText";
import { urlCredentials } from "../../../api/urlCredentials";
import { entryOf, kindNames } from "../../../provider/catalogue";
import { list, type Values } from "../../../provider/values/json";
import type { Refusal } from "../../../provider/values/refusals";
import { textsIn } from "../../../provider/values/secrets";
import { type Account, type ListedObject, titleOf, titlesOf } from "../read/accountObjects";
import { idsAt, isReferredTo, referencesOf } from "../read/references";
import { type Filter, isWanted } from "./filter";
import { namedRules } from "./namedRules";
import { Names } from "./names";

/** A resource of the program. */
export interface Item {
  object: ListedObject;
  /** Name in the program, in kebab case. */
  name: string;
  /** Declared properties, with ids instead of references. */
  declared: Values;
  /** Whether a stack already manages it, so that it is not imported again. */
  isManaged: boolean;
}

/** A note about an object, such as the reason why it was left out. */
export interface Remark {
  /** Kind, as in `--kind`. */
  kind: string;
  id: string;
  title: string;
  text: string;
}

/** Content of an export. */
export interface ExportPlan {
  /** Resources in the order of the program: by kind, then by name. */
  items: Item[];
  /** Number of selected objects that a stack manages elsewhere. */
  managed: number;
  /** Objects that a program cannot declare. */
  skipped: Remark[];
  /** Properties that a program cannot declare. They stay unmanaged. */
  left: Remark[];
  /** URLs that may contain credentials, which the program contains in plain text. */
  exposed: Remark[];
}

/** Selection of the objects that the program declares. */
export interface Selection {
  filter: Filter;
  /** Ids of objects that a stack manages. */
  managed: ReadonlySet<string>;
  /** Names from an earlier export into the same folder, by id. These objects stay in the program, because removing them would delete them. */
  before: ReadonlyMap<string, string>;
}

/** Maximum width of an attachment's name, which consists of two names. */
const WIDEST_PAIR = 40;

export function exportPlan(account: Account, { filter, managed, before }: Selection): ExportPlan {
  const wanted = [...account.objects.values()].filter(
    (object) => before.has(object.id) || isWanted(filter, object, titlesOf(account, object)),
  );
  requireAll(filter.ids, account);
  const chosen = wanted.filter(({ id }) => before.has(id) || !managed.has(id));
  const skipped = chosen.filter(({ declaration }) => declaration.failures.length > 0);
  requireDeclarable(skipped.filter(({ id }) => before.has(id)));
  const declarable = chosen.filter(({ declaration }) => declaration.failures.length === 0);
  const names = namesOf(account, declarable, before);
  const items = declarable.map((object) => ({
    object,
    name: names.get(object.id) ?? object.id,
    declared: declaredOf(account, object),
    isManaged: managed.has(object.id),
  }));
  return {
    items: items.sort(inOrder),
    managed: wanted.length - chosen.length,
    skipped: skipped.map((object) => remark(object, object.declaration.failures)),
    left: declarable
      .filter(({ declaration }) => declaration.left.length > 0)
      .map((object) => remark(object, object.declaration.left)),
    exposed: declarable
      .map((object) => ({ ...remark(object, []), text: exposure(object) }))
      .filter(({ text }) => text !== ""),
  };
}

/** Describes the credentials that URLs of an object may contain. Empty if there are none. */
function exposure({ declaration }: ListedObject): string {
  const found = textsIn(declaration.declared).flatMap((text) => urlCredentials(text) ?? []);
  const query = [...new Set(found.flatMap(({ query }) => query))];
  return [
    ...(found.some(({ userInfo }) => userInfo) ? ["contains a URL with a user name or a password"] : []),
    ...(query.length > 0
      ? [`contains a URL with values in its query, which may be credentials: ${quote(query.join(", "))}`]
      : []),
  ].join("; ");
}

const remark = ({ kind, id, titles }: ListedObject, failures: readonly Refusal[]): Remark => ({
  kind: entryOf(kind).plural,
  id,
  title: titles[0] ?? "",
  text: failures.map(({ property, reason }) => `${property} ${reason}`.trim()).join("; "),
});

const inOrder = (a: Item, b: Item): number =>
  kindNames.indexOf(a.object.kind) - kindNames.indexOf(b.object.kind) ||
  a.name.localeCompare(b.name, "en", { numeric: true });

function requireAll(ids: readonly string[], { objects }: Account): void {
  const missing = ids.filter((id) => !objects.has(id));
  if (missing.length === 0) return;
  throw new Error(
    `The listed objects do not include ${missing.join(", ")}. Correct --id, or add kinds with --kind. The id of an attachment is two ids with a slash between them.`,
  );
}

function requireDeclarable([first]: readonly ListedObject[]): void {
  if (first === undefined) return;
  const { title, text } = remark(first, first.declaration.failures);
  throw new Error(
    `${first.id} "${visible(title)}" is declared by the project in this folder, but a program cannot declare its current values: ${text}. Change it in the account, or export into another folder.`,
  );
}

/** Reserved names in every file: the modules that it may import. */
const MODULES = [...kindNames.map((kind) => entryOf(kind).plural), "external"];

/** Returns a name for each object. If several have the same name, the oldest keeps it without a number. */
function namesOf(
  account: Account,
  objects: readonly ListedObject[],
  before: ReadonlyMap<string, string>,
): Map<string, string> {
  const names = new Map<string, string>();
  const oldestFirst = objects.toSorted((a, b) => inText(a.createdAt, b.createdAt) || inText(a.id, b.id));
  for (const kind of kindNames) {
    const isReferred = isReferredTo(kind);
    const given = isReferred ? new Names(MODULES) : new Names([], WIDEST_PAIR);
    const all = oldestFirst.filter((object) => object.kind === kind);
    for (const { id } of all) {
      const name = before.get(id);
      if (name !== undefined && given.take(name)) names.set(id, name);
    }
    for (const object of all) {
      if (names.has(object.id)) continue;
      const parts = isReferred ? object.titles.slice(0, 1) : partsOf(account, object, names);
      names.set(object.id, given.give(parts, entryOf(kind).resource.noun));
    }
  }
  return names;
}

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns the names of the two objects that an attachment or transcript refers to, as the base of its own name. */
function partsOf(account: Account, { kind, titles, declaration }: ListedObject, names: ReadonlyMap<string, string>) {
  const ids = referencesOf(kind).flatMap(({ path }) => idsAt(declaration.declared, path));
  const parts = ids.map((id) => names.get(id) ?? titleOf(account, id));
  return [...parts, ...titles].filter((part) => part !== undefined);
}

/** Returns the declared properties. Rules get names. */
function declaredOf(account: Account, { kind, declaration: { declared } }: ListedObject): Values {
  if (kind !== "IntelligenceConfiguration") return declared;
  return { ...declared, rules: namedRules(list(declared.rules), (id) => titleOf(account, id)) };
}
