import type { Client } from "../../api/client";
import { fetchLanguageOperatorVersion } from "../../api/v3/operators";
import type { OperatorResult } from "../../api/wire/v3/conversation";
import { bestOf, isResultOf, type Outcome, type Outcomes } from "./outcomes";
import type { Subject, SubjectOperator } from "./readSubjects";
import { fitOf } from "./schemaFit";
import { silenceOf } from "./silence";
import { unmet } from "./unmet";
import type { Run } from "./verifyPlan";
import type { Case, ConfigurationReport, Problem, Warning } from "./verifyReport";
import { causeOf, notNewest, olderThanVersion } from "./versions";

/** Checks the results of one Configuration. `timeoutMs`: time that the results had to arrive. */
export async function checkResults(
  { plan, outcomes, fresh }: Outcomes,
  timeoutMs: number,
): Promise<ConfigurationReport> {
  const { subject, problems } = plan;
  const warnings = [...plan.warnings];
  const cases: Case[] = [];
  const older = await olderThanVersion(
    subject,
    outcomes.map(({ run }) => run.conversation),
  );
  for (const outcome of outcomes) {
    for (const operator of outcome.run.rule.operators) {
      const own = fresh.filter(isResultOf(subject, outcome.run, operator));
      const result = bestOf(subject, own);
      const checked =
        result === undefined
          ? { problems: await problemsOfNone(subject, operator, outcome, fresh, timeoutMs), warnings: [] }
          : await checkResult(subject, operator, result, older);
      warnings.push(...checked.warnings);
      const about = { subject, run: outcome.run, operator, result };
      cases.push(caseOf(about, "result", `${outcome.run.rule.title} › ${operator.name}`, checked.problems));
      cases.push(...expectations(about));
    }
  }
  cases.push(...outcomes.flatMap(({ run }) => strangers(subject, run, fresh)));
  cases.push(...foreignRules(subject, outcomes, fresh));
  const isAttached = !plan.warnings.some(({ code }) => code === "not_attached");
  const silence = silenceOf(subject, cases, older, { isAttached, timeoutMs });
  return {
    id: subject.id,
    name: subject.name,
    displayName: subject.live?.displayName ?? null,
    version: subject.live?.version ?? null,
    ok: problems.length === 0 && cases.every(({ ok }) => ok),
    problems,
    warnings,
    silence,
    cases,
  };
}

interface About {
  subject: Subject;
  run: Run;
  operator: Pick<SubjectOperator, "id" | "name">;
  result: OperatorResult | undefined;
}

function caseOf({ run, operator, result }: About, kind: Case["kind"], name: string, problems: Problem[]): Case {
  return {
    kind,
    name,
    ok: problems.length === 0,
    conversation: run.conversation,
    rule: { id: run.rule.id, name: run.rule.name },
    operator: { id: operator.id, name: operator.name, version: result?.operator?.version ?? null },
    result: result?.id ?? null,
    problems,
  };
}

/** Checks the source and the shape of a result. */
async function checkResult(
  subject: Subject,
  operator: SubjectOperator,
  result: OperatorResult,
  older: ReadonlySet<string>,
): Promise<{ problems: Problem[]; warnings: Warning[] }> {
  const { problems, warnings } = await checkShape(subject.client, result);
  warnings.push(...(await notNewest(subject, operator, result)));
  const version = result.intelligenceConfiguration?.version;
  if (version !== subject.live?.version) {
    const isOlder = older.has(result.conversationId ?? "");
    const age = isOlder ? "; the conversation is older than that, and may keep the version with which it began" : "";
    const message = `it came from version ${version} of the Configuration, but the account has version ${subject.live?.version}${age}`;
    problems.push({ code: "wrong_version", message });
  }
  if (operator.pinned !== undefined && result.operator?.version !== operator.pinned) {
    const message = `it came from version ${result.operator?.version} of the operator, but the rule pins version ${operator.pinned}`;
    problems.push({ code: "wrong_operator_version", message });
  }
  return { problems, warnings };
}

