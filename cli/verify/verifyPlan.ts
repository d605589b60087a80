import type { Client } from "../../api/client";
import { fetchConversation } from "../../api/v3/conversations";
import type { Expectation } from "./expectations";
import { newestConversation, readAttachments } from "./newestConversation";
import type { Subject, SubjectOperator, SubjectRule } from "./readSubjects";
import type { Problem, Warning } from "./verifyReport";

/** What is expected of one operator in a run. */
export interface Expected extends Expectation {
  operatorId: string;
}

/** One rule to execute on one conversation. */
export interface Run {
  rule: SubjectRule;
  conversation: string;
  expected: Expected[];
}

/** What is to be done with one Configuration. */
export interface VerifyPlan {
  subject: Subject;
  problems: Problem[];
  warnings: Warning[];
  runs: Run[];
}

/**
 * What to execute: every rule that an expectation is about, on its conversation; every other rule on `conversation`, else on the
 * newest one that the Configuration is attached to. Reads only. Throws an Error where an expectation or a conversation is about
 * something that is not there.
 */
export async function verifyPlan(
  subjects: readonly Subject[],
  expectations: readonly Expectation[],
  conversation: string | undefined,
): Promise<VerifyPlan[]> {
  const assigned = assign(subjects, expectations);
  await requireConversations(subjects, assigned, conversation);
  const attachments = new Map(
    await Promise.all(
      [...new Set(subjects.map(({ client }) => client))].map(async (one) => [one, await readAttachments(one)] as const),
    ),
  );
  return Promise.all(
    subjects.map((subject) => {
      const attached = attachments.get(subject.client);
      return plan(subject, assigned.get(subject) ?? [], conversation, attached && (attached.get(subject.id) ?? []));
    }),
  );
}

interface Assigned {
  rule: SubjectRule;
  expected: Expected;
}

async function plan(
  subject: Subject,
  assigned: readonly Assigned[],
  given: string | undefined,
  attachedTo: readonly string[] | undefined,
): Promise<VerifyPlan> {
  const { client, id, live, rules } = subject;
  if (live === undefined) {
    const message = "the account has no such Configuration: `pulumi refresh` shows what is gone";
    return { subject, problems: [{ code: "configuration_missing", message }], warnings: [], runs: [] };
  }
  const warnings = warningsOf(subject, attachedTo);
  const needsDefault =
    rules.some((rule) => !assigned.some((one) => one.rule === rule && one.expected.conversation !== undefined)) ||
    assigned.some(({ expected }) => expected.conversation === undefined);
  const fallback = given ?? (needsDefault ? (await newestConversation(client, id, attachedTo ?? []))?.id : undefined);
  if (needsDefault && fallback === undefined) {
    const message =
      "no conversation is attached to it yet: name one with --conversation, or in the file of expectations";
    return { subject, problems: [{ code: "no_conversation", message }], warnings, runs: [] };
  }
  const runs = rules.flatMap((rule) => {
    const own = assigned.filter((one) => one.rule === rule).map(({ expected }) => expected);
    const on = Map.groupBy(own, (one) => one.conversation ?? fallback ?? "");
    if (own.length === 0) on.set(fallback ?? "", []);
    return [...on].map(([conversation, expected]): Run => ({ rule, conversation, expected }));
  });
  return { subject, problems: [], warnings, runs };
}

function warningsOf({ live, rules, recordedVersion }: Subject, attachedTo: readonly string[] | undefined): Warning[] {
  const warnings: Warning[] = [];
  if (rules.length === 0) warnings.push({ code: "no_rules", message: "it has no rules: nothing runs" });
  if (recordedVersion !== undefined && live !== undefined && live.version !== recordedVersion) {
    const message = `the account has version ${live.version}, the stack last saw ${recordedVersion}: this is not quite what the program declares`;
    warnings.push({ code: "version_moved", message });
  }
  if (attachedTo?.length === 0) {
    const message =
      "no Conversations configuration has it attached: it can be executed, but no live conversation runs it";
    warnings.push({ code: "not_attached", message });
  }
  return warnings;
}

/** Each expectation to its Configuration, rule and operator. */
function assign(subjects: readonly Subject[], expectations: readonly Expectation[]): Map<Subject, Assigned[]> {
  const assigned = new Map<Subject, Assigned[]>();
  const faults: string[] = [];
  for (const expectation of expectations) {
    try {
      const subject = one(
        expectation.configuration,
        subjects,
        "configuration",
        "configurations",
        ({ id, name, title }) => [name, id, title],
      );
      // What is gone from the account is reported as that.
      if (subject.live === undefined) continue;
      const rule = one(expectation.rule, subject.rules, "rule", `rules of ${subject.title}`, ({ id, name }) => [
        name,
        id,
      ]);
      const operator = one(
        expectation.operator,
        rule.operators,
        "operator",
        `operators of rule ${rule.title}`,
        ({ names }) => [...names],
      );
      const list = assigned.get(subject) ?? [];
      assigned.set(subject, [...list, { rule, expected: { ...expectation, operatorId: operator.id } }]);
    } catch (error) {
      faults.push(`${expectation.at} ${error instanceof Error ? error.message : error}`);
    }
  }
  if (faults.length > 0) throw new Error(["The expectations do not fit what is there:", ...faults].join("\n  "));
  return assigned;
}

function one<T extends Subject | SubjectRule | SubjectOperator>(
  wanted: string | undefined,
  all: readonly T[],
  what: string,
  where: string,
  namesOf: (item: T) => (string | null)[],
): T {
  const found = wanted === undefined ? all : all.filter((item) => namesOf(item).includes(wanted));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const names = all.map((item) => namesOf(item).find((name) => name !== null)).join(", ") || "none";
  if (wanted === undefined) throw new Error(`${what} is missing, and there is not just one: ${where} are ${names}`);
  if (first !== undefined) throw new Error(`${what} "${wanted}" could be ${found.length} of them: give its id`);
  throw new Error(`${what} "${wanted}" is not there: ${where} are ${names}`);
}

/** Before anything is executed, and so paid for. */
async function requireConversations(
  subjects: readonly Subject[],
  assigned: ReadonlyMap<Subject, Assigned[]>,
  given: string | undefined,
): Promise<void> {
  const wanted = new Map<Client, Map<string, string>>();
  for (const subject of subjects) {
    const ids = wanted.get(subject.client) ?? new Map<string, string>();
    if (given !== undefined) ids.set(given, "--conversation");
    for (const { expected } of assigned.get(subject) ?? []) {
      if (expected.conversation !== undefined) ids.set(expected.conversation, expected.at);
    }
    wanted.set(subject.client, ids);
  }
  for (const [client, ids] of wanted) {
    for (const [id, at] of ids) {
      if ((await fetchConversation(client, id)) === undefined)
        throw new Error(`${at}: the account has no conversation ${id}.`);
    }
  }
}
