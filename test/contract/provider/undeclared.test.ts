import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { unknownValue } from "@pulumi/pulumi/runtime";
import { IMPORT } from "../../../dynamic/hidden";
import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import type { Property } from "../../../provider/table/property";
import { newProvider } from "../../engine/kit/classes";
import { bench } from "../kit/emulator";
import { configOf, Host, type Values } from "../requests/host";
import { KINDS, prepare } from "../requests/kinds";

/*
 * An optional property that a program never declared is left as the account has it, at every step. The cases come from the tables of
 * `provider/`, and the values from the rows of the recorded requests, which declare every property.
 */

/** Optional properties that are managed all the same, and why. */
const MANAGED: Partial<Record<KindName, Record<string, string>>> = {
  LanguageOperator: { outputSchema: "required for outputFormat JSON, and refused for the others" },
};

const linesOf = (name: KindName): [name: string, property: Property][] =>
  Object.entries(entryOf(name).resource.properties);

/** Properties that a program may leave to the account. */
const optionalOf = (name: KindName): [name: string, property: Property][] =>
  linesOf(name).filter(([, { management }]) => management === "whileDeclared");

test("every optional property is left to the account while it is not declared", () => {
  const managed = kindNames.flatMap((kind) =>
    linesOf(kind).flatMap(([name, { management, type }]) =>
      management === "always" && type.safeParse(undefined).success ? [`${kind}.${name}`] : [],
    ),
  );
  const known = Object.entries(MANAGED).flatMap(([kind, why]) => Object.keys(why).map((name) => `${kind}.${name}`));
  assert.deepEqual(managed, known);
});

const kinds = kindNames.filter((name) => optionalOf(name).length > 0);
/** Those with versions can be updated too. The others are there or they are not. */
const versioned = kinds.filter((name) => entryOf(name).resource.versioned !== undefined);

/** The required properties, out of a row that declares all properties. */
const required = (kind: KindName, full: Values): Values =>
  Object.fromEntries(
    linesOf(kind)
      .filter(([, { management }]) => management === "always")
      .map(([name]) => [name, full[name]]),
  );

/** Undeclared properties whose change makes another object: they have the other program's values from the start. */
const settled = (kind: KindName, full: Values): Values =>
  pick(
    full,
    optionalOf(kind).flatMap(([name, { options }]) => (options.replaces ? [name] : [])),
  );

const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, values[name]]));

/** One program that declares what it must, and another that declares everything, each in a process of its own. */
async function twoPrograms(t: TestContext, kind: KindName) {
  const warned: string[] = [];
  t.mock.method(console, "log", () => undefined);
  t.mock.method(console, "warn", (text: string) => warned.push(text));
  const made = await bench(t, { transcriptMs: 0 });
  const row = KINDS[kind];
  assert.ok(row);
  const given = await prepare(made);
  const { account: _account, onConflict: _onConflict, ...full } = row.full(given);
  const host = () => new Host(kind, newProvider(kind), configOf(made.emulator));
  const optional = optionalOf(kind).map(([name]) => name);
  const minimal = required(kind, full);
  // Another value of a property that has to be declared, and that an update changes.
  const properties = entryOf(kind).resource.properties;
  const changes = Object.values(row.changes(given)).find((change) =>
    Object.entries(change).every(
      ([name, value]) =>
        value !== undefined && properties[name]?.management === "always" && !properties[name].options.replaces,
    ),
  );
  made.emulator.clearRequests();
  return {
    host,
    full,
    minimal,
    optional,
    /** Optional properties that somebody else can change: another value of the rest makes another object. */
    edited: optionalOf(kind).flatMap(([name, { options }]) => (options.replaces ? [] : [name])),
    changes,
    deletable: row.deletable,
    warned,
    /** The optional properties as the account has them. */
    held: async (id: string) => pick((await host().read(id)).outputs, optional),
    writes: () => {
      const log = made.emulator.requests();
      made.emulator.clearRequests();
      return log.filter(({ method }) => method !== "GET");
    },
  };
}

for (const kind of kinds) {
  test(`${kind}: an import without its optional properties writes nothing, and neither does the first up`, async (t) => {
    const { host, full, minimal, held, optional, writes } = await twoPrograms(t, kind);
    const { id } = await host().create(full);
    const before = await held(id);
    for (const name of optional) assert.notEqual(before[name], undefined, `the account has ${name}`);
    writes();
    const imported = await host().create(minimal, { [IMPORT]: id });
    assert.deepEqual(pick(imported.inputs, optional), pick({}, optional));
    assert.equal((await host().update(imported, minimal)).diff.changes, false);
    assert.deepEqual(writes(), []);
  });

  test(`${kind}: a create sends none of its optional properties`, async (t) => {
    const { host, minimal, optional, writes } = await twoPrograms(t, kind);
    await host().create(minimal);
    const [create] = writes();
    const body = create?.body;
    assert.ok(typeof body === "object" && body !== null);
    const sent = Object.keys(body).map((name) => name.toLowerCase());
    // The API requires a description of a new Conversations configuration.
    const allowed = kind === "ConversationsConfiguration" ? ["description"] : [];
    assert.deepEqual(
      optional.filter((name) => sent.includes(name.toLowerCase()) && !allowed.includes(name)),
      [],
    );
  });
}

