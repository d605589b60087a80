import type { Client } from "../../api/client";
import { fetchConfiguration } from "../../api/v3/configurations";
import { fetchLanguageOperator } from "../../api/v3/operators";
import { configurationId } from "../../api/wire/ids";
import type { Configuration, Rule } from "../../api/wire/v3/configuration";
import type { LanguageOperator } from "../../api/wire/v3/operator";
import { connect } from "../../provider/client";
import { readSettings } from "../../provider/settings";
import { list, members } from "../../provider/values/json";
import { accountOf, readStack, type Stack, type StackFlags, type StackResource } from "../shared/stack";

/** An operator of a rule. */
export interface SubjectOperator {
  id: string;
  /** Name in the program, or else in the account. */
  name: string | null;
  /** Names that expectations can use. */
  names: ReadonlySet<string>;
  pinned: number | undefined;
  /** Object in the account; `undefined` if it does not exist. */
  live: LanguageOperator | undefined;
}

export interface SubjectRule {
  id: string;
  /** Name in the program; null without one. */
  name: string | null;
  /** Name, or else position. */
  title: string;
  operators: SubjectOperator[];
}

/** An Intelligence Configuration to verify. */
export interface Subject {
  client: Client;
  id: string;
  /** Name in the program; null without a stack. */
  name: string | null;
  /** Title in reports. */
  title: string;
  urn: string | undefined;
  /** Recorded version. */
  recordedVersion: number | undefined;
  /** Object in the account; `undefined` if it does not exist. */
  live: Configuration | undefined;
  rules: SubjectRule[];
}

export interface Subjects {
  /** `project/stack`; null without a stack. */
  stack: string | null;
  subjects: Subject[];
}

/**
 * Returns the Configurations of a stack, or only `wanted`, by its name in the program or its id. With an id and no stack option, no stack
 * is read, and credentials come from the environment.
 */
export async function readSubjects(wanted: string | undefined, flags: StackFlags): Promise<Subjects> {
  const isId = configurationId.safeParse(wanted).success;
  if (wanted !== undefined && isId && Object.values(flags).every((flag) => flag === undefined)) {
    const client = connect(readSettings(() => undefined, process.env));
    return { stack: null, subjects: [await subjectOf(client, wanted, undefined, new Map())] };
  }
  const stack = await readStack(flags);
  const all = stack.resources.filter(({ kind }) => kind === "IntelligenceConfiguration");
  const chosen = all.filter(({ name, id, external }) =>
    wanted === undefined ? !external : name === wanted || id === wanted,
  );
  if (chosen.length === 0 && wanted !== undefined && isId) {
    const client = connect(stack.settings());
    return { stack: stack.name, subjects: [await subjectOf(client, wanted, undefined, new Map())] };
  }
  if (chosen.length === 0) throw new Error(absent(wanted, stack, all));
  const names = new Map(
    stack.resources.filter(({ kind }) => kind === "LanguageOperator").map(({ id, name }) => [id, name]),
  );
  const subjects = chosen.map((one) => subjectOf(connect(stack.settings(accountOf(one))), one.id, one, names));
  return { stack: stack.name, subjects: await Promise.all(subjects) };
}

function absent(wanted: string | undefined, { name }: Stack, all: readonly StackResource[]): string {
  if (wanted === undefined) {
    return `${name} has no Intelligence Configuration. Run \`pulumi up\` first, or name another stack with --stack.`;
  }
  const names = all.map((one) => one.name).join(", ") || "none";
  return `${name} has no Intelligence Configuration "${wanted}" (it has: ${names}).`;
}

async function subjectOf(
  client: Client,
  id: string,
  resource: StackResource | undefined,
  names: ReadonlyMap<string, string>,
): Promise<Subject> {
  const live = (await fetchConfiguration(client, id))?.value;
  const { version, rules } = resource?.outputs.values ?? {};
  const ruleNames = new Map(list(rules).map((rule) => [members(rule).id, members(rule).name]));
  return {
    client,
    id,
    name: resource?.name ?? null,
    title: resource?.name ?? live?.displayName ?? id,
    urn: resource?.urn,
    recordedVersion: typeof version === "number" ? version : undefined,
    live,
    rules: await Promise.all((live?.rules ?? []).map((rule, at) => ruleOf(client, rule, at, ruleNames, names))),
  };
}

async function ruleOf(
  client: Client,
  { id, operators: references }: Rule,
  at: number,
  ruleNames: ReadonlyMap<unknown, unknown>,
  names: ReadonlyMap<string, string>,
): Promise<SubjectRule> {
  const operators = (references ?? []).flatMap(({ id, version }) => (id ? [{ id, version }] : []));
  const name = ruleNames.get(id);
  const known = typeof name === "string" ? name : null;
  return {
    id: id ?? `rules[${at}]`,
    name: known,
    title: known ?? `rules[${at}]`,
    operators: await Promise.all(
      operators.map(async ({ id, version }) => {
        const live = (await fetchLanguageOperator(client, id))?.value;
        const all = [names.get(id), live?.displayName, id].filter((one) => one != null);
        return { id, name: all[0] ?? id, names: new Set(all), pinned: version ?? undefined, live };
      }),
    ),
  };
}
