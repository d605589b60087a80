import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { z } from "zod";
import { IntelligenceConfiguration, Service } from "../../../dynamic/index";
import { startEmulator } from "../../../emulator/index";
import { intelligenceConfiguration } from "../../../provider/resources/intelligenceConfiguration";
import { service } from "../../../provider/resources/service";
import { inputsSchema } from "../../../provider/table/body";
import type { OperationResult } from "../kit/harness";
import {
  CONFIGURATIONS,
  type Declarations,
  OPERATORS,
  ownOperator,
  programOf,
  SERVICES,
  type Stand,
  standOn,
  stepsOf,
} from "../kit/stand";
import { configurationRows } from "./matrix-configuration";
import { type Cell, COLUMNS, OWN, type Row } from "./matrix-row";
import { serviceRows } from "./matrix-service";

const ROWS = [...serviceRows, ...configurationRows];

/** The paths of every property that a schema takes, through lists and objects. */
function pathsOf(schema: unknown, path: string): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return pathsOf(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) {
    return [...new Set(schema.options.flatMap((option) => pathsOf(option, path)))];
  }
  const own = path === "" ? [] : [path];
  if (schema instanceof z.ZodArray) return [...own, ...pathsOf(schema.element, `${path}[]`).slice(1)];
  if (!(schema instanceof z.ZodObject)) return own;
  const dot = path === "" ? "" : ".";
  return [...own, ...Object.entries(schema.shape).flatMap(([name, of]) => pathsOf(of, `${path}${dot}${name}`))];
}

test("every input property has a row in the matrix", () => {
  const propertiesOf = (rows: readonly Row[]) => rows.map(({ property }) => property).sort();
  assert.deepEqual(propertiesOf(serviceRows), pathsOf(inputsSchema(service), "").sort());
  assert.deepEqual(propertiesOf(configurationRows), pathsOf(inputsSchema(intelligenceConfiguration), "").sort());
});

const nameOf = ({ kind, property }: Row) => `${kind}_${property}`.replaceAll(/\W+/g, "_");
const isRefused = ({ sends }: Cell) => typeof sends === "object" && "refused" in sends;

/** The last cell up to a column that was not refused: what the program declares there. */
function declaredCell(row: Row, column: (typeof COLUMNS)[number]): Cell {
  const cells = COLUMNS.slice(0, COLUMNS.indexOf(column) + 1).map((name) => row[name]);
  return cells.findLast((cell) => !isRefused(cell)) ?? row.create;
}

const declarations = (column: (typeof COLUMNS)[number]): Declarations =>
  Object.fromEntries(ROWS.map((row) => [nameOf(row), { kind: row.kind, args: declaredCell(row, column).args }]));

test("a value that is refused is named by its path", async (t) => {
  const providers = { Service, IntelligenceConfiguration };
  const config = { get: (key: string) => ({ apiKey: "SK1", apiSecret: "s" })[key.split(":")[1] ?? ""] };
  for (const row of ROWS) {
    for (const column of COLUMNS) {
      const { args, sends } = row[column];
      if (typeof sends === "string" || !("refused" in sends)) continue;
      await t.test(`${row.property}: ${column}`, async () => {
        const provider = providers[row.kind];
        provider.configure({ config });
        const { failures } = await provider.check({}, JSON.parse(JSON.stringify(args)));
        assert.ok(failures.length > 0);
        for (const { reason } of failures) assert.ok(reason.startsWith(`${sends.refused} `), reason);
      });
    }
  }
});

interface Sent {
  method: string;
  path: string;
  body: unknown;
}