for (const kind of versioned) {
  test(`${kind}: an update after an import leaves its optional properties`, async (t) => {
    const { host, full, minimal, changes, held } = await twoPrograms(t, kind);
    const { id } = await host().create(full);
    const before = await held(id);
    const imported = await host().create(minimal, { [IMPORT]: id });
    const { diff, managed } = await host().update(imported, { ...minimal, ...changes });
    assert.equal(diff.changes, true);
    assert.deepEqual(await held(id), before);
    assert.equal((await host().update(managed, { ...minimal, ...changes })).diff.changes, false);
  });

  test(`${kind}: what somebody else declares is read by a refresh, and left by what comes after`, async (t) => {
    const { host, full, minimal, edited, changes, held } = await twoPrograms(t, kind);
    const declared = { ...minimal, ...settled(kind, full) };
    const managed = await host().create(declared);
    const theirs = host();
    await theirs.update(await theirs.read(managed.id), full);
    const before = await held(managed.id);
    for (const name of edited) assert.notEqual(before[name], undefined, `the account has ${name}`);

    const refreshed = await host().read(managed.id, managed.outputs);
    assert.deepEqual(pick(refreshed.outputs, edited), pick(before, edited));
    assert.deepEqual(pick(refreshed.inputs, edited), pick({}, edited), "a refresh declares nothing");
    const recorded = { ...refreshed, inputs: { ...managed.inputs, ...refreshed.inputs } };
    assert.equal((await host().update(recorded, declared)).diff.changes, false);
    assert.equal((await host().update(recorded, { ...declared, ...changes })).diff.changes, true);
    assert.deepEqual(await held(managed.id), before);
  });

  for (const onConflict of ["fail", "merge", "overwrite"]) {
    test(`${kind}: without a refresh, \`${onConflict}\` leaves what somebody else declares`, async (t) => {
      const { host, full, minimal, changes, held } = await twoPrograms(t, kind);
      const declared = { ...minimal, ...settled(kind, full), onConflict };
      const managed = await host().create(declared);
      const theirs = host();
      await theirs.update(await theirs.read(managed.id), full);
      const before = await held(managed.id);
      const update = host().update(managed, { ...declared, ...changes });
      if (onConflict === "fail") await assert.rejects(update, /was changed in the account/);
      else await update;
      assert.deepEqual(await held(managed.id), before);
    });
  }

  test(`${kind}: a replacement does not lose in silence what is not declared`, async (t) => {
    const { host, full, minimal, optional, deletable, warned } = await twoPrograms(t, kind);
    const declared = { ...minimal, ...deletable };
    const { id } = await host().create({ ...full, ...deletable });
    const imported = await host().create(declared, { [IMPORT]: id });
    const lost = optionalOf(kind).flatMap(([name, { absent }]) => (full[name] === absent ? [] : [name]));
    const named = (text: string) => optional.filter((name) => new RegExp(`^  ${name}\\b`, "m").test(text));
    await assert.rejects(host().update(imported, { ...declared, account: "emea" }), ({ message }: Error) => {
      assert.match(message, /^Could not replace .*: the account has values that the program does not declare/);
      assert.deepEqual(named(message), lost);
      return true;
    });
    warned.length = 0;
    const { diff } = await host().update(imported, { ...declared, account: "emea", onConflict: "overwrite" });
    assert.deepEqual(diff.replaces, ["account"]);
    assert.deepEqual(named(warned.join("\n")), lost);
    warned.length = 0;
    const all = { ...full, ...deletable, account: "emea" };
    assert.deepEqual((await host().update(imported, all)).diff.replaces, ["account"]);
    assert.deepEqual(warned, []);
  });

  for (const unknown of linesOf(kind).flatMap(([name, { options }]) =>
    options.replaces && name !== "account" ? [name] : [],
  )) {
    test(`${kind}: a preview that does not know ${unknown} warns of what a replacement would lose`, async (t) => {
      const { host, full, minimal, deletable, warned } = await twoPrograms(t, kind);
      const declared = { ...minimal, ...deletable };
      const { id } = await host().create({ ...full, ...deletable });
      const imported = await host().create(declared, { [IMPORT]: id });
      warned.length = 0;
      const { diff } = await host().update(imported, { ...declared, [unknown]: unknownValue });
      assert.deepEqual(diff.replaces, [unknown]);
      const outlook = new RegExp(
        `\\b${unknown} is not known yet\\. If it changes, .* will refuse this replacement\\. Could not replace `,
        "m",
      );
      assert.match(warned.join("\n"), outlook);
    });
  }
}
