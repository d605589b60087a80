import type { Subject } from "./readSubjects";
import type { Case, Problem, Silence } from "./verifyReport";

/** Causes that are certain, and so leave nothing to guess. */
const CERTAIN: readonly Problem["code"][] = ["operator_retired", "operator_deleted", "refused"];

const has = ({ problems }: Case, code: Problem["code"]): boolean => problems.some((problem) => problem.code === code);

/**
 * What the silence of a Configuration may mean, where nothing at all came, or came from a version before; null where something came, or
 * where the reason is plain.
 */
export function silenceOf(subject: Subject, all: readonly Case[], timeoutMs: number): Silence | null {
  const { live } = subject;
  const version = live?.version ?? 1;
  const cases = all.filter(({ kind }) => kind === "result");
  if (live === undefined || cases.length === 0) return null;
  if (cases.every((one) => has(one, "wrong_version"))) {
    const message = `The account has version ${version}, and an older one is what runs: the put that made version ${version} is not in force.`;
    return { code: "old_version_runs", message, next: wayOut(subject) };
  }
  const open = cases.filter(({ problems }) => !problems.some(({ code }) => CERTAIN.includes(code)));
  if (open.length === 0 || !cases.every((one) => one.result === null)) return null;
  if (version > 1) {
    const message = `Nothing at all came from version ${version}, which was put in the place of version ${version - 1}. Twilio's own notes say that a put on a live Configuration can make a version that is not active: its operators then stop without a word, and no call makes it active.`;
    return { code: "inactive_version", message, next: wayOut(subject) };
  }
  const message = `Nothing at all came from version 1, which nothing was put in the place of. Results may take longer than ${timeoutMs / 1000} s, or every operator failed.`;
  return { code: "late_or_failed", message, next: LOOK };
}

const LOOK = [
  "wait longer: --timeout",
  "look for the errors 95305, 95306 and 95400 in the account's logs (Twilio Console, Monitor)",
];

function wayOut({ urn }: Subject): string[] {
  if (urn === undefined) {
    return [
      "make the Configuration anew (create, attach, delete the old one); with Pulumi, `pulumi up --replace <urn>`",
      'declare `updateStrategy: "replace"`, so that every later change does that',
    ];
  }
  return [
    `pulumi up --replace '${urn}' makes it anew, with a new id; declared attachments follow`,
    'updateStrategy: "replace" on it, or `pulumi config set twilio-intelligence:updateStrategy replace`, does so at every later change',
  ];
}
