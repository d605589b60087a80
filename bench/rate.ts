import { startEmulator } from "../emulator/index";
import { createProject } from "../test/engine/kit/harness";
import { configAt } from "../test/engine/kit/stack-files";
import { type Column, tableOf } from "./kit/markdown";
import { operate, WITHOUT_CHECKPOINTS } from "./kit/operate";
import { Progress } from "./kit/progress";
import type { Target } from "./kit/target";
import { timedProxy } from "./kit/timedProxy";
import { type Part, type Settings, type Spread, spreadOf, spreadText } from "./part";
import { ownProgram } from "./scale/programs";

/** Requests per second that the account accepts. */
const RATE = 50;
const TOO_MANY = 429;

interface Run {
  /** From the arrival of the first request to the last answer, over the ideal time. */
  overIdeal: number;
  /** Time of the whole command, over the ideal time. */
  commandOverIdeal: number;
  requests: number;
  rejectedPercent: number;
  /** Resources that the state lacks after the command. */
  failed: number;
}

/** Measures the creation of Services in an account that accepts a limited number of requests per second. The ideal time is N / rate. */
export async function measureRate({ isQuick, runs, sizes }: Settings): Promise<Part> {
  const objects = Math.max(...(sizes ?? [isQuick ? 100 : 500]));
  const progress = new Progress("rate", runs);
  const all: Run[] = [];
  for (let run = 1; run <= runs; run++)
    all.push(await progress.step(`${objects} objects, run ${run}`, () => measure(objects)));
  return partOf(all, objects);
}

async function measure(objects: number): Promise<Run> {
  const emulator = await startEmulator({ rate: RATE });
  const proxy = await timedProxy(emulator.url);
  const project = await createProject({ program: ownProgram(objects), config: configAt(proxy.url, emulator) });
  try {
    const { seconds } = await operate(project, "up", WITHOUT_CHECKPOINTS);
    const { passed } = proxy;
    const span = Math.max(...passed.map((one) => one.answeredMs)) - Math.min(...passed.map((one) => one.arrivedMs));
    const ideal = objects / RATE;
    const created = project.state().resources.filter(({ type }) => type.includes(":dynamic/"));
    return {
      overIdeal: span / 1000 / ideal,
      commandOverIdeal: seconds / ideal,
      requests: passed.length,
      rejectedPercent: (100 * passed.filter(({ status }) => status === TOO_MANY).length) / passed.length,
      failed: objects - created.length,
    };
  } finally {
    project.dispose();
    proxy.close();
    await emulator.close();
  }
}

interface Row {
  figure: string;
  value: Spread;
  digits: number;
}

function partOf(all: readonly Run[], objects: number): Part {
  const of = (figure: keyof Run) => spreadOf(all.map((run) => run[figure]));
  const rows: Row[] = [
    { figure: "first request to last answer, over the ideal time", value: of("overIdeal"), digits: 2 },
    { figure: "whole command, over the ideal time", value: of("commandOverIdeal"), digits: 2 },
    { figure: "requests", value: of("requests"), digits: 0 },
    { figure: "rejected requests, %", value: of("rejectedPercent"), digits: 1 },
    { figure: "failed resources", value: of("failed"), digits: 0 },
  ];
  const columns: readonly Column<Row>[] = [
    [`up of ${objects} Services at ${RATE} requests/s`, ({ figure }) => figure],
    ["min / median / max", ({ value, digits }) => spreadText(value, digits)],
  ];
  const at = `up at ${RATE} requests/s, ${objects} objects`;
  const targets: Target[] = [
    {
      measure: `${at}, first request to last answer, over the ideal time`,
      value: of("overIdeal"),
      counts: "median",
      most: 1.1,
      unit: "×",
    },
    { measure: `${at}, failed resources`, value: of("failed"), counts: "max", most: 0, unit: "failed" },
    { measure: `${at}, rejected requests`, value: of("rejectedPercent"), counts: "max", most: 5, unit: "%" },
  ];
  return {
    lines: [`${all.length} runs; the ideal time is ${objects / RATE} s:`, "", tableOf(columns, rows)],
    results: all,
    targets,
  };
}
