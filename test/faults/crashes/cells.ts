import type { Cell } from "../cell";
import type { Boundary } from "./checkpoint";
import { crash, type Victim } from "./engine";
import { outage, type Return } from "./lifecycle";
import { SUBJECTS } from "./moments";

const BOUNDARIES = ["before", "after"] as const;
const VICTIMS = ["host", "pulumi", "both"] as const satisfies Victim[];
const RETURNS = ["during", "afterwards"] as const satisfies Return[];

const PROCESS: Record<Victim, string> = {
  host: "the dynamic host",
  pulumi: "pulumi",
  both: "pulumi and the dynamic host",
};
const WHEN: Record<Boundary, string> = { before: "before it is processed", after: "before its answer is read" };
const BACK: Record<Return, string> = { during: "back during the command", afterwards: "back after the command" };

/** Which of them `npm test` runs too: each process, and each kind of write. */
const SHARE = new Set([
  "the dynamic host: IntelligenceConfiguration create, before its answer is read",
  "pulumi: Service create, before its answer is read",
  ...["create", "update", "replace, at its delete"].map(
    (moment) => `the emulator: IntelligenceConfiguration ${moment}, before its answer is read, ${BACK.during}`,
  ),
  `the emulator: LanguageOperator create, before its answer is read, ${BACK.afterwards}`,
]);

const cell = (killed: string, name: string, load: Cell["load"], run: Cell["run"]): Cell => ({
  group: `kill -9 of ${killed}`,
  name,
  share: SHARE.has(`${killed}: ${name}`),
  load,
  run,
});

const plans = SUBJECTS.flatMap(({ kind, moments }) =>
  moments.flatMap((moment) => BOUNDARIES.map((boundary) => ({ kind, moment, boundary }))),
);

/** A dead engine and a dead host leave the same behind as both of them do, but for where the other one goes on with it. */
const isWorthBoth = ({ moment, boundary }: (typeof plans)[number]) => moment !== "update" && boundary === "after";

export const cells: Cell[] = plans.flatMap((plan) => {
  const { kind, moment, boundary } = plan;
  const name = `${kind.name} ${moment}, ${WHEN[boundary]}`;
  return [
    ...VICTIMS.filter((victim) => victim !== "both" || isWorthBoth(plan)).map((victim) =>
      cell(PROCESS[victim], name, "engine", (run) => crash(run, { ...plan, victim })),
    ),
    ...RETURNS.map((back) =>
      cell("the emulator", `${name}, ${BACK[back]}`, "quick", (run) => outage(run, { ...plan, back })),
    ),
  ];
});
