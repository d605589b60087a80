import { twilioOperatorNames } from "../../../api/wire/v3/twilioOperators";
import type { KindName } from "../../../provider/catalogue";
import { list, members, type Values } from "../../../provider/values/json";
import { REDACTED } from "../../../provider/values/secrets";
import { isUnknown } from "../../../provider/values/unknown";
import { joined, type Phrase, say, words } from "../phrase";
import type { Item } from "../preview/items";

/** What a reference points at: an object of this stack, something that is only known by its id, or one of several. */
export interface Target {
  /** Equal for two references to the same object, even where its id is not known yet. */
  key: string;
  item: Item | undefined;
  /** For people: the name in the program, else Twilio's own name, else the id. */
  label: Phrase;
  /** The same without markup, as short as can be. */
  short: string;
}

/** Finds what the ids in a preview stand for. */
export class Directory {
  readonly #byId: ReadonlyMap<unknown, Item>;
  readonly #byUrn: ReadonlyMap<string, Item>;

  constructor(readonly items: readonly Item[]) {
    this.#byId = new Map(items.filter(({ id }) => id !== undefined).map((item) => [item.id, item]));
    this.#byUrn = new Map(items.map((item) => [item.urn, item]));
  }

  /** What the id stands for. An id that is not known yet is one of the objects that the property is made of. */
  find(
    id: unknown,
    kind: KindName,
    madeOf: readonly string[] = [],
    fits: (item: Item) => boolean = () => true,
  ): Target {
    const found = this.#byId.get(id);
    if (found !== undefined) return targetOf(found);
    if (!isUnknown(id)) return foreign(id);
    const candidates = madeOf
      .flatMap((urn) => this.#byUrn.get(urn) ?? [])
      .filter(
        (item) => item.kind === kind && (item.operation === "create" || item.operation === "replace") && fits(item),
      );
    const [only, ...others] = candidates;
    if (only !== undefined && others.length === 0) return targetOf(only);
    const names = joined(
      candidates.map(({ name }) => say`${name}`),
      " or ",
    );
    const label = candidates.length === 0 ? words("one that is known only after `up`") : say`a new one (${names})`;
    return { key: `new ${candidates.map(({ urn }) => urn).join(" ")}`, item: undefined, label, short: "a new one" };
  }

  /** The operator that a rule runs. */
  operator(reference: unknown, madeOf: readonly string[] = []): Target {
    const { id, parameters } = members(reference);
    return this.find(id, "LanguageOperator", madeOf, (item) => takes(item, members(parameters)));
  }

  of(kind: KindName): Item[] {
    return this.items.filter((item) => item.kind === kind);
  }
}

/** Whether an operator takes the parameters that a rule gives: a preview refuses any others. */
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
  label: say`${item.name}`,
  short: item.name,
});

function foreign(id: unknown): Target {
  const text = typeof id === "string" ? id : String(id);
  const twilio = twilioOperatorNames.get(id);
  if (twilio !== undefined) return { key: text, item: undefined, label: say`Twilio's ${words(twilio)}`, short: twilio };
  if (id === REDACTED) return { key: text, item: undefined, label: words("one that is secret"), short: "secret" };
  return { key: text, item: undefined, label: say`${text}`, short: `…${text.slice(-6)}` };
}

/** The operators of a rule, as they stand in it. */
export const operatorsOf = (rule: unknown): unknown[] => list(members(rule).operators);
