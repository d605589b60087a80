import type { Client } from "../../api/client";
import { fetchConversation } from "../../api/v3/conversations";
import type { Expectation } from "./expectations";
import { newestConversation, readAttachments } from "./newestConversation";
import type { Subject, SubjectOperator, SubjectRule } from "./readSubjects";
import type { Problem, Warning } from "./verifyReport";

/** Expectation of one operator in a run. */
export interface Expected extends Expectation {
  operatorId: string;
}

/** Execution of one rule on one conversation. */
export interface Run {
  rule: SubjectRule;
  conversation: string;
  expected: Expected[];
}

/** Planned runs of one Configuration. */
export interface VerifyPlan {
  subject: Subject;
  problems: Problem[];
  warnings: Warning[];
  runs: Run[];
}

/**
 * Plans the runs: rules with expectations run on the conversations of their expectations, all other rules on `conversation`, or else on the
 * newest conversation of the Configuration. Only reads. Throws an Error if an expectation names something that does not exist.
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
    const message = "the account does not have this Configuration: run `pulumi refresh` to see which objects are gone";
    return { subject, problems: [{ code: "configuration_missing", message }], warnings: [], runs: [] };
  }
  const warnings = warningsOf(subject, attachedTo);
  const needsDefault =
    rules.some((rule) => !assigned.some((one) => one.rule === rule && one.expected.conversation !== undefined)) ||
    assigned.some(({ expected }) => expected.conversation === undefined);
  const fallback = given ?? (needsDefault ? (await newestConversation(client, id, attachedTo ?? []))?.id : undefined);
  if (needsDefault && fallback === undefined) {
    const message = "it has no conversation yet: select one with --conversation, or in the file of expectations";
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
  if (rules.length === 0) warnings.push({ code: "no_rules", message: "it has no rules, so nothing runs" });
  if (recordedVersion !== undefined && live !== undefined && live.version !== recordedVersion) {
    const message = `the account has version ${live.version}, but the state records version ${recordedVersion}: it can differ from the program`;
    warnings.push({ code: "version_moved", message });
  }
  if (attachedTo?.length === 0) {
    const message =
      "it is not attached to a Conversations configuration: it can be executed, but it does not run on live conversations";
    warnings.push({ code: "not_attached", message });
  }
  return warnings;
}

/** Finds the Configuration, rule and operator of each expectation. */
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
      // A Configuration that does not exist is reported as a problem.
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
  if (faults.length > 0) throw new Error(["The expectations do not match the Configurations:", ...faults].join("\n  "));
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
  if (wanted === undefined) throw new Error(`${what} is required, because there are several: ${where} are ${names}`);
  if (first !== undefined)
    throw new Error(`${what} "${wanted}" is ambiguous, because ${found.length} have this name: use its id`);
  throw new Error(`${what} "${wanted}" does not exist: ${where} are ${names}`);
}

/** Checks that all conversations exist, before anything is executed and billed. */
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
        throw new Error(`${at}: the account does not have the conversation ${id}.`);
    }
  }
}
