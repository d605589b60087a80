import type { Values } from "../../provider/values/json";
import { rotated } from "../kit/checkpoints";
import { type Measured, OPERATIONS, type Operation, operate, WITHOUT_CHECKPOINTS } from "../kit/operate";
import { Progress } from "../kit/progress";
import type { Part, Settings } from "../part";
import { linesOf, targetsOf } from "./report";
import { MANY, type Row, rowsOf, type Sample, type Setting, type Times } from "./rows";
import { idsOf, outputTemplate, type Stack, stackOf, type Variant } from "./variants";
import { Wire } from "./wire";

const VARIANTS: readonly Variant[] = ["own", "limit", "naive"];

function settingsOf({ isQuick, sizes }: Settings): Setting[] {
  if (isQuick) return (sizes ?? [50]).map((objects) => ({ objects, latencyMs: 50 }));
  return (sizes ?? [1, 100, 1000]).flatMap((objects) => [0, 50].map((latencyMs) => ({ objects, latencyMs })));
}

/**
 * Measures the life of a stack of Services on the real engine against three references of the same run: a null provider, a provider as people
 * write it, and the same requests without an engine. Each operation is measured on all stacks, one after the other, before the next one.
 */
export async function measureScale(settings: Settings): Promise<Part> {
  const all = settingsOf(settings);
  const progress = new Progress("scale", 1 + all.length * settings.runs * OPERATIONS.length * VARIANTS.length);
  const template = await progress.step("first stack", outputTemplate);
  const rows: Row[] = [];
  for (const setting of all) {
    const samples: Sample[] = [];
    for (let run = 0; run < settings.runs; run++)
      samples.push(...(await lifeOf(setting, template, run, settings, progress)));
    rows.push(...rowsOf(setting, samples));
  }
  return { lines: linesOf(rows), results: rows, targets: targetsOf(rows) };
}

async function lifeOf(
  setting: Setting,
  template: Values,
  run: number,
  { isLate }: Settings,
  progress: Progress,
): Promise<Sample[]> {
  const { objects, latencyMs } = setting;
  const stacks: Stack[] = [];
  const wire = await Wire.start(latencyMs);
  try {
    for (const variant of VARIANTS) stacks.push(await stackOf(variant, objects, template, latencyMs));
    const samples: Sample[] = [];
    for (const operation of OPERATIONS) {
      if (isLate()) break;
      samples.push(await sampleOf(operation, stacks, wire, setting, run, progress));
    }
    return samples;
  } finally {
    await wire.close();
    for (const { close } of stacks) await close();
  }
}

/** Measures an operation on each stack. The order changes from run to run. */
async function sampleOf(
  operation: Operation,
  stacks: readonly Stack[],
  wire: Wire,
  { objects, latencyMs }: Setting,
  run: number,
  progress: Progress,
): Promise<Sample> {
  const env = objects >= MANY ? WITHOUT_CHECKPOINTS : {};
  const times: Partial<Times> = {};
  let [requests, wireSeconds] = [0, 0];
  for (const { variant, project, emulator } of rotated(stacks, run)) {
    // A destroy takes the ids out of the state.
    const before = variant === "own" ? idsOf(project) : new Map<string, string>();
    emulator.clearRequests();
    const name = `${objects} objects, ${latencyMs} ms, run ${run + 1}, ${variant}: ${operation}`;
    times[variant] = await progress.step(name, () => operate(project, operation, env));
    if (variant !== "own") continue;
    const recorded = emulator.requests();
    requests = recorded.length;
    if (requests > 0) wireSeconds = (await wire.send(recorded, before)).seconds;
  }
  return { operation, requests, wireSeconds, times: complete(times) };
}

function complete({ own, limit, naive }: Partial<Record<Variant, Measured>>): Times {
  if (own === undefined || limit === undefined || naive === undefined) throw new Error("A stack was not measured.");
  return { own, limit, naive };
}
