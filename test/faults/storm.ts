import { CONFIGURATIONS, IMPORTS, SERVICES, SUMMARY, stand } from "../engine/kit/stand";
import { type Cell, PASSED, type Scope } from "./cell";

/** Requests per second that the account takes. */
const RATE = 8;
/** Requests sent for each that is needed. */
const MOST = 1.2;
/** Requests that are under way at once, each of which may be refused before the limit is known. */
const AT_ONCE = 16;
/** How often it is looked how far it has come, in ms. */
const LOOK_MS = 20;

const programOf = (objects: number) => `${IMPORTS}
for (let n = 0; n < ${objects / 2}; n++) {
  new Service("service" + n, { uniqueName: "service" + n });
  new IntelligenceConfiguration("configuration" + n, {
    displayName: "configuration" + n,
    rules: [{ operators: [{ id: "${SUMMARY}" }], triggers: [{ on: "CONVERSATION_END" }] }],
  });
}`;

export interface Storm {
  broken: string[];
  /** Requests sent for each that is needed, and seconds from the first to the last of them for each that the rate allows. */
  requestRatio: number;
  timeRatio: number;
  refused: number;
}

/** Objects, half of them Services and half Configurations, made at the engine's own parallelism under the account's limit. */
export async function storm(scope: Scope, objects: number): Promise<Storm> {
  const { project, requests, sent, emulator } = await stand(scope, programOf(objects), { rate: RATE });
  const seen: number[] = [];
  const watch = setInterval(() => {
    const count = emulator.requests().filter(({ status }) => status === 201).length;
    if (count > (seen.length === 0 ? 0 : objects - 1) && seen.length < 2) seen.push(Date.now());
  }, LOOK_MS);
  const { steps } = await project.up();
  clearInterval(watch);
  const log = requests();
  // A list of the Configurations comes before the first one.
  const needed = objects + 1;
  const [first = Number.NaN, last = Number.NaN] = seen;
  const result = {
    requestRatio: log.length / needed,
    timeRatio: (last - first) / ((needed / RATE) * 1000),
    refused: log.filter(({ status }) => status === 429).length,
  };
  const made = (path: string) => log.filter((one) => one.path === path && one.status === 201).length;
  const creates = steps.filter(({ op, urn }) => op === "create" && !urn.includes("pulumi:Stack")).length;
  await project.up();
  const again = sent();
  const broken = [
    ...(made(SERVICES) + made(CONFIGURATIONS) === objects && creates === objects ? [] : [`${creates} were made`]),
    ...(result.refused > 0 ? [] : ["nothing was refused"]),
    ...(log.length <= needed * MOST + AT_ONCE ? [] : [`${log.length} requests for ${needed}`]),
    ...(again.length === 0 ? [] : [`the next up sent ${again.length} requests`]),
  ];
  return { ...result, broken };
}

export const inWords = ({ requestRatio, timeRatio, refused }: Storm): string =>
  `${requestRatio.toFixed(2)} × the requests that are needed, ${refused} of them refused at first, in ${timeRatio.toFixed(2)} × the time that ${RATE} a second allow`;

export const cells: Cell[] = [
  {
    group: "rate limit",
    name: "200 objects at the engine's parallelism",
    share: false,
    load: "engine",
    async run(run) {
      const result = await storm(run, 200);
      process.stdout.write(`200 objects under a rate limit: ${inWords(result)}\n`);
      return { ...PASSED, broken: result.broken };
    },
  },
];
