import type { LoggedRequest } from "../emulator/index";
import { OPERATORS, SERVICES } from "../test/engine/kit/stand";
import { type Column, tableOf } from "./kit/markdown";
import { type Operation, operate, WITHOUT_CHECKPOINTS } from "./kit/operate";
import { Progress } from "./kit/progress";
import { type ReadsStack, readsStack } from "./kit/readsStack";
import type { Target } from "./kit/target";
import type { Part, Settings } from "./part";
import { ownProgram } from "./scale/programs";

/** Objects on a page of a list. */
const PAGE = 1000;
/** Operators that the rules of new Configurations name, five each. */
const OPERATORS_NAMED = 20;
const ID = /\/(GA|LY|GT)[0-9a-f]{32}$|\/intelligence_[a-z_]+_[0-9a-z]{26}$/;

interface Row {
  operation: string;
  kind: string;
  objects: number;
  /** Requests that read one object. */
  single: number;
  /** Requests of lists. */
  lists: number;
  most: number;
}

/**
 * Counts the requests that read objects: of a refresh and of a drift preview of N objects of a kind, of a refresh after one of them was
 * deleted by somebody else, and of a preview of new Configurations whose rules name many operators.
 */
export async function countReads({ isQuick, sizes }: Settings): Promise<Part> {
  const all = sizes ?? (isQuick ? [20] : [1, 100, 1000, 1500]);
  const progress = new Progress("reads", all.length * 4 + 4);
  const rows: Row[] = [];
  for (const objects of all) rows.push(...(await ofServices(objects, progress)));
  rows.push(...(await ofOthers(Math.min(100, Math.max(...all)), progress)), await ofLookups(progress));
  return partOf(rows);
}

const pages = (objects: number): number => Math.ceil(objects / PAGE);

async function ofServices(objects: number, progress: Progress): Promise<Row[]> {
  const stack = await readsStack(ownProgram(objects));
  const { count, close } = counterOf(stack, progress, "Service", objects);
  try {
    await count("up", 0);
    // A lone read stays one request.
    const refresh = await count("refresh", objects === 1 ? 1 : pages(objects) + 1);
    await stack.checkDrift(true);
    const preview = await count("preview", pages(objects) + 1, "drift preview");
    await stack.checkDrift(false);
    await stack.call("DELETE", `${SERVICES}/${stack.someId()}`);
    // What a list lacks is read by itself before it is called gone.
    return [refresh, preview, await count("refresh", pages(objects) + 2, "refresh, one object is gone")];
  } finally {
    await close();
  }
}

/** Program with three other kinds, and that many objects of each. */
const othersProgram = (objects: number): string => `
const { CustomOperator, IntelligenceConfiguration, LanguageOperator } = require("pulumi-twilio-intelligence");
for (let at = 0; at < ${objects}; at++) {
  new CustomOperator("custom-" + at, { friendlyName: "Operator " + at, operatorType: "Generative", config: { prompt: "Sum up " + at } });
  new LanguageOperator("language-" + at, { displayName: "Operator " + at, prompt: "Sum up " + at, outputFormat: "TEXT" });
  new IntelligenceConfiguration("configuration-" + at, { displayName: "Configuration " + at, rules: [] });
}`;

const OTHERS = 3;

async function ofOthers(objects: number, progress: Progress): Promise<Row[]> {
  const stack = await readsStack(othersProgram(objects));
  const { count, close } = counterOf(stack, progress, "3 other kinds, of each", objects);
  try {
    await count("up", 0);
    const most = OTHERS * (pages(objects) + 1);
    const refresh = await count("refresh", most);
    await stack.checkDrift(true);
    return [refresh, await count("preview", most, "drift preview")];
  } finally {
    await close();
  }
}

/** Counts what a preview reads of operators that the rules of new Configurations name. */
async function ofLookups(progress: Progress): Promise<Row> {
  const stack = await readsStack("");
  const { count, close } = counterOf(stack, progress, "operators that new Configurations name", OPERATORS_NAMED);
  try {
    const ids: unknown[] = [];
    for (let at = 0; at < OPERATORS_NAMED; at++) {
      const json = { displayName: `Operator ${at}`, prompt: `Sum up ${at}`, outputFormat: "TEXT" };
      ids.push((await stack.call("POST", OPERATORS, { json })).body.id);
    }
    stack.project.write(`
const { IntelligenceConfiguration } = require("pulumi-twilio-intelligence");
const operators = ${JSON.stringify(ids)};
for (let at = 0; at < operators.length; at += 5)
  new IntelligenceConfiguration("named-" + at, {
    displayName: "Named " + at,
    rules: operators.slice(at, at + 5).map((id) => ({
      operators: [{ id }],
      triggers: [{ on: "CONVERSATION_END" }],
      actions: [{ url: "https://hooks.example.com/" + id }],
    })),
  });`);
    return await count("preview", 1);
  } finally {
    await close();
  }
}

function counterOf(stack: ReadsStack, progress: Progress, kind: string, objects: number) {
  const count = async (operation: Operation, most: number, name: string = operation): Promise<Row> => {
    stack.emulator.clearRequests();
    await progress.step(`${objects} × ${kind}: ${name}`, () => operate(stack.project, operation, WITHOUT_CHECKPOINTS));
    const reads = stack.emulator.requests().filter(({ method }) => method === "GET");
    const single = reads.filter(isSingle).length;
    return { operation: name, kind, objects, single, lists: reads.length - single, most };
  };
  return { count, close: () => stack.close() };
}

const isSingle = ({ path }: LoggedRequest): boolean => ID.test(path.replace(/\?.*/, ""));

const COLUMNS: readonly Column<Row>[] = [
  ["operation", ({ operation }) => operation],
  ["objects", ({ objects, kind }) => `${objects.toLocaleString("en")} × ${kind}`],
  ["single reads", ({ single }) => single.toLocaleString("en")],
  ["lists", ({ lists }) => lists.toLocaleString("en")],
  ["at most", ({ most }) => String(most)],
];

/** Returns a target for each operation and kind: that of the number of objects which needs most requests. */
function partOf(rows: readonly Row[]): Part {
  const over = ({ single, lists, most }: Row) => (single + lists) / most;
  const targets = [...Map.groupBy(rows, ({ operation, kind }) => `${operation} ${kind}`).values()].flatMap((all) => {
    const [worst] = all.toSorted((a, b) => over(b) - over(a));
    if (worst === undefined) return [];
    const { operation, kind, objects, most } = worst;
    const requests = worst.single + worst.lists;
    return {
      measure: `${operation}, ${objects.toLocaleString("en")} × ${kind}, requests that read`,
      value: { min: requests, median: requests, max: requests },
      counts: "max",
      most,
      unit: "requests",
    } satisfies Target;
  });
  return { lines: [tableOf(COLUMNS, rows)], results: rows, targets };
}
