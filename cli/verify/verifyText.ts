import { styleText } from "node:util";
import { visible } from "../../api/messageText";
import type { Run, VerifyPlan } from "./verifyPlan";
import type { Case, ConfigurationReport, Report, Warning } from "./verifyReport";

/** Colours text on a terminal, unless NO_COLOR is set. */
const colour = (style: "green" | "red" | "yellow" | "dim" | "bold", text: string): string =>
  styleText(style, text, { stream: process.stdout });

/** Maximum length of a line of running text. */
const WIDTH = 110;

/** Returns the report as text. */
export function textOf(report: Report): string {
  const { ok, failed } = report.counts;
  const parts = report.configurations.map(configurationText);
  const sum = failed === 0 && report.ok ? colour("green", `${ok} as expected`) : `${ok} as expected, ${failed} not`;
  return `${parts.join("\n")}\n${report.ok ? sum : colour("red", failed === 0 ? `Not as expected` : sum)}.`;
}

function configurationText({
  id,
  name,
  displayName,
  version,
  problems,
  warnings,
  silence,
  cases,
}: ConfigurationReport) {
  const lines = [headline(name ?? displayName ?? id, id, version), ...warnings.map(warningLine)];
  for (const { message } of problems) lines.push(`  ${colour("red", "✗")} ${visible(message)}`);
  for (const [conversation, own] of Map.groupBy(cases, (one) => one.conversation)) {
    lines.push(`  ${colour("dim", `on ${visible(conversation)}`)}`, ...own.flatMap(caseLines));
  }
  if (silence !== null) {
    lines.push("", ...wrapped(visible(silence.message), "  "), "  Next steps:");
    // Not wrapped, because they contain commands to copy.
    lines.push(...silence.next.map((step) => `    - ${step}`));
  }
  return `${lines.join("\n")}\n`;
}

const headline = (title: string, id: string, version: number | null): string =>
  `${colour("bold", visible(title))}${title === id ? "" : `  ${id}`}${version === null ? "" : `  version ${version}`}`;

const warningLine = ({ message }: Warning): string => `  ${colour("yellow", "!")} ${visible(message)}`;

function caseLines({ ok, name, kind, operator, problems }: Case): string[] {
  const mark = ok ? colour("green", "✓") : colour("red", "✗");
  const version = kind === "result" && operator.version !== null ? colour("dim", ` version ${operator.version}`) : "";
  return [`  ${mark} ${visible(name)}${version}`, ...problems.map(({ message }) => `      ${visible(message)}`)];
}

/** Returns the plan of a dry run as text. */
export function planText(plans: readonly VerifyPlan[]): string {
  const count = plans.reduce((sum, { runs }) => sum + runs.length, 0);
  const parts = plans.map(({ subject, problems, warnings, runs }) => {
    const lines = [headline(subject.title, subject.id, subject.live?.version ?? null), ...warnings.map(warningLine)];
    for (const { message } of problems) lines.push(`  ${colour("red", "✗")} ${visible(message)}`);
    for (const [conversation, own] of Map.groupBy(runs, (run) => run.conversation)) {
      lines.push(`  ${colour("dim", `on ${visible(conversation)}`)}`, ...own.map(runLine));
    }
    return `${lines.join("\n")}\n`;
  });
  const sum = `${count} rule${count === 1 ? "" : "s"} would be executed. Nothing was executed.`;
  return `${parts.join("\n")}\n${sum}`;
}

function runLine({ rule, expected }: Run): string {
  const operators = rule.operators.map(({ id, name }) => visible(name ?? id)).join(", ");
  const count = expected.length === 0 ? "" : ` (${expected.length} expectation${expected.length === 1 ? "" : "s"})`;
  return `    ${visible(rule.title)} › ${operators}${colour("dim", count)}`;
}

function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent.length + longer.length > WIDTH) lines.push(indent + line);
    line = line !== "" && indent.length + longer.length > WIDTH ? word : longer;
  }
  return [...lines, indent + line];
}
