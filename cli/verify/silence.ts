import type { Subject } from "./readSubjects";
import type { Case, Problem, Silence } from "./verifyReport";

/** Problems that explain a missing result. */
const CERTAIN: readonly Problem["code"][] = ["operator_retired", "operator_deleted", "refused"];

const has = ({ problems }: Case, code: Problem["code"]): boolean => problems.some((problem) => problem.code === code);

/**
 * Returns the possible cause if no result of a Configuration arrived, or results only from an earlier version. Returns null if a result
 * arrived, or if the cause is known.
 */
export function silenceOf(subject: Subject, all: readonly Case[], timeoutMs: number): Silence | null {
  const { live } = subject;
  const version = live?.version ?? 1;
  const cases = all.filter(({ kind }) => kind === "result");
  if (live === undefined || cases.length === 0) return null;
  if (cases.every((one) => has(one, "wrong_version"))) {
    const message = `The account has version ${version}, but an older version runs: the update to version ${version} has no effect.`;
    return { code: "old_version_runs", message, next: nextSteps(subject) };
  }
  const open = cases.filter(({ problems }) => !problems.some(({ code }) => CERTAIN.includes(code)));
  if (open.length === 0 || !cases.every((one) => one.result === null)) return null;
  if (version > 1) {
    const message = `No result arrived from version ${version}, which replaced version ${version - 1}. According to Twilio's notes, an update of a live Configuration can create a version that is not active. Its operators then stop without an error, and no request can activate it.`;
    return { code: "inactive_version", message, next: nextSteps(subject) };
  }
  const message = `No result arrived from version 1, which was never updated. Results may take longer than ${timeoutMs / 1000} s, or all operators failed.`;
  return { code: "late_or_failed", message, next: LOOK };
}

const LOOK = [
  "Wait longer, with --timeout.",
  "Search the account's logs for the errors 95305, 95306 and 95400 (Twilio Console, Monitor).",
];

function nextSteps({ urn }: Subject): string[] {
  if (urn === undefined) {
    return [
      "Replace the Configuration: create a new one, attach it, and delete the old one. With Pulumi, run `pulumi up --replace <urn>`.",
      'Declare `updateStrategy: "replace"`, so that later changes also replace it.',
    ];
  }
  return [
    `Run \`pulumi up --replace '${urn}'\`. It creates a new Configuration with a new id, and updates declared attachments.`,
    'Declare updateStrategy: "replace", or run `pulumi config set twilio-intelligence:updateStrategy replace`, so that later changes also replace it.',
  ];
}
