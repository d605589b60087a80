import { same } from "../values/equality";
import { list, members, type Values } from "../values/json";
import { type Candidate, candidates } from "./identity";
import { normalRule } from "./normalRule";

/** Place of a rule in the answers of an API that does not keep the order of a request. Absent where it does. */
export const PLACE = "__place";

/** An observed rule, and the declared or recorded one that it is. */
export interface Counterpart extends Candidate {
  likeAt: number | undefined;
  like: Candidate | undefined;
}

/**
 * Of the declared or recorded rules, for each observed one the one that it is: by id where it has one; else the one that says the same, in
 * its place or in another, because no source says that the API answers in the order of the request; else the one in its place.
 */
export function counterparts(observed: unknown, like: unknown): Counterpart[] {
  const before = candidates(like);
  const now = candidates(observed);
  const found: (number | undefined)[] = now.map(({ id }) => indexOf(before, (other) => hasId(other, id)));
  const isFree = (at: number): boolean => before[at]?.id === undefined && !found.includes(at);
  const take = (choose: (one: Candidate, place: number) => number | undefined) => {
    for (const [place, one] of now.entries()) found[place] ??= choose(one, place);
  };
  const inPlace = (place: number) => (before[place] !== undefined && isFree(place) ? place : undefined);
  take((one, place) => (saysTheSame(one, before[place]) ? inPlace(place) : undefined));
  take((one) => indexOf(before, (other, at) => isFree(at) && saysTheSame(one, other)));
  take((_, place) => inPlace(place));
  return now.map((one, place) => {
    const likeAt = found[place];
    return { ...one, likeAt, like: likeAt === undefined ? undefined : before[likeAt] };
  });
}

const hasId = (one: Candidate, id: string | undefined): boolean => one.id !== undefined && one.id === id;

function indexOf<T>(all: readonly T[], fits: (one: T, at: number) => boolean): number | undefined {
  const at = all.findIndex(fits);
  return at === -1 ? undefined : at;
}

/** A version that the server filled in is no difference. */
const saysTheSame = ({ rule }: Candidate, like: Candidate | undefined): boolean =>
  like !== undefined && same(normalRule(withoutFilledVersion(rule, like)), like.content);

/** The rule without the operator versions that the other one does not ask for. */
function withoutFilledVersion(rule: Values, like: Candidate | undefined): Values {
  const asked = list(like?.content.operators).map(members);
  const operators = list(rule.operators).map((one, at) => {
    const isOpen = asked[at] !== undefined && asked[at].id === members(one).id && asked[at].version === undefined;
    return isOpen ? { ...members(one), version: undefined } : one;
  });
  return { ...rule, operators };
}

/**
 * Rules as the program wrote them: without the operator versions that the server filled in where none was asked for, and in the order of
 * the request, each with its place in the answer where that is another one. Only for an answer that nobody else wrote since: a version that
 * a person pinned is a change, and so is a rule that a person moved.
 */
export function rulesAsWritten(observed: unknown, like: unknown): unknown {
  const all = counterparts(observed, like);
  const rules = all.map(({ rule, like }) => withoutFilledVersion(rule, like));
  const wanted = all.map(({ likeAt }) => likeAt);
  return isInOrder(wanted) ? rules : ordered(rules, wanted);
}

/** The same for an answer that somebody else may have written since: in the recorded order, unless the API's own order has changed too. */
export function inRecordedOrder(observed: readonly Values[], all: readonly Counterpart[]): Values[] {
  const wanted = all.map(({ likeAt }) => likeAt);
  const places = all.map(({ like }) => placeOf(like));
  const isUntouched = places.some((place) => place !== undefined) && isInOrder(places);
  return isUntouched && !isInOrder(wanted) ? ordered(observed, wanted) : [...observed];
}

const placeOf = (like: Candidate | undefined): number | undefined => {
  const place = like?.rule[PLACE];
  return typeof place === "number" ? place : undefined;
};

/** Whether those that are known are in ascending order. */
const isInOrder = (places: readonly (number | undefined)[]): boolean => {
  const known = places.filter((place) => place !== undefined);
  return known.every((place, at) => at === 0 || place > (known[at - 1] ?? 0));
};

/** Rules in the wanted order, and those without one at the end, each with its place. */
const ordered = (rules: readonly Values[], wanted: readonly (number | undefined)[]): Values[] =>
  rules
    .map((rule, place) => ({ rule: { ...rule, [PLACE]: place }, at: wanted[place] ?? Number.POSITIVE_INFINITY }))
    .sort((one, other) => (one.at === other.at ? 0 : one.at - other.at))
    .map(({ rule }) => rule);
