import { twilioOperatorNames } from "../../../api/wire/v3/twilioOperators";
import type { KindName } from "../../../provider/catalogue";
import { isObject, list, members, type Values } from "../../../provider/values/json";
import { REDACTED } from "../../../provider/values/secrets";
import { isUnknown } from "../../../provider/values/unknown";
import { joined, named, type Phrase, say, words } from "../phrase";
import type { Item } from "../preview/items";
import { type RecordedHosts, recordedHosts } from "./hosts";

/** Target of a reference: an object of this stack, an object that is only known by its id, or one of several new objects. */
export interface Target {
  /** Equal for two references to the same object, even if its id is not known yet. */
  key: string;
  item: Item | undefined;
  /** Name in the program, or else Twilio's own name, or else the id. */
  label: Phrase;
  /** Short form without markup. */
  short: string;
}

/** Finds the objects that the ids in a preview refer to. */
export class Directory {
  readonly #byId: ReadonlyMap<unknown, Item>;
  readonly #byUrn: ReadonlyMap<string, Item>;
  readonly #byKind: ReadonlyMap<KindName, Item[]>;
  readonly #targets = new Map<Item, Target>();
  readonly recorded: RecordedHosts;

  /** `isWhole`: whether the items include the unchanged ones. */
  constructor(
    readonly items: readonly Item[],
    readonly isWhole = true,
  ) {
    this.#byId = new Map(items.filter(({ id }) => id !== undefined).map((item) => [item.id, item]));
    this.#byUrn = new Map(items.map((item) => [item.urn, item]));
    this.#byKind = Map.groupBy(items, ({ kind }) => kind);
    this.recorded = recordedHosts(items);
  }

  /** Returns the target of an id. An unknown id refers to one of the objects that the property depends on. */
  find(
    id: unknown,
    kind: KindName,
    dependencies: readonly string[] = [],
    fits: (item: Item) => boolean = () => true,
  ): Target {
    const found = this.#byId.get(id);
    if (found !== undefined) return this.#targetOf(found);
    if (!isUnknown(id)) return foreign(id);
    const candidates = dependencies
      .flatMap((urn) => this.#byUrn.get(urn) ?? [])
      .filter(
        (item) => item.kind === kind && (item.operation === "create" || item.operation === "replace") && fits(item),
      );
    const [only, ...others] = candidates;
    if (only !== undefined && others.length === 0) return this.#targetOf(only);
    const names = joined(
      candidates.map(({ name }) => say`${name}`),
      " or ",
    );
    const label = candidates.length === 0 ? words("one that is known only after `up`") : say`a new one (${names})`;
    return { key: `new ${candidates.map(({ urn }) => urn).join(" ")}`, item: undefined, label, short: "a new one" };
  }

  /** Returns the operator that a rule runs. */
  operator(reference: unknown, dependencies: readonly string[] = []): Target {
    const { id, parameters } = members(reference);
    return this.find(id, "LanguageOperator", dependencies, (item) => takes(item, members(parameters)));
  }

  of(kind: KindName): readonly Item[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Many references lead to one object, and its label is the same in all of them. */
  #targetOf(item: Item): Target {
    const known = this.#targets.get(item) ?? targetOf(item);
    this.#targets.set(item, known);
    return known;
  }
}

/** Returns a function that computes something once for each directory, because every object asks for it. */
export function oncePerDirectory<Result>(compute: (directory: Directory) => Result): (directory: Directory) => Result {
  const known = new WeakMap<Directory, { result: Result }>();
  return (directory) => {
    const { result } = known.get(directory) ?? { result: compute(directory) };
    known.set(directory, { result });
    return result;
  };
}

/** Whether an operator has the parameters that a rule sets. A preview refuses unknown parameters. */
function takes({ after }: Item, given: Values): boolean {
  const declared = members(after.parameters);
  const required = Object.keys(declared).filter((name) => {
    const { required, default: fallback } = members(declared[name]);
    return required === true && fallback === undefined;
  });
  return Object.keys(given).every((name) => name in declared) && required.every((name) => name in given);
}

const targetOf = (item: Item): Target => ({
  key: item.urn,
  item,
  label: named(item.name),
  short: item.name,
});

function foreign(id: unknown): Target {
  const text = typeof id === "string" ? id : String(id);
  const twilio = twilioOperatorNames.get(id);
  if (twilio !== undefined) return { key: text, item: undefined, label: say`Twilio's ${words(twilio)}`, short: twilio };
  if (id === REDACTED) return { key: text, item: undefined, label: words("one that is secret"), short: "secret" };
  return { key: text, item: undefined, label: say`${text}`, short: `…${text.slice(-6)}` };
}

/** Returns the operators of a rule. One that the program refers to by its id alone has no other member. */
export const operatorsOf = (rule: unknown): Values[] =>
  list(members(rule).operators).map((one) => (isObject(one) ? one : { id: one }));