async function problemsOfNone(
  { client, id }: Subject,
  operator: SubjectOperator,
  { run, refused }: Outcome,
  fresh: readonly OperatorResult[],
  timeoutMs: number,
): Promise<Problem[]> {
  if (refused !== undefined) return [{ code: "refused", message: refused }];
  const elsewhere = fresh.find(
    ({ intelligenceConfiguration: from, conversationId, operator: by }) =>
      from?.ruleId === run.rule.id && conversationId === run.conversation && by?.id === operator.id,
  )?.intelligenceConfiguration?.id;
  if (elsewhere != null) {
    return [{ code: "wrong_configuration", message: `a result arrived from ${elsewhere} instead of ${id}` }];
  }
  // Without any result, the cause is not this one operator.
  const others = fresh.some(({ intelligenceConfiguration: from }) => from?.id === id);
  const isJson = others && operator.live?.outputFormat === "JSON";
  const hint = isJson ? "; an operator with JSON output produces no result if it cannot fill all properties" : "";
  const message = `no result within ${timeoutMs / 1000} s${hint}`;
  return [{ code: "no_result", message }, ...(await causeOf(client, operator))];
}

const TEXT_SCHEMA = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
const LABEL_SCHEMA = { type: "object", properties: { label: { type: "string" } }, required: ["label"] };

/** Checks a result against the output schema of the operator version that produced it. */
async function checkShape(
  client: Client,
  { outputFormat, operator, result }: OperatorResult,
): Promise<{ problems: Problem[]; warnings: Warning[] }> {
  const schema = await schemaOf(client, outputFormat, operator);
  const fit = schema == null ? ({ fits: true } as const) : fitOf(schema, result);
  if ("unusable" in fit) {
    const message = `results of ${operator?.id} could not be compared with its outputSchema: ${fit.unusable}`;
    return { problems: [], warnings: [{ code: "schema_unusable", message }] };
  }
  if (fit.fits) return { problems: [], warnings: [] };
  const message = `it does not match the outputSchema: ${fit.faults.join("; ")}`;
  return { problems: [{ code: "schema_mismatch", message }], warnings: [] };
}

async function schemaOf(client: Client, format: OperatorResult["outputFormat"], operator: OperatorResult["operator"]) {
  if (format === "TEXT") return TEXT_SCHEMA;
  if (format === "CLASSIFICATION") return LABEL_SCHEMA;
  if (format !== "JSON") return undefined;
  const { id, version } = operator ?? {};
  return id == null || version == null
    ? undefined
    : (await fetchLanguageOperatorVersion(client, id, version))?.value.outputSchema;
}

function expectations(about: About): Case[] {
  const { run, operator, result } = about;
  return run.expected
    .filter(({ operatorId }) => operatorId === operator.id)
    .map((expected) => {
      const problems: Problem[] =
        result === undefined
          ? [{ code: "no_result", message: "there is no result to compare" }]
          : unmet(expected, result.result);
      return caseOf(
        about,
        "expectation",
        expected.name ?? `${run.rule.title} › ${operator.name} (${expected.at})`,
        problems,
      );
    });
}

/** Id in reports if a result does not name it. */
const UNNAMED = "unknown";

const operatorOf = ({ operator }: OperatorResult): { id: string } => ({ id: operator?.id ?? UNNAMED });

/** Returns a case for each result from an operator that the rule does not have. */
function strangers(subject: Subject, run: Run, fresh: readonly OperatorResult[]): Case[] {
  return fresh
    .filter((result) => isResultOf(subject, run, operatorOf(result))(result))
    .filter((result) => !run.rule.operators.some(({ id }) => id === operatorOf(result).id))
    .map((result) => {
      const operator = { ...operatorOf(result), name: null };
      const message = `a result arrived from ${operator.id}, which the rule does not have`;
      const about = { subject, run, operator, result };
      return caseOf(about, "result", `${run.rule.title} › ${operator.id}`, [{ code: "wrong_operator", message }]);
    });
}

/** Returns a case for each result from a rule that the Configuration does not have. */
function foreignRules(subject: Subject, outcomes: readonly Outcome[], fresh: readonly OperatorResult[]): Case[] {
  const [first] = outcomes;
  if (first === undefined) return [];
  return fresh
    .filter(({ intelligenceConfiguration: from }) => from?.id === subject.id)
    .filter(({ intelligenceConfiguration: from }) => !subject.rules.some(({ id }) => id === from?.ruleId))
    .map((result) => {
      const { version } = result.intelligenceConfiguration ?? {};
      const ruleId = result.intelligenceConfiguration?.ruleId ?? UNNAMED;
      const operator = { ...operatorOf(result), name: null };
      const message = `a result arrived from ${ruleId} in version ${version}, but the Configuration has no such rule`;
      const rule = { id: ruleId, name: null, title: ruleId, operators: [] };
      const run: Run = { rule, conversation: result.conversationId ?? UNNAMED, expected: [] };
      const about = { subject, run, operator, result };
      return caseOf(about, "result", `${ruleId} › ${operator.id}`, [{ code: "wrong_rule", message }]);
    });
}