/** What a cell has to put on the wire, request by request. `before`: the object as the state had it. */
function expected(cell: Cell, before: { id: string; rules: unknown } | undefined): Sent[] {
  const { sends } = cell;
  if (typeof sends === "string" || "refused" in sends) return [];
  if ("form" in sends) {
    const create = { UniqueName: String(cell.args.uniqueName), ...sends.form };
    if (before === undefined) return [{ method: "POST", path: SERVICES, body: create }];
    const path = `${SERVICES}/${before.id}`;
    if (cell.replaces === undefined) return [{ method: "POST", path, body: sends.form }];
    return [
      { method: "GET", path, body: null },
      { method: "DELETE", path, body: null },
      { method: "POST", path: SERVICES, body: create },
    ];
  }
  const create = { method: "POST", path: CONFIGURATIONS, body: sends.body };
  if (before === undefined) return [create];
  const ids = z.array(z.object({ id: z.string() })).parse(before.rules);
  const rules = z
    .array(z.looseObject({}))
    .parse(sends.body.rules)
    .map((rule, at) => ({ ...rule, ...ids[at] }));
  const path = `${CONFIGURATIONS}/${before.id}`;
  const look = { method: "GET", path, body: null };
  if (cell.replaces !== undefined) return [look, create, { method: "DELETE", path, body: null }];
  return [
    { method: "GET", path, body: null },
    { method: "PUT", path, body: { ...sends.body, rules } },
  ];
}

/** The steps that the engine takes, with the property that forces a replacement. */
function expectedSteps({ kind }: Row, cell: Cell, created: boolean): { op: string; keys: string[] }[] {
  if (created) return [{ op: "create", keys: [] }];
  if (cell.sends === "nothing") return [{ op: "same", keys: [] }];
  if (cell.replaces === undefined) return [{ op: "update", keys: [] }];
  const keys = [cell.replaces];
  const gone = { op: "delete-replaced", keys: [] };
  const come = [
    { op: "replace", keys },
    { op: "create-replacement", keys },
  ];
  return kind === "Service" ? [gone, ...come] : [...come.reverse(), gone];
}

/** The requests that belong to one object: to its own path, or to the collection with its name. */
function requestsFor(all: readonly Sent[], row: Row, cell: Cell, id: string | undefined): Sent[] {
  const name = row.kind === "Service" ? cell.args.uniqueName : cell.args.displayName;
  const named = z.looseObject({ UniqueName: z.unknown(), displayName: z.unknown() }).partial();
  return all.filter(({ path, body }) => {
    if (path !== SERVICES && path !== CONFIGURATIONS) return path.endsWith(`/${id}`);
    const { UniqueName, displayName } = named.parse(body);
    return (row.kind === "Service" ? UniqueName : displayName) === name;
  });
}

async function checkColumn(t: TestContext, column: (typeof COLUMNS)[number], made: Stand, own: string) {
  const { project, requests, id, outputs } = made;
  const created = column === "create";
  const before = new Map(
    created ? [] : ROWS.map((row) => [row, { id: id(nameOf(row)), rules: outputs(nameOf(row)).rules ?? [] }]),
  );
  project.write(programOf(declarations(column)).replaceAll(OWN, own));
  const result: OperationResult = await project.up();
  const all = requests()
    .map(({ method, path, body }) => ({ method, path, body: JSON.parse(JSON.stringify(body).replaceAll(own, OWN)) }))
    // Before a change, `check` reads the operators that it names; before a create and a delete, a list is looked at.
    .filter(({ method, path }) => method !== "GET" || !(path.startsWith(OPERATORS) || path.includes("?")));
  let accounted = 0;
  for (const row of ROWS) {
    const cell = isRefused(row[column]) ? { ...row[column], sends: "nothing" as const } : row[column];
    await t.test(`${row.property}: ${column}`, () => {
      const sent = requestsFor(all, row, declaredCell(row, column), before.get(row)?.id);
      accounted += sent.length;
      assert.deepEqual(sent, expected(cell, before.get(row)));
      assert.deepEqual(
        stepsOf(result, nameOf(row)).map(({ op, keys }) => ({ op, keys })),
        expectedSteps(row, cell, created),
      );
    });
  }
  assert.equal(accounted, all.length, "a request that belongs to no object");
}

test("every input property, set, changed, removed, set again and emptied, sends just this", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const { accountSid, apiKey, apiSecret } = emulator;
  const accounts = { emea: { accountSid, apiKey, apiSecret }, apac: { accountSid, apiKey, apiSecret } };
  const config = { "twilio-intelligence:accounts": { secret: JSON.stringify(accounts) } };
  const made = await standOn(t, emulator, "", config);
  const own = await ownOperator(made);
  made.requests();
  for (const column of COLUMNS) await checkColumn(t, column, made, own);
});
