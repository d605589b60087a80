import { type Column, tableOf } from "../kit/markdown";
import type { Target } from "../kit/target";
import { numberText, type Spread, spreadText } from "../part";
import { MANY, type Row } from "./rows";
import type { Variant } from "./variants";

const seconds = (variant: Variant) => (row: Row) => spreadText(row.spreads[variant].seconds, 1);
const medians =
  (figure: "hostCpu" | "programCpu" | "hostMegabytes" | "programMegabytes", digits: number) => (row: Row) =>
    (["own", "limit", "naive"] as const)
      .map((variant) => numberText(row.spreads[variant][figure].median, digits))
      .join(", ");

const PLACE: readonly Column<Row>[] = [
  ["operation", ({ operation }) => operation],
  ["objects", ({ objects }) => objects.toLocaleString("en")],
  ["latency, ms", ({ latencyMs }) => String(latencyMs)],
];

const TIMES: readonly Column<Row>[] = [
  ...PLACE,
  ["requests", ({ requests }) => requests.toLocaleString("en")],
  ["this package, s", seconds("own")],
  ["limit, s", seconds("limit")],
  ["wire, s", ({ wireSeconds }) => spreadText(wireSeconds, 1)],
  ["naive, s", seconds("naive")],
  ["÷ (limit + wire)", ({ ratios }) => spreadText(ratios.overLimitAndWire, 2)],
  ["÷ naive", ({ ratios }) => spreadText(ratios.overNaive, 2)],
];

const PROCESSES: readonly Column<Row>[] = [
  ...PLACE,
  ["host, CPU s", medians("hostCpu", 1)],
  ["program, CPU s", medians("programCpu", 1)],
  ["host, peak MB", medians("hostMegabytes", 0)],
  ["program, peak MB", medians("programMegabytes", 0)],
  ["host memory ÷ limit", ({ ratios }) => spreadText(ratios.hostMemoryOverLimit, 2)],
];

export const linesOf = (rows: readonly Row[]): string[] => [
  "Wall time, min / median / max:",
  "",
  tableOf(TIMES, rows),
  "",
  "CPU time and peak memory of the two Node processes, medians of this package, limit, naive:",
  "",
  tableOf(PROCESSES, rows),
];

const OVER_BOTH: readonly string[] = ["up", "refresh", "destroy"];

/** Targets at the largest measured size and latency. */
export function targetsOf(rows: readonly Row[]): Target[] {
  const [objects, latencyMs] = [
    Math.max(...rows.map((row) => row.objects)),
    Math.max(...rows.map((row) => row.latencyMs)),
  ];
  const checkpoints = objects >= MANY ? ", without checkpoints" : "";
  const at = `${objects.toLocaleString("en")} objects, ${latencyMs} ms${checkpoints}`;
  const largest = rows.filter((row) => row.objects === objects && row.latencyMs === latencyMs);
  const [worst] = largest.toSorted((a, b) => b.ratios.hostMemoryOverLimit.max - a.ratios.hostMemoryOverLimit.max);
  const ratio = (measure: string, value: Spread, most: number): Target => ({
    measure,
    value,
    counts: "median",
    most,
    unit: "×",
  });
  return [
    ...largest
      .filter(({ operation }) => OVER_BOTH.includes(operation))
      .map(({ operation, ratios }) => ratio(`${operation}, ${at}, over limit + wire`, ratios.overLimitAndWire, 1.1)),
    ...largest
      .filter(({ operation }) => operation === "up")
      .map(({ operation, ratios }) => ratio(`${operation}, ${at}, over naive`, ratios.overNaive, 0.6)),
    ...(worst === undefined
      ? []
      : [
          {
            ...ratio(
              `${worst.operation}, ${at}, memory of the host over limit`,
              worst.ratios.hostMemoryOverLimit,
              1.25,
            ),
            counts: "max" as const,
          },
        ]),
  ];
}
