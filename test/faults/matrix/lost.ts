import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../../../emulator/index";
import { type Bench, bench } from "../../contract/kit/emulator";
import { begunProvider } from "../build";
import type { Cell, Run, Verdict } from "../cell";
import { onQuietPort } from "../quietPort";
import { type Given, type Kind, prepare, THEIRS } from "./kind";
import { KINDS } from "./kinds";
import { FAULTS, type FaultName } from "./plan";
import { followed, Play, reachable } from "./play";
import { Stack } from "./stack";

/** A thousand times: until the client has given up. */
const STAYS = 1000;
const BEYOND_PATIENCE_S = 301;
/** How long a look is held back, so that somebody else can write meanwhile. */
const HELD_S = 3;

async function begin(kind: Kind, made: Bench): Promise<Play> {
  return new Play(kind, made, await prepare(made), new Stack(() => begunProvider(kind.name), made));
}

/** Three tries are refused, the fourth is carried out and its answer lost: there is no fifth that could tell. */
const lostAtLast: readonly Cell[] = KINDS.map((kind) => ({
  group: "create, answer lost",
  name: `${kind.name}, on the last try`,
  share: false,
  load: "quick",
  async run(run) {
    const play = await begin(kind, await bench(run));
    const { create } = kind.writes(play.given);
    play.made.emulator.setFaults([
      { ...create, fault: "503", times: 3 },
      { ...create, fault: "drop-after", nth: 4 },
    ]);
    const declared = kind.args(play.given);
    const error = await play.attempt(() => play.stack.up(declared));
    play.endFaults();
    if (error !== undefined) await followed(play, error);
    await play.converge(declared);
    return play.verdict();
  },
}));

/** What happened to somebody else's edit: it is there, or a message has shown it. */
async function named(play: Play, message: string | undefined, when: string): Promise<void> {
  const isThere = JSON.stringify(await play.seen()).includes(THEIRS);
  const isNamed = message?.includes(THEIRS) ?? false;
  play.lostUpdates = (play.lostUpdates ?? 0) + Number(!isThere && !isNamed);
  play.holds(isThere, `somebody else's edit is gone ${when}${isNamed ? "" : ", and no message named it"}`);
}

/** With nothing going wrong: the edit is named and stays, until a refresh takes it into the state; then the program has its way. */
async function comesRight(play: Play): Promise<Verdict> {
  const { kind, given, stack } = play;
  const declared = kind.updated?.(given) ?? {};
  const refused = await play.attempt(() => stack.up(declared));
  play.holds(refused?.includes(THEIRS) ?? false, `the edit is not named: ${refused}`);
  await named(play, refused, "after the next up");
  await stack.refresh();
  await play.converge(declared);
  return play.verdict();
}

const edit = async ({ kind, made, stack }: Play): Promise<void> => {
  const answer = await kind.edit?.(made, String(stack.resource()?.id));
  if (answer?.status !== 200 && answer?.status !== 202) throw new Error(`the edit was refused: ${answer?.status}`);
};

const editable = KINDS.filter((kind) => kind.edit !== undefined);

interface Edited {
  kind: Kind;
  ifMatch: "enforced" | "ignored";
  fault: FaultName;
  span: "once on look" | "once on write" | "stays on all";
}

/** An edit that this stack has not seen, and an update during which something goes wrong. */
async function unseenEdit(run: Run, { kind, ifMatch, fault, span }: Edited): Promise<Verdict> {
  const options = { ifMatch };
  const made =
    fault === "refuse" ? await onQuietPort((port) => bench(run, { ...options, port })) : await bench(run, options);
  const play = await begin(kind, made);
  await play.stack.up(kind.args(play.given));
  await edit(play);
  made.emulator.setFaults([faultOf(play.given, { kind, ifMatch, fault, span })]);
  const error = await play.attempt(() => play.stack.up(kind.updated?.(play.given)));
  play.endFaults();
  await reachable(made);
  play.holds(error !== undefined, "an update went through over an edit that nobody had seen");
  await named(play, error, "after the update");
  return comesRight(play);
}

