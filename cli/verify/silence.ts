import type { Subject } from "./readSubjects";
import type { Case, Problem, Silence } from "./verifyReport";

/** Problems that explain a missing result. */
const CERTAIN: readonly Problem["code"][] = ["operator_retired", "operator_deleted", "operator_inactive", "refused"];

const has = ({ problems }: Case, code: Problem["code"]): boolean => problems.some((problem) => problem.code === code);

/**
 * Returns the possible cause if no result of a Configuration arrived, or results only from an earlier version. Returns null if a result
 * arrived, or if the cause is known. `older`: conversations that are not known to be newer than the current version. `isAttached`: whether
 * anything can have run it but the execution itself.
 */
export function silenceOf(
  subject: Subject,
  all: readonly Case[],
  older: ReadonlySet<string>,
  { isAttached, timeoutMs }: { isAttached: boolean; timeoutMs: number },
): Silence | null {
  const { live } = subject;
  const version = live?.version ?? 1;
  const cases = all.filter(({ kind }) => kind === "result");
  if (live === undefined || cases.length === 0) return null;
  const isOlder = cases.every(({ conversation }) => older.has(conversation));
  if (cases.every((one) => has(one, "wrong_version"))) return oldVersion(subject, version, isOlder);
  const open = cases.filter(({ problems }) => !problems.some(({ code }) => CERTAIN.includes(code)));
  if (open.length === 0 || !cases.every((one) => one.result === null)) return null;
  if (!isAttached) return UNATTACHED;
  if (version > 1) {
    const message = `No result arrived from version ${version}, which replaced version ${version - 1}. According to Twilio's notes, an update of a live Configuration can create a version that is not active. Its operators then stop without an error, and no request can activate it.`;
    const next = isOlder ? [newConversation(subject), ...afterwards(replacement(subject))] : replacement(subject);
    return { code: "inactive_version", message, next };
  }
  const message = `No result arrived from version 1, which was never updated. Results may take longer than ${timeoutMs / 1000} s, or all operators failed.`;
  return { code: "late_or_failed", message, next: LOOK };
}

function oldVersion(subject: Subject, version: number, isOlder: boolean): Silence {
  if (isOlder) {
    const message = `Only results of an older version arrived, on conversations that began before version ${version} of the Configuration. According to Twilio's notes, a conversation keeps the version with which it began. These results do not show whether version ${version} works.`;
    const close = `Close older conversations that should use version ${version}, so that new ones begin.`;
    return { code: "conversation_older", message, next: [newConversation(subject), close] };
  }
  const message = `The account has version ${version}, but an older version runs, on a conversation that began later: the update to version ${version} has no effect.`;
  return { code: "old_version_runs", message, next: replacement(subject) };
}

/** Nothing that is not attached has to be replaced: no conversation runs it. */
const UNATTACHED: Silence = {
  code: "unattached",
  message:
    "No result arrived, and the Configuration is not attached to a Conversations configuration. Twilio's sources disagree on whether one that is not attached can be executed.",
  next: ["Attach it to a Conversations configuration, and run this command again before you change anything else."],
};

const LOOK = [
  "Wait longer, with --timeout.",
  "Search the account's logs for the errors 95305, 95306 and 95400 (Twilio Console, Monitor).",
];

/** Step that comes before any replacement: the age of the conversation is the cheaper explanation. */
const newConversation = ({ live }: Subject): string =>
  `Run \`npx pulumi-twilio-intelligence verify --conversation <id>\` on a conversation that began after ${live?.dateUpdated ?? "the last update"}.`;

/** Returns the steps for the case that a newer conversation is silent too. */
const afterwards = ([first = "", ...rest]: readonly string[]): string[] => [
  `If it gives no result either, ${first.charAt(0).toLowerCase()}${first.slice(1)}`,
  ...rest,
];

function replacement({ urn }: Subject): string[] {
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
