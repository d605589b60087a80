import type { Measured, Operation } from "../kit/operate";
import { type Spread, spreadOf } from "../part";
import type { Variant } from "./variants";

/** From this number of objects on, the engine writes the state once, at the end. */
export const MANY = 1000;

/** One size with one latency. */
export interface Setting {
  objects: number;
  latencyMs: number;
}

export type Times = Record<Variant, Measured>;

/** One operation in one run. */
export interface Sample {
  operation: Operation;
  /** Requests of this package's stack. */
  requests: number;
  /** Time of the same requests without an engine. */
  wireSeconds: number;
  times: Times;
}

type Spreads = Record<"seconds" | "hostCpu" | "hostMegabytes" | "programCpu" | "programMegabytes", Spread>;

/** One operation of one setting, over all runs. */
export interface Row extends Setting {
  operation: Operation;
  requests: number;
  wireSeconds: Spread;
  spreads: Record<Variant, Spreads>;
  /** Ratios of this package to its references, run by run. */
  ratios: Record<"overLimit" | "overLimitAndWire" | "overNaive" | "hostMemoryOverLimit", Spread>;
}

const FIGURES: Readonly<Record<keyof Spreads, (measured: Measured) => number>> = {
  seconds: ({ seconds }) => seconds,
  hostCpu: ({ host }) => host.cpuSeconds,
  hostMegabytes: ({ host }) => host.peakMegabytes,
  programCpu: ({ program }) => program.cpuSeconds,
  programMegabytes: ({ program }) => program.peakMegabytes,
};

/** Returns a row for each operation, in the order in which the samples have them. */
export const rowsOf = (setting: Setting, samples: readonly Sample[]): Row[] =>
  [...Map.groupBy(samples, ({ operation }) => operation)].map(([operation, all]) => {
    const ratio = (of: (sample: Sample) => number) => spreadOf(all.map(of));
    return {
      ...setting,
      operation,
      requests: Math.max(...all.map(({ requests }) => requests)),
      wireSeconds: spreadOf(all.map(({ wireSeconds }) => wireSeconds)),
      spreads: {
        own: spreadsOf(all.map(({ times }) => times.own)),
        limit: spreadsOf(all.map(({ times }) => times.limit)),
        naive: spreadsOf(all.map(({ times }) => times.naive)),
      },
      ratios: {
        overLimit: ratio(({ times: { own, limit } }) => own.seconds / limit.seconds),
        overLimitAndWire: ratio(
          ({ times: { own, limit }, wireSeconds }) => own.seconds / (limit.seconds + wireSeconds),
        ),
        overNaive: ratio(({ times: { own, naive } }) => own.seconds / naive.seconds),
        hostMemoryOverLimit: ratio(({ times: { own, limit } }) => own.host.peakMegabytes / limit.host.peakMegabytes),
      },
    };
  });

function spreadsOf(all: readonly Measured[]): Spreads {
  const of = (figure: keyof Spreads) => spreadOf(all.map(FIGURES[figure]));
  return {
    seconds: of("seconds"),
    hostCpu: of("hostCpu"),
    hostMegabytes: of("hostMegabytes"),
    programCpu: of("programCpu"),
    programMegabytes: of("programMegabytes"),
  };
}
