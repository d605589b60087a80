import type { Values } from "../provider/values/json";
import { rotated } from "./kit/checkpoints";
import { deviationOf, fitOf, type Point } from "./kit/fit";
import { type Column, tableOf } from "./kit/markdown";
import { type Measured, type Operation, operate, WITHOUT_CHECKPOINTS } from "./kit/operate";
import { Progress } from "./kit/progress";
import type { Target } from "./kit/target";
import { type Part, type Settings, type Spread, spreadOf, spreadText } from "./part";
import { outputTemplate, stackOf } from "./scale/variants";

const SIZES = [100, 300, 1000, 3000];
const LIFE = ["up", "up without changes", "refresh", "destroy"] as const satisfies Operation[];
const VARIANTS = ["own", "limit"] as const;
type Variant = (typeof VARIANTS)[number];

/** Largest distance from a line at which CPU and memory count as linear, in percent: the garbage collector comes when it likes. */
const DEVIATION_MAX = 10;

interface Sample extends Measured {
  variant: Variant;
  operation: Operation;
  objects: number;
  requests: number;
  stateBytes: number;
}

/** Measures how time, requests, CPU and memory grow with the number of objects, up to 3,000, for this package and for the null provider. */
export async function measureGrowth({ runs, sizes = SIZES }: Settings): Promise<Part> {
  const progress = new Progress("growth", runs * sizes.length * VARIANTS.length * LIFE.length + 1);
  const template = await progress.step("first stack", outputTemplate);
  const samples: Sample[] = [];
  for (let run = 0; run < runs; run++)
    for (const objects of sizes)
      for (const variant of rotated(VARIANTS, run))
        samples.push(...(await lifeOf(variant, objects, template, progress, run)));
  return partOf(samples, sizes);
}

async function lifeOf(
  variant: Variant,
  objects: number,
  template: Values,
  progress: Progress,
  run: number,
): Promise<Sample[]> {
  const { project, emulator, close } = await stackOf(variant, objects, template);
  try {
    const samples: Sample[] = [];
    for (const operation of LIFE) {
      emulator.clearRequests();
      const name = `${objects} objects, run ${run + 1}, ${variant}: ${operation}`;
      const measured = await progress.step(name, () => operate(project, operation, WITHOUT_CHECKPOINTS));
      const stateBytes = Buffer.byteLength(JSON.stringify(project.state()));
      samples.push({ ...measured, variant, operation, objects, requests: emulator.requests().length, stateBytes });
    }
    return samples;
  } finally {
    await close();
  }
}

/** Figures whose growth is looked at. */
const FIGURES: Readonly<Record<string, (sample: Sample) => number>> = {
  requests: ({ requests }) => requests,
  "host, CPU s": ({ host }) => host.cpuSeconds,
  "program, CPU s": ({ program }) => program.cpuSeconds,
  "host, peak MB": ({ host }) => host.peakMegabytes,
  "program, peak MB": ({ program }) => program.peakMegabytes,
};

interface Growth {
  operation: Operation;
  figure: string;
  own: readonly Point[];
  limit: readonly Point[];
}

interface Size {
  operation: Operation;
  objects: number;
  seconds: Record<Variant, Spread>;
  requests: number;
  stateMegabytes: number;
}

function partOf(samples: readonly Sample[], sizes: readonly number[]): Part {
  const of = (variant: Variant, operation: Operation, objects: number) =>
    samples.filter((one) => one.variant === variant && one.operation === operation && one.objects === objects);
  const times = LIFE.flatMap((operation) =>
    sizes.map((objects): Size => {
      const own = of("own", operation, objects);
      const seconds = (variant: Variant) => spreadOf(of(variant, operation, objects).map((one) => one.seconds));
      return {
        operation,
        objects,
        seconds: { own: seconds("own"), limit: seconds("limit") },
        requests: Math.max(...own.map(({ requests }) => requests)),
        stateMegabytes: Math.max(...own.map(({ stateBytes }) => stateBytes)) / 1e6,
      };
    }),
  );
  const points = (variant: Variant, operation: Operation, value: (sample: Sample) => number): Point[] =>
    sizes.map((objects) => ({ objects, value: spreadOf(of(variant, operation, objects).map(value)).median }));
  const growth = LIFE.flatMap((operation) =>
    Object.entries(FIGURES).map(
      ([figure, value]): Growth => ({
        operation,
        figure,
        own: points("own", operation, value),
        limit: points("limit", operation, value),
      }),
    ),
  ).filter(({ own }) => own.every(({ value }) => value > 0));
  const lines = [
    "Without checkpoints. Wall time, min / median / max:",
    "",
    tableOf(SIZE_COLUMNS, times),
    "",
    `Line of least squares through ${sizes.map((size) => size.toLocaleString("en")).join(", ")} objects:`,
    "",
    tableOf(GROWTH_COLUMNS, growth),
  ];
  return { lines, results: { times, growth }, targets: targetsOf(growth) };
}

const SIZE_COLUMNS: readonly Column<Size>[] = [
  ["operation", ({ operation }) => operation],
  ["objects", ({ objects }) => objects.toLocaleString("en")],
  ["this package, s", ({ seconds }) => spreadText(seconds.own, 1)],
  ["limit, s", ({ seconds }) => spreadText(seconds.limit, 1)],
  ["requests", ({ requests }) => requests.toLocaleString("en")],
  ["state, MB", ({ stateMegabytes }) => stateMegabytes.toFixed(1)],
];

const lineText = (points: readonly Point[]): string => {
  const { base, each, r2 } = fitOf(points);
  return `${base.toFixed(2)} + ${(1000 * each).toFixed(2)} N/1,000, R² ${r2.toFixed(4)}`;
};

const GROWTH_COLUMNS: readonly Column<Growth>[] = [
  ["operation", ({ operation }) => operation],
  ["figure", ({ figure }) => figure],
  ["this package", ({ own }) => lineText(own)],
  ["limit", ({ limit, figure }) => (figure === "requests" ? "–" : lineText(limit))],
  ["largest distance from the line, %", ({ own }) => deviationOf(own).toFixed(1)],
];

/** Returns a target for each figure: that of the operation which is farthest from a line. */
function targetsOf(growth: readonly Growth[]): Target[] {
  const linear = growth.filter((one) => one.figure !== "requests" || !isOfLists(one));
  return [...Map.groupBy(linear, ({ figure }) => figure)].flatMap(([figure, all]) => {
    const [worst] = all.toSorted((a, b) => deviationOf(b.own) - deviationOf(a.own));
    if (worst === undefined) return [];
    const deviation = deviationOf(worst.own);
    return {
      measure: `growth to ${Math.max(...worst.own.map(({ objects }) => objects)).toLocaleString("en")} objects, ${figure}, distance from a line, ${worst.operation}`,
      value: { min: deviation, median: deviation, max: deviation },
      counts: "max",
      most: figure === "requests" ? 0 : DEVIATION_MAX,
      unit: "%",
    } satisfies Target;
  });
}

/** Whether one request reads many objects. The part `reads` counts those. */
const isOfLists = ({ own }: Growth): boolean => own.every(({ objects, value }) => value < objects);
