import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { EmulatorOptions } from "../../../emulator/index";
import { type Bench, bench } from "../../contract/kit/emulator";
import { begunProvider } from "../build";
import type { Run, Verdict } from "../cell";
import { onQuietPort } from "../quietPort";
import { EngineStack } from "./engine";
import { type Bag, type Given, givenIds, type Kind, prepare, type Seen } from "./kind";
import { tellsOfUncertainty, unreadable } from "./message";
import { faultOf, isTwinned, LATE_S, type Plan } from "./plan";
import { Stack, type Stacked } from "./stack";

/** A conflict: an answer showed what somebody else has changed. */
const OF_SOMEBODY_ELSE = /was changed in the account: .*\n/;

/** One cell on its way: what it holds to, and what it finds. */
export class Play {
  readonly broken: string[] = [];
  /** How many objects are there that nobody could have known of. */
  twins = 0;
  struck = 0;
  duplicates = 0;
  orphans = 0;
  lostUpdates: number | undefined;

  constructor(
    readonly kind: Kind,
    readonly made: Bench,
    readonly given: Given,
    readonly stack: Stacked,
  ) {}

  /** The message of what an operation ends with; undefined where it succeeds. */
  async attempt(task: () => Promise<void>): Promise<string | undefined> {
    try {
      await task();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  holds(fits: boolean, what: string): void {
    if (!fits) this.broken.push(what);
  }

  /** Objects of the account that the state does not know. Nobody else has made one of the class. */
  async unknown(): Promise<Seen[]> {
    const known = new Set(this.stack.known().map((id) => this.liveId(id)));
    return (await this.seen()).filter(({ id }) => !known.has(id));
  }

  /** The account without what was there before. */
  async seen(): Promise<Seen[]> {
    const before = givenIds(this.given);
    return (await this.kind.seen(this.made, this.given)).filter(({ id }) => !before.has(id));
  }

  /** An attachment keeps its id when another Configuration takes the place of the first. */
  liveId(id: string): string {
    const mine = this.stack.resource();
    const now = mine?.id === id && id.includes("/") ? mine.intelligenceConfigurationId : undefined;
    return typeof now === "string" ? `${id.split("/")[0]}/${now}` : id;
  }

  /** `up` again, now that nothing goes wrong: it has to end with what is declared, and with nothing left to do. */
  async converge(declared: Bag | undefined): Promise<void> {
    let again = await this.attempt(() => this.stack.up(declared));
    if (again !== undefined && OF_SOMEBODY_ELSE.test(again)) {
      // What the message says to do.
      await this.attempt(() => this.stack.refresh());
      again = await this.attempt(() => this.stack.up(declared));
    }
    this.holds(again === undefined, `the next up failed: ${again}`);
    await this.settled(declared);
  }

  /** The account is as declared, the state knows everything in it, and the next `up` is empty. */
  async settled(declared: Bag | undefined): Promise<void> {
    const seen = await this.seen();
    const left = await this.unknown();
    const content = declared && this.kind.content(declared);
    this.duplicates = left.filter((one) => isDeepStrictEqual(one.content, content)).length;
    this.orphans = left.length;
    this.holds(left.length === this.twins, `the account holds what no state knows: ${JSON.stringify(left)}`);
    if (declared === undefined) {
      this.holds(seen.length === 0, `the account still holds ${JSON.stringify(seen)}`);
      return;
    }
    const id = this.stack.resource()?.id;
    const mine = seen.find((one) => typeof id === "string" && one.id === this.liveId(id));
    this.holds(
      isDeepStrictEqual(mine?.content, content),
      `the account holds ${JSON.stringify(mine)}, declared ${JSON.stringify(content)}`,
    );
    this.holds(!(await this.stack.differs(declared)), "the next up is not empty");
  }

  /** Nothing goes wrong any more. What did has to have gone wrong. */
  endFaults(): void {
    const struck = this.made.emulator.struck();
    this.struck += struck;
    this.holds(struck > 0, "the fault hit nothing");
    this.made.emulator.setFaults([]);
  }

  verdict(): Verdict {
    const { struck, duplicates, orphans, lostUpdates, broken } = this;
    return { struck, duplicates, orphans, ...(lostUpdates !== undefined && { lostUpdates }), broken };
  }
}

/** Makes what the operation starts from, lets it go wrong, and sees that it comes right again. */
export async function play(
  run: Run,
  plan: Plan,
  on: "lifecycle" | "engine",
  options: EmulatorOptions = {},
): Promise<Verdict> {
  const { kind, operation, fault } = plan;
  const made =
    fault === "refuse" ? await onQuietPort((port) => bench(run, { ...options, port })) : await bench(run, options);
  const given = await prepare(made);
  const stack =
    on === "engine" ? await EngineStack.on(run, made, kind.name) : new Stack(() => begunProvider(kind.name), made);
  const play = new Play(kind, made, given, stack);
  play.twins = isTwinned(plan) ? 1 : 0;
  const first = kind.args(given);
  if (operation !== "create") await play.stack.up(first);
  const goal = { create: first, read: first, update: kind.updated?.(given), replace: kind.replaced?.(given) };
  const declared = operation === "delete" ? undefined : goal[operation];

  made.emulator.setFaults([faultOf(plan, given)]);
  const act = operation === "read" ? () => play.stack.refresh() : () => play.stack.up(declared);
  const error = await play.attempt(act);
  play.endFaults();
  await reachable(made);

  if (error !== undefined) await failed(play, plan, error);
  if (operation === "read" && error !== undefined) play.holds((await play.attempt(act)) === undefined, "read again");
  await play.converge(declared);
  return play.verdict();
}

/** Faults that one more try does not settle: a refusal is one, and an action that nobody here knows is somebody else's. */
const SEEN_BY_A_PERSON = new Set<Plan["fault"]>(["silence", "duplicate", "conflict-other", "unknown-action"]);

/** Behind an error page the server may still be at work: a create is not sent again before somebody has looked. */
const OF_A_GATEWAY = new Set<Plan["fault"]>(["html", "html-404", "late-502", "late-504"]);

/** What holds of every failure, whatever failed: it is told so that a person understands it, and nothing is lost by it. */
async function failed(play: Play, { kind, operation, fault, span }: Plan, error: string): Promise<void> {
  // The table of a conflict is as long as what it shows.
  if (!OF_SOMEBODY_ELSE.test(error)) play.broken.push(...unreadable(error, kind.subject, play.made.emulator));
  const creates = operation === "create" || operation === "replace";
  const isUncertain = OF_A_GATEWAY.has(fault) && creates && tellsOfUncertainty(error);
  const heals = span === "once" && !SEEN_BY_A_PERSON.has(fault);
  play.holds(!heals || isUncertain, `a fault that hit once was an error: ${error}`);
  // A refusal for another reason than a version is told with that reason.
  if (fault === "conflict-other")
    play.holds(error.includes("Injected fault"), `the server's reason is missing: ${error}`);
  if (!creates) play.holds(play.stack.known().length > 0, "the state lost the object");
  // Whoever looks in the Console comes after the server is done.
  if (fault.startsWith("late")) await sleep(2 * LATE_S * 1000);
  await followed(play, error);
}

/**
 * Where looking did not tell what became of a create, a person is told, and does what the message says: what is left of it goes.
 */
export async function followed(play: Play, error: string): Promise<void> {
  const left = (await play.unknown()).map(({ id }) => id);
  const told = left.every((id) => error.includes(id)) || tellsOfUncertainty(error);
  if (told) for (const id of left) await play.kind.remove(play.made, id);
}

/** A port that was shut opens again after a while. */
export async function reachable({ call }: Bench): Promise<void> {
  const hosts = [undefined, "intelligence", "conversations", "memory"] as const;
  for (const host of hosts) {
    while (!(await answers(() => call("GET", "/", host && { host })))) await sleep(50);
  }
}

const answers = (ask: () => Promise<unknown>): Promise<boolean> =>
  ask().then(
    () => true,
    () => false,
  );