function faultOf(given: Given, { kind, fault, span }: Edited): Fault {
  const once = span !== "stays on all";
  return {
    ...(span === "once on write" && kind.writes(given).update),
    ...(span === "once on look" && { method: "GET" }),
    fault,
    times: once ? 1 : STAYS,
    retryAfterSeconds: once ? 1 : BEYOND_PATIENCE_S,
    ...(fault === "refuse" && { seconds: once ? 0.05 : 6 }),
  };
}

const servers = (kind: Kind) =>
  kind.name === "IntelligenceConfiguration" ? (["enforced", "ignored"] as const) : (["enforced"] as const);

/** An update that reads before it writes sees the edit, and does not come to its write. */
const spanOnce = ({ readsBeforeUpdate = 0 }: Kind): Edited["span"] =>
  readsBeforeUpdate > 0 ? "once on look" : "once on write";

const unseenEdits: readonly Cell[] = editable.flatMap((kind) =>
  servers(kind).flatMap((ifMatch) =>
    FAULTS.flatMap((fault) =>
      [spanOnce(kind), "stays on all" as const].map((span): Cell => {
        const sleeps = fault === "silence" || (fault === "429-no-retry-after" && span === "stays on all");
        return {
          group: "update over an edit not seen",
          name: `${kind.name}, ${fault} ${span}, If-Match ${ifMatch}`,
          share: fault === "drop-after" && span !== "stays on all",
          load: sleeps ? "waits" : "quick",
          run: (run) => unseenEdit(run, { kind, ifMatch, fault, span }),
        };
      }),
    ),
  ),
);

/** The update is carried out, its answer and every look are lost; then somebody else edits, and then comes the next `up`. */
const editBeforeNextUp: readonly Cell[] = editable.map((kind) => ({
  group: "edit between lost answer and retry",
  name: `${kind.name}, before the next up`,
  share: true,
  load: "quick",
  async run(run) {
    const play = await begin(kind, await bench(run));
    await play.stack.up(kind.args(play.given));
    const looked = (kind.readsBeforeUpdate ?? 0) + 1;
    play.made.emulator.setFaults([
      { ...kind.writes(play.given).update, fault: "drop-after" },
      { method: "GET", fault: "503", nth: looked, times: STAYS },
    ]);
    const error = await play.attempt(() => play.stack.up(kind.updated?.(play.given)));
    play.endFaults();
    play.holds(error !== undefined, "an update whose answer was lost was taken for done");
    await edit(play);
    return comesRight(play);
  },
}));

/** The update is carried out and its answer lost; somebody else edits before the look that is to tell what became of it. */
const editBeforeLook: readonly Cell[] = editable.map((kind) => ({
  group: "edit between lost answer and retry",
  name: `${kind.name}, before the look`,
  share: false,
  load: "quick",
  async run(run) {
    const play = await begin(kind, await bench(run));
    const { emulator } = play.made;
    await play.stack.up(kind.args(play.given));
    const looked = (kind.readsBeforeUpdate ?? 0) + 1;
    emulator.setFaults([
      { ...kind.writes(play.given).update, fault: "drop-after" },
      { method: "GET", fault: "silence", nth: looked, seconds: HELD_S },
    ]);
    emulator.clearRequests();
    const update = play.attempt(() => play.stack.up(kind.updated?.(play.given)));
    const looks = () => emulator.requests().filter(({ method }) => method === "GET").length;
    for (let ended = false; !ended && looks() < looked; ) {
      ended = await Promise.race([update.then(() => true), sleep(5, false)]);
    }
    await edit(play);
    await named(play, await update, "after the update");
    play.endFaults();
    return comesRight(play);
  },
}));

export const lost: readonly Cell[] = [...lostAtLast, ...unseenEdits, ...editBeforeNextUp, ...editBeforeLook];
