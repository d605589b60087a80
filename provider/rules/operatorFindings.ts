import type { Client } from "../../api/client";
import { few, quote } from "../../api/messageText";
import {
  fetchLanguageOperator,
  fetchLanguageOperatorVersion,
  listLanguageOperators,
  listLanguageOperatorVersions,
} from "../../api/v3/operators";
import type { LanguageOperator } from "../../api/wire/v3/operator";
import { twilioOperatorNames } from "../../api/wire/v3/twilioOperators";
import { briefly, ifReadable } from "../client";
import { SharedList } from "../lists/sharedList";
import { fitsType, typeWords } from "../operators/promptParameters";
import type { Findings } from "../table/kind";
import { list, mapItems, members, type Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import { isUnknown } from "../values/unknown";
import { DECLARES } from "./ruleSchema";

/** Rules as they are kept: what the program says of its operators is for the check alone. */
export const withoutDeclares = (rules: unknown): unknown =>
  mapItems(rules, (rule) => {
    if (isUnknown(rule)) return rule;
    const { operators, ...rest } = members(rule);
    return { ...rest, operators: mapItems(operators, withoutOwnDeclares) };
  });

function withoutOwnDeclares(operator: unknown): unknown {
  if (isUnknown(operator) || typeof operator !== "object") return operator;
  const { [DECLARES]: _declares, ...rest } = members(operator);
  return rest;
}

/** An operator that a rule names, as it is in the account; `undefined` where it is not. */
type Found = (LanguageOperator & { status?: string | undefined }) | undefined;

const reads = new WeakMap<Client, Map<string, Promise<Found>>>();

/** Each operator, or version of one, is read once for each run of the engine. */
const read = (client: Client, id: string, version: number | undefined): Promise<Found> =>
  once(client, `${id} ${version}`, () => fetchFound(briefly(client), id, version));

function once(client: Client, key: string, fetch: () => Promise<Found>): Promise<Found> {
  const known = reads.get(client) ?? new Map<string, Promise<Found>>();
  reads.set(client, known);
  const found = known.get(key) ?? fetch();
  known.set(key, found);
  return found;
}

const lists = new WeakMap<Client, SharedList<LanguageOperator>>();

/** An operator from the list of all, which is requested once several are asked for; `undefined` if only a read of its own tells. */
function listed(client: Client, id: string): Promise<Found> {
  const list =
    lists.get(client) ??
    new SharedList<LanguageOperator>({
      items: (paged) => listLanguageOperators(paged),
      idOf: (operator) => operator.id,
      client: () => briefly(client),
    });
  lists.set(client, list);
  return once(client, `${id} listed`, () => list.find(id));
}

const fetchFound = async (client: Client, id: string, version: number | undefined): Promise<Found> =>
  (version === undefined
    ? await fetchLanguageOperator(client, id)
    : await fetchLanguageOperatorVersion(client, id, version)
  )?.value;

/**
 * Checks the operators that rules name: whether they are there, what state a pinned version is in, and whether the parameters are
 * those that they declare. An operator of the same program is taken at its word, which may be newer than what the account has. One of
 * Twilio's own that is named by its id alone is not asked for.
 */
export async function operatorFindings(client: Client, { rules }: Values): Promise<Findings> {
  const references = list(rules).flatMap((rule, ruleAt) =>
    list(members(rule).operators).map(
      (operator, at) => [`rules[${ruleAt}].operators[${at}]`, referenced(operator)] as const,
    ),
  );
  const findings = await Promise.all(references.map(([path, one]) => referenceFindings(client, path, one)));
  return {
    failures: findings.flatMap(({ failures }) => failures),
    warnings: findings.flatMap(({ warnings }) => warnings),
  };
}

const referenced = (operator: unknown): Values => (typeof operator === "string" ? { id: operator } : members(operator));

const NONE: Findings = { failures: [], warnings: [] };

async function referenceFindings(client: Client, path: string, reference: Values): Promise<Findings> {
  const { id, version, parameters, [DECLARES]: declares } = reference;
  const pinned = typeof version === "number" ? version : undefined;
  if (pinned === undefined && declares !== undefined) {
    const failures = isUnknown(declares) ? [] : parameterFailures(`${path}.parameters`, members(declares), parameters);
    return { failures, warnings: [] };
  }
  if (isUnknown(id)) return unmadeFindings(path, pinned);
  if (typeof id !== "string" || isUnknown(version)) return NONE;
  if (twilioOperatorNames.has(id) && pinned === undefined && parameters === undefined) return NONE;
  // A list only confirms: what it lacks, and what it refuses, is read by itself.
  const inList = pinned === undefined ? await listed(client, id) : undefined;
  const confirmed = inList && foundFindings(inList, path, pinned, parameters);
  if (confirmed?.failures.length === 0) return confirmed;
  const found = await ifReadable(() => read(client, id, pinned));
  if (found === undefined) return NONE;
  if (found.result !== undefined) return foundFindings(found.result, path, pinned, parameters);
  const absent = pinned === undefined ? NO_OPERATOR : await ifReadable(() => absentVersion(client, id, pinned));
  if (absent === undefined) return NONE;
  const { member, reason } = absent.result;
  return { failures: [{ property: `${path}.${member}`, reason }], warnings: [] };
}

/** An id that is not known yet is nearly always that of an operator that the same run makes. */
function unmadeFindings(path: string, pinned: number | undefined): Findings {
  if (pinned === undefined || pinned === 1) return NONE;
  const warning = `${path}.version is ${pinned}, and its operator is not there yet: a new one has version 1 alone. Pin \`operator.version\`, which is right in every account.`;
  return { failures: [], warnings: [warning] };
}

const NO_OPERATOR = { result: { member: "id", reason: "is no operator in the account" } };

/** Most versions that a refusal names. */
const VERSIONS_MAX = 10;

/** A refusal of a pinned version that is not there: each account counts the versions of its own operators. */
async function absentVersion(client: Client, id: string, pinned: number): Promise<{ member: string; reason: string }> {
  const operator = await read(client, id, undefined);
  if (operator === undefined) return NO_OPERATOR.result;
  const versions: number[] = [];
  for await (const { version } of listLanguageOperatorVersions(briefly(client), id)) versions.push(version);
  const there = few(versions.toSorted((a, b) => b - a).map(String), VERSIONS_MAX);
  const reason = `is ${pinned}, and ${nameOf(operator)} (${id}) has no such version in this account (it has: ${there}). Pin one of these, or \`operator.version\` of an operator of the program, which is right in every account`;
  return { member: "version", reason };
}

const nameOf = ({ displayName }: LanguageOperator): string => `"${quote(displayName ?? "")}"`;

function foundFindings(
  operator: NonNullable<Found>,
  path: string,
  pinned: number | undefined,
  parameters: unknown,
): Findings {
  const declared = members(operator.parameters);
  const name = nameOf(operator);
  // Twilio's own operators take parameters that no answer declares, such as `script` of Script Adherence.
  const isOpen = operator.author !== "SELF" && Object.keys(declared).length === 0;
  const failures = isOpen ? [] : parameterFailures(`${path}.parameters`, declared, parameters);
  const unchecked = isOpen ? Object.keys(members(parameters)) : [];
  const warnings = unchecked.map(
    (one) => `${path}.parameters.${one} is not checked: ${name} is Twilio's own and does not declare its parameters.`,
  );
  if (operator.status === "RETIRED") {
    const reason = `is ${pinned}, which is retired: every run of ${name} would fail. Pin a later version`;
    failures.push({ property: `${path}.version`, reason });
  }
  const deprecated = `${path}.version is ${pinned}, which is deprecated: it still runs. Pin a later version of ${name} before it is retired.`;
  return { failures, warnings: operator.status === "DEPRECATED" ? [...warnings, deprecated] : warnings };
}

function parameterFailures(path: string, declared: Values, given: unknown): Refusal[] {
  if (isUnknown(given)) return [];
  const values = members(given);
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(declared, name));
  const failures = unknown.map((name) => ({
    property: `${path}.${name}`,
    reason: `is no parameter of the operator (it has: ${Object.keys(declared).toSorted().join(", ") || "none"})`,
  }));
  for (const [name, one] of Object.entries(declared)) {
    const { type, required, default: fallback } = members(one);
    const property = `${path}.${name}`;
    if (values[name] === undefined && required === true && fallback === undefined) {
      failures.push({ property, reason: "is required by the operator" });
    }
    if (values[name] !== undefined && !fitsType(type, values[name])) {
      failures.push({ property, reason: `must be ${typeWords(type)}, as the operator declares it` });
    }
  }
  return failures;
}
