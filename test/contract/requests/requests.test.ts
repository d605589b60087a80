import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import * as provider from "../../../dynamic/index";
import { entryOf, kindNames } from "../../../provider/catalogue";
import { isUpdate } from "../../golden/isUpdate";
import { bench } from "../kit/emulator";
import { goldenOf, type Sent, saveGolden, sentBy } from "./golden";
import { configOf, type Diff, Host } from "./host";
import { type Given, KINDS, type Kind, prepare } from "./kinds";

/*
 * The requests of each kind, whatever code they come from. After a change that is meant to send something else, record them anew
 * with `UPDATE_GOLDEN=1 npm test -- contract/requests` and read the difference.
 */

test("every provider that a state may name is on record", () => {
  assert.deepEqual(Object.keys(KINDS).sort(), Object.keys(provider).sort());
});

test("the row of each kind declares every property", async (t) => {
  const given = await prepare(await bench(t));
  const declared = kindNames.map((name) => [name, Object.keys(KINDS[name]?.full(given) ?? {}).sort()]);
  const properties = kindNames.map((name) => [name, Object.keys(entryOf(name).resource.properties).sort()]);
  assert.deepEqual(Object.fromEntries(declared), Object.fromEntries(properties));
});

for (const [name, kind] of Object.entries(KINDS)) {
  test(`the requests of ${name} are those on record`, async (t) => {
    const golden = isUpdate ? {} : goldenOf(name);
    const recorded: Record<string, Played> = {};
    for (const title of await titlesOf(t, kind)) {
      await t.test(title, async (t) => {
        recorded[title] = await play(await stage(t, name, kind), kind, title);
        if (!isUpdate) assert.deepEqual(recorded[title], golden[title]);
      });
    }
    if (isUpdate) saveGolden(name, recorded);
    else assert.deepEqual(Object.keys(golden), Object.keys(recorded), "each case on record is played");
  });
}

/** What a case comes to. */
interface Played {
  requests: Sent[];
  diff?: Diff;
}

/** An account of its own for each case, so that nothing is known from the one before. */
interface Stage {
  host: Host;
  given: Given;
  /** The requests since the stage was set, or since the last time that this was asked. `known`: as of `sentBy`. */
  sent(known?: unknown): Sent[];
  /** Makes, as somebody else, the object that `minimal` declares. Returns its id. */
  make(): Promise<string>;
  edit(id: string): Promise<unknown>;
}

async function stage(t: TestContext, name: string, kind: Kind): Promise<Stage> {
  for (const method of ["log", "warn"] as const) t.mock.method(console, method, () => undefined);
  const made = await bench(t, { transcriptMs: 0 });
  const given = await prepare(made);
  const sent = (known?: unknown) => {
    const log = made.emulator.requests();
    made.emulator.clearRequests();
    return sentBy(log, known);
  };
  sent();
  return {
    host: new Host(name, kind.provider, configOf(made.emulator)),
    given,
    sent,
    make: () => kind.make(made, given),
    edit: async (id) => kind.edit?.(made, id),
  };
}

/** What happens to an object beside its updates. */
const LIFECYCLE: Record<string, (stage: Stage, kind: Kind) => Promise<unknown>> = {
  "create with what is required": ({ host, given }, kind) => host.create(kind.minimal(given)),
  "create with every property": ({ host, given }, kind) => host.create(kind.full(given)),
  import: async ({ host, given, sent, make }, kind) => {
    const id = await make();
    sent();
    await host.create(kind.minimal(given), { __import: id });
  },
  get: async ({ host, sent, make }) => {
    const id = await make();
    sent();
    await host.read(id);
  },
  refresh: async ({ host, given, sent }, kind) => {
    const { id, outputs } = await host.create(kind.full(given));
    sent();
    await host.read(id, outputs);
  },
  // Of an object that this process has not made: it keeps those for the resource that has them now.
  delete: async ({ host, sent, make }, { deletable }) => {
    const managed = await host.read(await make());
    sent();
    await host.delete({ ...managed, outputs: { ...managed.outputs, ...deletable } });
  },
};

const MERGE = "update that merges";
const UPDATE = "update: ";

async function titlesOf(t: TestContext, kind: Kind): Promise<string[]> {
  const changes = Object.keys(kind.changes(await prepare(await bench(t))));
  return [...Object.keys(LIFECYCLE), ...(kind.edit ? [MERGE] : []), ...changes.map((title) => UPDATE + title)];
}

async function play(stage: Stage, kind: Kind, title: string): Promise<Played> {
  const { host, given, sent, edit } = stage;
  const lifecycle = LIFECYCLE[title];
  if (lifecycle !== undefined) {
    await lifecycle(stage, kind);
    return { requests: sent() };
  }
  const isMerge = title === MERGE;
  const changes = kind.changes(given);
  const change = isMerge ? Object.values(changes)[0] : changes[title.slice(UPDATE.length)];
  const full = { ...kind.full(given), ...(isMerge && { onConflict: "merge" }) };
  const managed = await host.create(full);
  if (isMerge) await edit(managed.id);
  sent();
  const { diff } = await host.update(managed, { ...full, ...change });
  return { diff, requests: sent(managed.outputs) };
}
