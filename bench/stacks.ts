import type { Values } from "../provider/values/json";
import { type Life, rotated, SETTINGS, type Setting, secondsOf } from "./kit/checkpoints";
import { type Column, tableOf } from "./kit/markdown";
import type { Operation } from "./kit/operate";
import { Progress } from "./kit/progress";
import type { Target } from "./kit/target";
import { type Part, type Settings, type Spread, spreadOf, spreadText } from "./part";
import { outputTemplate, stackOf, type Variant } from "./scale/variants";

const SIZES = [100, 1000];
/** The life of a stack of this package. Of the others only the creation is measured. */
const OPERATIONS = ["up", "refresh", "destroy"] as const satisfies Operation[];
const VARIANTS: readonly Variant[] = ["own", "limit", "naive"];
const OVER_NAIVE_MAX = 0.6;

interface Sample extends Life {
  variant: Variant;
  operation: Operation;
  seconds: number;
  stateMegabytes: number;
}

/** Measures what the engine's checkpoints cost on a file backend: it writes the whole state after every step. */
export async function measureStacks({ runs, sizes = SIZES }: Settings): Promise<Part> {
  const steps = runs * sizes.length * SETTINGS.length * (OPERATIONS.length + VARIANTS.length - 1);
  const progress = new Progress("stacks", steps + 1);
  const template = await progress.step("first stack", outputTemplate);
  const samples: Sample[] = [];
  for (let run = 0; run < runs; run++)
    for (const objects of sizes)
      for (const setting of SETTINGS)
        for (const variant of rotated(VARIANTS, run))
          samples.push(...(await lifeOf(variant, { setting, objects, run }, template, progress)));
  return partOf(samples, sizes);
}

async function lifeOf(variant: Variant, life: Life, template: Values, progress: Progress): Promise<Sample[]> {
  const { project, close } = await stackOf(variant, life.objects, template);
  try {
    const samples: Sample[] = [];
    for (const operation of variant === "own" ? OPERATIONS : (["up"] as const)) {
      const seconds = await secondsOf(operation, project, life, variant, progress);
      const stateMegabytes = Buffer.byteLength(JSON.stringify(project.state())) / 1e6;
      samples.push({ ...life, variant, operation, seconds, stateMegabytes });
    }
    return samples;
  } finally {
    await close();
  }
}

interface Row {
  operation: Operation;
  objects: number;
  setting: Setting;
  own: Spread;
  limit: Spread;
  naive: Spread;
  overNaive: Spread;
  /** State of this package's stack after the operation. */
  stateMegabytes: number;
}

function partOf(samples: readonly Sample[], sizes: readonly number[]): Part {
  const rows = sizes.flatMap((objects) =>
    OPERATIONS.flatMap((operation) =>
      SETTINGS.map((setting): Row => {
        const all = samples.filter(
          (one) => one.objects === objects && one.operation === operation && one.setting === setting,
        );
        const of = (variant: Variant) => all.filter((one) => one.variant === variant);
        const seconds = (variant: Variant) => spreadOf(of(variant).map((one) => one.seconds));
        const ratios = of("own").map(
          ({ run, seconds }) => seconds / (of("naive").find((one) => one.run === run)?.seconds ?? Number.NaN),
        );
        return {
          operation,
          objects,
          setting,
          own: seconds("own"),
          limit: seconds("limit"),
          naive: seconds("naive"),
          overNaive: spreadOf(ratios),
          stateMegabytes: Math.max(...of("own").map((one) => one.stateMegabytes)),
        };
      }),
    ),
  );
  const largest = Math.max(...sizes);
  const targets = rows
    .filter(({ objects, operation }) => objects === largest && operation === "up")
    .map(
      ({ objects, setting, overNaive }): Target => ({
        measure: `up, ${objects.toLocaleString("en")} objects, no latency, ${setting}, over naive`,
        value: overNaive,
        counts: "median",
        most: OVER_NAIVE_MAX,
        unit: "×",
      }),
    );
  return {
    lines: ["Wall time on a file backend, min / median / max:", "", tableOf(COLUMNS, rows)],
    results: rows,
    targets,
  };
}

const COLUMNS: readonly Column<Row>[] = [
  ["operation", ({ operation }) => operation],
  ["objects", ({ objects }) => objects.toLocaleString("en")],
  ["state is written", ({ setting }) => setting],
  ["this package, s", ({ own }) => spreadText(own, 1)],
  ["limit, s", ({ limit }) => spreadText(limit, 1)],
  ["naive, s", ({ naive }) => spreadText(naive, 1)],
  ["÷ naive", ({ overNaive }) => spreadText(overNaive, 2)],
  ["state, MB", ({ stateMegabytes }) => stateMegabytes.toFixed(1)],
];
