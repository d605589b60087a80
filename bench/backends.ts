import { dirname } from "node:path";
import { STACK } from "../test/engine/kit/harness";
import { install } from "../test/environments/npm";
import { STORES, type Store, type StoreName } from "../test/environments/stores";
import { type Life as AnyLife, rotated, SETTINGS, type Setting, secondsOf } from "./kit/checkpoints";
import { type Column, tableOf } from "./kit/markdown";
import type { Operation } from "./kit/operate";
import { Progress } from "./kit/progress";
import { type Part, type Settings, type Spread, spreadOf, spreadText } from "./part";
import { stackOf } from "./scale/variants";

const SIZES = [100, 1000, 3000];
/** A stack of this size is measured once: with checkpoints it takes minutes on each backend. */
const LARGE = 1000;
/** One of this size is measured on the file backend alone: the others need half an hour and more. */
const HUGE = 3000;
const OPERATIONS = ["up", "up without changes"] as const satisfies Operation[];
const BACKENDS = ["state-file", "state-postgres", "state-s3"] as const satisfies StoreName[];

interface Life extends AnyLife {
  backend: StoreName;
}

interface Sample extends Life {
  operation: Operation;
  seconds: number;
}

/** Measures what it costs to keep the state in PostgreSQL and in an S3-compatible store on this machine, beside the file backend. */
export async function measureBackends({ runs, sizes = SIZES }: Settings): Promise<Part> {
  const releases: (() => unknown)[] = [];
  try {
    const { stores, missing } = await startStores((release) => releases.unshift(release));
    const lives = sizes.flatMap((objects) => livesOf(objects, runs, stores));
    const progress = new Progress("backends", lives.length * OPERATIONS.length);
    const samples: Sample[] = [];
    for (const { life, store } of lives) samples.push(...(await lifeOf(life, store, progress)));
    return partOf(samples, sizes, missing);
  } finally {
    for (const release of releases) await release();
  }
}

/** The stacks of one size, interleaved. */
function livesOf(objects: number, runs: number, stores: readonly [StoreName, Store][]) {
  const some = objects < HUGE ? [...stores] : stores.filter(([name]) => name === "state-file");
  return Array.from({ length: objects < LARGE ? runs : 1 }, (_, run) => run).flatMap((run) =>
    SETTINGS.flatMap((setting) =>
      rotated(some, run).map(([backend, store]) => ({ life: { backend, setting, objects, run }, store })),
    ),
  );
}

/** Starts the stores whose servers npm can get. `missing`: a line for each of the others. */
async function startStores(after: (release: () => unknown) => void) {
  const stores: [StoreName, Store][] = [];
  const missing: string[] = [];
  for (const backend of BACKENDS) {
    const { title, packages, start } = STORES[backend];
    const installed = install({ after }, [...packages]);
    if ("reason" in installed) {
      missing.push(`${title} is not measured: ${installed.reason}.`);
      continue;
    }
    const store = await start(dirname(installed.modules));
    after(() => store.close());
    stores.push([backend, store]);
  }
  return { stores, missing };
}

async function lifeOf(life: Life, store: Store, progress: Progress): Promise<Sample[]> {
  const { backend, objects } = life;
  const { project, close } = await stackOf("own", objects, {}, 0, store.env);
  try {
    await project.run(["stack", "init", STACK]);
    const samples: Sample[] = [];
    for (const operation of OPERATIONS) {
      const seconds = await secondsOf(operation, project, life, STORES[backend].title, progress);
      samples.push({ ...life, operation, seconds });
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
  seconds: Record<StoreName, Spread>;
  overFile: Record<StoreName, Spread>;
}

function partOf(samples: readonly Sample[], sizes: readonly number[], missing: readonly string[]): Part {
  const rows = sizes.flatMap((objects) =>
    OPERATIONS.flatMap((operation) => SETTINGS.map((setting) => rowOf({ objects, operation, setting }, samples))),
  );
  const lines = ["Wall time by backend, min / median / max:", "", tableOf(COLUMNS, rows)];
  return { lines: missing.length === 0 ? lines : [...lines, "", ...missing], results: rows };
}

function rowOf(key: Pick<Row, "objects" | "operation" | "setting">, samples: readonly Sample[]): Row {
  const all = samples.filter(
    ({ objects, operation, setting }) =>
      objects === key.objects && operation === key.operation && setting === key.setting,
  );
  const of = (name: StoreName) => all.filter(({ backend }) => backend === name);
  const inFile = new Map(of("state-file").map(({ run, seconds }) => [run, seconds]));
  const seconds = (name: StoreName) => spreadOf(of(name).map((one) => one.seconds));
  const overFile = (name: StoreName) =>
    spreadOf(of(name).map((one) => one.seconds / (inFile.get(one.run) ?? Number.NaN)));
  return { ...key, seconds: perStore(seconds), overFile: perStore(overFile) };
}

const perStore = <T>(of: (name: StoreName) => T): Record<StoreName, T> => ({
  "state-file": of("state-file"),
  "state-postgres": of("state-postgres"),
  "state-s3": of("state-s3"),
});

const COLUMNS: readonly Column<Row>[] = [
  ["operation", ({ operation }) => operation],
  ["objects", ({ objects }) => objects.toLocaleString("en")],
  ["state is written", ({ setting }) => setting],
  ...BACKENDS.map((name): Column<Row> => [`${STORES[name].title}, s`, ({ seconds }) => spreadText(seconds[name], 1)]),
  ["PostgreSQL ÷ file", ({ overFile }) => spreadText(overFile["state-postgres"], 2)],
  ["S3-compatible ÷ file", ({ overFile }) => spreadText(overFile["state-s3"], 2)],
];
