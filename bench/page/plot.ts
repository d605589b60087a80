import { z } from "zod";
import type { Results } from "../kit/measured";
import { isMet, type Target } from "../kit/target";
import { type Bar, chartOf, type Panel } from "./chart";

type Parts = Results["parts"];

const spread = z.object({ min: z.number(), median: z.number(), max: z.number() });
const scaleRow = z.object({
  operation: z.string(),
  objects: z.number(),
  latencyMs: z.number(),
  ratios: z.object({ overLimitAndWire: spread, overNaive: spread }),
});

/** Returns the plot of all results: each target as a bar, and the ratios of each operation and size. */
export function plotOf(parts: Parts): string {
  const targets = Object.values(parts).flatMap((part) => part.targets ?? []);
  const rows = z.array(scaleRow).parse(parts.scale?.results ?? []);
  return chartOf("Cost of pulumi-twilio-intelligence against its references", [
    {
      title: "Measured ÷ target. Left of the line: met",
      bars: targets.filter(({ most }) => most > 0).map(barOf),
      target: 1,
    },
    ...ratioPanels(rows),
  ]);
}

function barOf(target: Target): Bar {
  const { measure, value, most } = target;
  const { min, median, max } = value;
  return {
    label: measure,
    value: { min: min / most, median: median / most, max: max / most },
    verdict: isMet(target) ? "met" : "not met",
  };
}

/** Ratios at the largest latency. */
function ratioPanels(rows: readonly z.infer<typeof scaleRow>[]): Panel[] {
  const latency = Math.max(...rows.map(({ latencyMs }) => latencyMs));
  const bars = (ratio: "overLimitAndWire" | "overNaive", most: number, targeted: readonly string[]): Bar[] =>
    rows
      .filter(({ latencyMs }) => latencyMs === latency)
      .map(({ operation, objects, ratios }) => ({
        label: `${operation}, ${objects.toLocaleString("en")} objects`,
        value: ratios[ratio],
        verdict: !targeted.includes(operation) ? "no target" : ratios[ratio].median <= most ? "met" : "not met",
      }));
  if (rows.length === 0) return [];
  return [
    {
      title: `Wall time over limit + wire, ${latency} ms latency`,
      bars: bars("overLimitAndWire", 1.1, ["up", "refresh", "destroy"]),
      target: 1.1,
    },
    { title: `Wall time over naive, ${latency} ms latency`, bars: bars("overNaive", 0.6, ["up"]), target: 0.6 },
  ];
}
