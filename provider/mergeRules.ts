import type { Merged } from "./definition";
import { same } from "./json";
import { type Candidate, keyOf, match } from "./rules";

/** Stands for one rule on all sides: the same text wherever the rule is the same. */
type Unit = string;

/** One rule of the account or of the program, under the text that stands for it. */
interface Side<Rule extends Candidate> {
  order: Unit[];
  rules: Map<Unit, Rule>;
}

/**
 * Both sides' changes to a list of rules. A rule that only one side changed, added, removed or moved is as that side has it; one
 * that both changed in different ways is a clash, and so are two new orders.
 */
export function mergeRuleLists<Rule extends Candidate>(
  before: readonly Rule[],
  live: readonly Rule[],
  declared: readonly Rule[],
  most: number,
): Merged {
  const base = sideOf(before, (_, at) => `${at}`);
  const theirs = sideOf(live, ({ rule }, at) => unitOf(before, rule.id) ?? `theirs ${at}`);
  const continued = match(before, declared, keyOf);
  const ours = sideOf(declared, ({ content }, at) => `${continued[at] ?? added(theirs, content) ?? `ours ${at}`}`);

  const kept = new Map<Unit, Candidate["rule"]>();
  const clashes: string[] = [];
  for (const unit of new Set([...base.order, ...theirs.order, ...ours.order])) {
    const [was, their, our] = [base.rules.get(unit), theirs.rules.get(unit), ours.rules.get(unit)];
    if (isClash(was, their, our)) clashes.push(nameOf(was ?? our ?? their));
    const one = isAlike(was, our) ? their : our;
    if (one !== undefined) kept.set(unit, identified(one, our, their));
  }
  const order = newOrder(base, theirs, ours);
  if (order === undefined) clashes.push("order");
  const value = (order ?? ours.order).flatMap((unit) => kept.get(unit) ?? []);
  if (value.length > most) clashes.push(`${value.length} rules together, of at most ${most}`);
  return { value, clashes };
}

function sideOf<Rule extends Candidate>(list: readonly Rule[], unit: (rule: Rule, at: number) => Unit): Side<Rule> {
  const pairs = list.map((rule, at) => [unit(rule, at), rule] as const);
  return { order: pairs.map(([unit]) => unit), rules: new Map(pairs) };
}

function unitOf(before: readonly Candidate[], id: string | undefined): Unit | undefined {
  const at = before.findIndex(({ rule }) => rule.id === id);
  return at === -1 ? undefined : `${at}`;
}

/** The rule that the account has gained with just this content: both sides added the same. */
const added = ({ rules }: Side<Candidate>, content: unknown): Unit | undefined =>
  [...rules].find(([unit, rule]) => unit.startsWith("theirs") && same(rule.content, content))?.[0];

const isAlike = (a: Candidate | undefined, b: Candidate | undefined): boolean => same(a?.content, b?.content);

const isClash = (was: Candidate | undefined, their: Candidate | undefined, our: Candidate | undefined): boolean =>
  !isAlike(was, their) && !isAlike(was, our) && !isAlike(their, our);

const nameOf = (one: Candidate | undefined): string => (one && (keyOf(one.rule) ?? one.rule.id)) ?? "";

/** A rule under the name that the program gave it and the id that the account gave it. */
function identified({ rule }: Candidate, our: Candidate | undefined, their: Candidate | undefined): Candidate["rule"] {
  const { name: _name, __key: _key, id: _id, ...content } = rule;
  const { name, __key } = our?.rule ?? {};
  const id = their?.rule.id;
  return {
    ...content,
    ...(name !== undefined && { name }),
    ...(__key !== undefined && { __key }),
    ...(id !== undefined && { id }),
  };
}

/** The order of the side that moved rules, with what the other side added after what it stands behind there; `undefined` where both moved. */
function newOrder(base: Side<Candidate>, theirs: Side<Candidate>, ours: Side<Candidate>): Unit[] | undefined {
  const common = (side: Side<Candidate>) => side.order.filter((unit) => [base, theirs, ours].every(has(unit)));
  const theyMoved = !same(common(theirs), common(base));
  if (theyMoved && !same(common(ours), common(base)) && !same(common(theirs), common(ours))) return undefined;
  return theyMoved ? weave(theirs.order, ours.order) : weave(ours.order, theirs.order);
}

const has =
  (unit: Unit) =>
  ({ rules }: Side<Candidate>): boolean =>
    rules.has(unit);

function weave(main: readonly Unit[], other: readonly Unit[]): Unit[] {
  const woven = [...main];
  for (const [at, unit] of other.entries()) {
    if (woven.includes(unit)) continue;
    const previous = other.slice(0, at).findLast((one) => woven.includes(one));
    woven.splice(previous === undefined ? 0 : woven.indexOf(previous) + 1, 0, unit);
  }
  return woven;
}
