import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Values } from "../../provider/values/json";
import { type Column, tableOf } from "../kit/markdown";
import { type Operation, operate, WITHOUT_CHECKPOINTS } from "../kit/operate";
import { Progress } from "../kit/progress";
import type { Part, Settings } from "../part";
import { outputTemplate, stackOf } from "../scale/variants";
import { byPlace, profile } from "./places";
import { PRELOAD } from "./preload";

const OPERATIONS = ["up", "up without changes", "refresh", "destroy"] as const satisfies Operation[];
const VARIANTS = ["own", "limit"] as const;
type Variant = (typeof VARIANTS)[number];
/** Names of the files that the processes write. */
const FILES = { host: "dynamic-provider", program: "run" } as const;
type Process = keyof typeof FILES;
/** Places that a table shows. The others are added up. */
const SHOWN = 14;

/** CPU ms by place, of one operation of one stack. */
interface Profile {
  variant: Variant;
  objects: number;
  operation: Operation;
  process: Process;
  places: Map<string, number>;
}

/**
 * Samples where the CPU time of the dynamic host and of the program goes, for this package and for the null provider. A stack of one object is
 * subtracted from a large one, so that start-up does not count. One run: the sampling itself costs time, so these figures are compared with
 * each other only.
 */
export async function measureProfile({ sizes }: Settings): Promise<Part> {
  const objects = Math.max(2, ...(sizes ?? [300]));
  const progress = new Progress("profile", 1 + 2 * VARIANTS.length * OPERATIONS.length);
  const template = await progress.step("first stack", outputTemplate);
  const profiles: Profile[] = [];
  for (const variant of VARIANTS)
    for (const size of [1, objects]) profiles.push(...(await profilesOf(variant, size, template, progress)));
  const lines = [
    `CPU ms per object of this package, and of the limit. ${objects} objects, of which the first does not count:`,
    ...(["host", "program"] as const).flatMap((process) => ["", tableFor(process, profiles, objects)]),
  ];
  return { lines, results: profiles.map(({ places, ...of }) => ({ ...of, places: Object.fromEntries(places) })) };
}

async function profilesOf(variant: Variant, objects: number, template: Values, progress: Progress): Promise<Profile[]> {
  const { project, close } = await stackOf(variant, objects, template);
  try {
    const preload = join(project.root, "preload.js");
    writeFileSync(preload, PRELOAD);
    const all: Profile[] = [];
    for (const operation of OPERATIONS) {
      const folder = join(project.root, operation.replaceAll(" ", "-"));
      mkdirSync(folder);
      const env = { NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, BENCH_PROFILE: folder };
      await progress.step(`${objects} objects, ${variant}: ${operation}`, () =>
        operate(project, operation, { ...WITHOUT_CHECKPOINTS, ...env }),
      );
      for (const process of ["host", "program"] as const) {
        const places = placesIn(join(folder, `${FILES[process]}.json`));
        if (places !== undefined) all.push({ variant, objects, operation, process, places });
      }
    }
    return all;
  } finally {
    await close();
  }
}

/** Undefined if the process did not run: a refresh and a destroy need no program. */
const placesIn = (file: string): Map<string, number> | undefined =>
  existsSync(file) ? byPlace(profile.parse(JSON.parse(readFileSync(file, "utf8")))) : undefined;

/** CPU ms per object of a place, by operation. */
interface Row {
  place: string;
  each: Record<Variant, Map<Operation, number>>;
}

function tableFor(process: Process, profiles: readonly Profile[], objects: number): string {
  const of = profiles.filter((one) => one.process === process);
  const operations = OPERATIONS.filter((one) => of.some(({ operation }) => operation === one));
  const places = [...new Set(of.flatMap((one) => [...one.places.keys()]))];
  const total = (variant: Variant, operation: Operation, size: number, among: readonly string[]) =>
    of
      .filter((one) => one.variant === variant && one.operation === operation && one.objects === size)
      .reduce((sum, one) => sum + among.reduce((part, place) => part + (one.places.get(place) ?? 0), 0), 0);
  const rowOf = (name: string, among: readonly string[]): Row => {
    const each = (variant: Variant) =>
      new Map(
        operations.map((operation) => {
          const further = total(variant, operation, objects, among) - total(variant, operation, 1, among);
          return [operation, further / (objects - 1)];
        }),
      );
    return { place: name, each: { own: each("own"), limit: each("limit") } };
  };
  const largest = ({ each }: Row) => Math.max(...VARIANTS.flatMap((variant) => [...each[variant].values()]));
  const sorted = places.map((place) => rowOf(place, [place])).toSorted((a, b) => largest(b) - largest(a));
  const others = sorted.slice(SHOWN).map(({ place }) => place);
  const rows = [...sorted.slice(0, SHOWN), rowOf("others", others), rowOf("**all**", places)];
  const columns: readonly Column<Row>[] = [
    [`${process}, CPU ms per object`, ({ place }) => place],
    ...operations.map((operation): Column<Row> => [operation, (row) => cellOf(row, operation)]),
  ];
  return tableOf(columns, rows);
}

const cellOf = ({ each }: Row, operation: Operation): string =>
  VARIANTS.map((variant) => (each[variant].get(operation) ?? Number.NaN).toFixed(2)).join(", ");
