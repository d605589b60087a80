import type { Merged } from "../table/treatment";
import { same } from "../values/equality";
import type { Values } from "../values/json";
import { PLACE } from "./answeredRules";
import { type Candidate, matchRules } from "./identity";

/** Stands for one rule on all sides: the same text wherever the rule is the same. */
type Unit = string;

/** Rules of the account or of the program, each under the text that stands for it. */
interface Units {
  order: Unit[];
  rules: Map<Unit, Candidate>;
}

/**
 * Both sides' changes to a list of rules. A rule that only one side changed, added, removed or moved is as that side has it; one
 * that both changed in different ways is a conflict, and so are two new orders. `max`: rules that the API takes together.
 */
export function mergeRules(
  prior: readonly Candidate[],
  observed: readonly Candidate[],
  desired: readonly Candidate[],
  max: number,
): Merged {
  const base = unitsOf(prior, (_, at) => `${at}`);
  const theirs = unitsOf(observed, ({ id }, at) => unitOfId(prior, id) ?? `theirs ${at}`);
  const continued = matchRules(prior, desired, "key");
  const ours = unitsOf(
    desired,
    ({ content }, at) => `${continued[at] ?? addedByThem(theirs, content) ?? `ours ${at}`}`,
  );

  const kept = new Map<Unit, { rule: Values; source: number | undefined }>();
  const conflicts: string[] = [];
  for (const unit of new Set([...base.order, ...theirs.order, ...ours.order])) {
    const [was, their, our] = [base.rules.get(unit), theirs.rules.get(unit), ours.rules.get(unit)];
    if (isConflict(was, their, our)) conflicts.push(labelOf(was ?? our ?? their));
    const one = isAlike(was, our) ? their : our;
    const source = our && desired.indexOf(our);
    if (one !== undefined) kept.set(unit, { rule: identified(one, our, their), source });
  }
  const order = newOrder(base, theirs, ours);
  if (order === undefined) conflicts.push("order");
  const merged = (order ?? ours.order).flatMap((unit) => kept.get(unit) ?? []);
  if (merged.length > max) conflicts.push(`${merged.length} rules together, of at most ${max}`);
  return { value: merged.map(({ rule }) => rule), conflicts, sources: merged.map(({ source }) => source) };
}

function unitsOf(list: readonly Candidate[], unit: (rule: Candidate, at: number) => Unit): Units {
  const pairs = list.map((rule, at) => [unit(rule, at), rule] as const);
  return { order: pairs.map(([unit]) => unit), rules: new Map(pairs) };
}

function unitOfId(prior: readonly Candidate[], id: string | undefined): Unit | undefined {
  const at = prior.findIndex((rule) => rule.id === id);
  return at === -1 ? undefined : `${at}`;
}

/** The rule that the account has gained with just this content: both sides added the same. */
const addedByThem = ({ rules }: Units, content: unknown): Unit | undefined =>
  [...rules].find(([unit, rule]) => unit.startsWith("theirs") && same(rule.content, content))?.[0];

const isAlike = (a: Candidate | undefined, b: Candidate | undefined): boolean => same(a?.content, b?.content);

const isConflict = (was: Candidate | undefined, their: Candidate | undefined, our: Candidate | undefined): boolean =>
  !isAlike(was, their) && !isAlike(was, our) && !isAlike(their, our);

const labelOf = (one: Candidate | undefined): string => one?.key ?? one?.id ?? "";

/** A rule under the name that the program gave it and the id that the account gave it. */
function identified({ rule }: Candidate, our: Candidate | undefined, their: Candidate | undefined): Values {
  const { name: _name, __key: _key, [PLACE]: _place, id: _id, ...content } = rule;
  const { name, __key } = our?.rule ?? {};
  const id = their?.id;
  return {
    ...content,
    ...(name !== undefined && { name }),
    ...(__key !== undefined && { __key }),
    ...(id !== undefined && { id }),
  };
}

/** The order of the side that moved rules, with what the other side added after what it stands behind there; `undefined` where both moved. */
function newOrder(base: Units, theirs: Units, ours: Units): Unit[] | undefined {
  const common = (side: Units) => side.order.filter((unit) => [base, theirs, ours].every(has(unit)));
  const theyMoved = !same(common(theirs), common(base));
  if (theyMoved && !same(common(ours), common(base)) && !same(common(theirs), common(ours))) return undefined;
  return theyMoved ? weave(theirs.order, ours.order) : weave(ours.order, theirs.order);
}

const has =
  (unit: Unit) =>
  ({ rules }: Units): boolean =>
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
