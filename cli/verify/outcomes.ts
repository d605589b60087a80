import type { Client } from "../../api/client";
import { hasCode } from "../../api/errors";
import { systemClock } from "../../api/machine";
import { type Pace, poll } from "../../api/poll";
import { executeRule, listOperatorResults } from "../../api/v3/conversations";
import type { OperatorResult } from "../../api/wire/v3/conversation";
import type { Progress } from "../shared/progressOn";
import type { Subject } from "./readSubjects";
import type { Run, VerifyPlan } from "./verifyPlan";

/** Outcome of a run. */
export interface Outcome {
  run: Run;
  /** Reason if the API refused it. */
  refused: string | undefined;
}

/** Outcomes of the runs of one Configuration. */
export interface Outcomes {
  plan: VerifyPlan;
  outcomes: Outcome[];
  /** New results in all conversations of the runs, from any source. */
  fresh: OperatorResult[];
}

export interface Waiting {
  timeoutMs: number;
  progress: Progress;
}

const PACE: Omit<Pace, "withinMs"> = { firstMs: 250, longestMs: 3_000 };

/** Runs each rule once, then waits until each operator has a result, or until the time is over. */
export async function outcomesOf(plans: readonly VerifyPlan[], { timeoutMs, progress }: Waiting): Promise<Outcomes[]> {
  const places = placesOf(plans);
  await Promise.all(places.map(look));
  for (const place of places) place.known = new Set(place.fresh.map(({ id }) => id));
  const all = await executeAll(plans, progress);

  const wanted = all.flatMap(({ plan, outcomes }) => outcomes.flatMap((one) => expectedOf(plan.subject, one)));
  const started = Date.now();
  await poll(
    async () => {
      await Promise.all(places.map(look));
      const found = places.flatMap(({ fresh }) => fresh);
      const arrived = wanted.filter((fits) => found.some(fits)).length;
      const elapsed = Math.round((Date.now() - started) / 1000);
      progress.say(`Waiting for results: ${arrived} of ${wanted.length} (${elapsed} s of ${timeoutMs / 1000} s)`);
      return { done: arrived === wanted.length || undefined };
    },
    { ...PACE, withinMs: timeoutMs },
    systemClock,
  );
  return all.map(({ plan, outcomes }) => ({
    plan,
    outcomes,
    fresh: places.filter((place) => isPlaceOf(plan, place)).flatMap(({ fresh }) => fresh),
  }));
}

async function executeAll(plans: readonly VerifyPlan[], progress: Progress) {
  const count = plans.reduce((sum, { runs }) => sum + runs.length, 0);
  let done = 0;
  const all: Omit<Outcomes, "fresh">[] = [];
  for (const plan of plans) {
    const outcomes: Outcome[] = [];
    for (const run of plan.runs) {
      progress.say(`Running rule ${++done} of ${count}`);
      outcomes.push({ run, refused: await refusal(plan.subject, run) });
    }
    all.push({ plan, outcomes });
  }
  return all;
}

/** Runs a rule. Returns the reason if the API refuses it. */
async function refusal({ client, id }: Subject, { rule, conversation }: Run): Promise<string | undefined> {
  try {
    await executeRule(client, { intelligenceConfigurationId: id, ruleId: rule.id, conversationId: conversation });
    return undefined;
  } catch (error) {
    if (hasCode(error, "invalid_request") || hasCode(error, "not_found")) return error.message;
    throw error;
  }
}

/** Whether a result is from this run and operator, even if it is wrong in other ways. */
export const isResultOf =
  (subject: Subject, { rule, conversation }: Run, operator: { id: string }) =>
  (result: OperatorResult): boolean =>
    result.intelligenceConfiguration?.id === subject.id &&
    result.intelligenceConfiguration?.ruleId === rule.id &&
    result.conversationId === conversation &&
    result.operator?.id === operator.id;

/** Whether a result is from the current version. A late result of the previous version does not end the wait. */
const isOfVersion = ({ live }: Subject, { intelligenceConfiguration }: OperatorResult): boolean =>
  intelligenceConfiguration?.version === live?.version;

/** Returns the best of the results: one from the current version, if there is one. */
export const bestOf = (subject: Subject, results: readonly OperatorResult[]): OperatorResult | undefined =>
  results.find((result) => isOfVersion(subject, result)) ?? results[0];

const expectedOf = (subject: Subject, { run, refused }: Outcome) =>
  (refused === undefined ? run.rule.operators : []).map((operator) => {
    const isOwn = isResultOf(subject, run, operator);
    return (result: OperatorResult) => isOwn(result) && isOfVersion(subject, result);
  });

/** A conversation in an account, and its new results. */
interface Place {
  client: Client;
  conversation: string;
  known: ReadonlySet<string>;
  fresh: OperatorResult[];
}

const isPlaceOf = ({ subject, runs }: VerifyPlan, { client, conversation }: Place): boolean =>
  subject.client === client && runs.some((run) => run.conversation === conversation);

function placesOf(plans: readonly VerifyPlan[]): Place[] {
  const clients = [...new Set(plans.map(({ subject }) => subject.client))];
  return clients.flatMap((client) => {
    const runs = plans.filter(({ subject }) => subject.client === client).flatMap((plan) => plan.runs);
    const conversations = [...new Set(runs.map(({ conversation }) => conversation))];
    return conversations.map((conversation) => ({ client, conversation, known: new Set<string>(), fresh: [] }));
  });
}

/** Reads the results of a conversation. No filter by Configuration, because a result may name another one. */
async function look(place: Place): Promise<void> {
  const fresh: OperatorResult[] = [];
  for await (const result of listOperatorResults(place.client, { conversationId: place.conversation })) {
    if (!place.known.has(result.id)) fresh.push(result);
  }
  place.fresh = fresh;
}
