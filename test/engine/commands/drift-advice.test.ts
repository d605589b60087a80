import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import { equalOf, treatmentOf } from "../../../provider/table/compare";
import type { Property } from "../../../provider/table/property";
import { runApart } from "../../contract/kit/command";
import { configOf, Host, type Managed, type Values } from "../../contract/requests/host";
import { KINDS, prepare } from "../../contract/requests/kinds";
import { newProvider, programOf } from "../kit/classes";
import { shellEnv } from "../kit/shell";
import { stand } from "../kit/stand";

/*
 * Follows the advice of `drift` literally, and then checks the account. The declared and the edited properties come from the tables, and
 * the values from the rows of the recorded requests.
 */

/** Classes whose objects can be edited. */
const EDITABLE = kindNames.filter((name) => entryOf(name).resource.versioned !== undefined);

/** Properties that no program can set back. */
const FINAL: Partial<Record<KindName, string[]>> = { MemoryStore: ["description"] };

const namesOf = (kind: KindName, isWanted: (property: Property) => boolean): string[] =>
  Object.entries(entryOf(kind).resource.properties).flatMap(([name, property]) => (isWanted(property) ? [name] : []));

const managed = (kind: KindName): string[] => namesOf(kind, ({ management }) => management === "always");
const optional = (kind: KindName): string[] =>
  namesOf(kind, ({ management, options }) => management === "whileDeclared" && !options.replaces);

const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));

type Programs = Map<KindName, string[]>;

const written = (programs: Programs): string =>
  programOf([...programs].map(([kind, members]) => `new ${kind}("${kind}", {\n${members.join("\n")}\n});`).join("\n"));

/** A stack with one object of each class that declares what it must, and the drift command. */
async function everyClass(t: TestContext) {
  for (const method of ["log", "warn"] as const) t.mock.method(console, method, () => undefined);
  const made = await stand(t, "", { transcriptMs: 0, lagMs: 0 });
  const given = await prepare(made);
  const rowOf = (kind: KindName) => {
    const row = KINDS[kind];
    assert.ok(row);
    return row;
  };
  const programs: Programs = new Map(
    EDITABLE.map((kind) => {
      const declared = Object.entries(pick(rowOf(kind).full(given), managed(kind)));
      return [kind, declared.map(([name, value]) => `${name}: ${JSON.stringify(value)},`)];
    }),
  );
  made.project.write(written(programs));
  await made.project.up();
  const hostOf = (kind: KindName) => new Host(kind, newProvider(kind), configOf(made.emulator));
  const read = (kind: KindName): Promise<Managed> => hostOf(kind).read(made.id(kind));
  return {
    ...made,
    programs,
    hostOf,
    read,
    /** Every property that a program can declare, as the account has it. */
    async held() {
      const each = EDITABLE.map(async (kind) => {
        const { outputs } = await read(kind);
        return [kind, pick(outputs, [...managed(kind), ...optional(kind)])] as const;
      });
      return Object.fromEntries(await Promise.all(each));
    },
    /** As somebody else: every optional property, and one of those that are declared. */
    async editAll() {
      for (const kind of EDITABLE) {
        const { full, changes } = rowOf(kind);
        const properties = entryOf(kind).resource.properties;
        const change = Object.values(changes(given)).find((one) =>
          Object.keys(one).every((name) => managed(kind).includes(name) && !properties[name]?.options.replaces),
        );
        assert.ok(change, kind);
        const host = hostOf(kind);
        const wanted = { ...pick(full(given), [...managed(kind), ...optional(kind)]), ...change };
        await host.update(await host.read(made.id(kind)), wanted);
      }
    },
    async drift() {
      const env = { ...shellEnv(made.project), PULUMI_SKIP_UPDATE_CHECK: "1" };
      return runApart(["drift", "--stack", "dev"], { cwd: made.project.folder, env });
    },
  };
}

type Held = Awaited<ReturnType<Awaited<ReturnType<typeof everyClass>>["held"]>>;

/** Names of the properties in which two looks at an object differ. */
function differing(kind: KindName, one: Held, other: Held): string[] {
  const [a = {}, b = {}] = [one[kind], other[kind]];
  return Object.entries(entryOf(kind).resource.properties).flatMap(([name, property]) => {
    const { normal } = treatmentOf(property);
    return equalOf(property)(normal(a[name]), normal(b[name])) ? [] : [name];
  });
}

/** The lines to add to the program, as the advice prints them. */
const linesIn = (out: string): [kind: string, line: string][] =>
  [...out.matchAll(/^ {4}[A-Z][\w ]* (\w+): (.*,)$/gm)].map(([, kind = "", line = ""]) => [kind, line]);

const REFRESH_AND_UP = /^Next: run `pulumi refresh` to record the account's values in the state\. Then `pulumi up` /m;

test("what drift says to do brings the account back to what the program says", async (t) => {
  const { project, programs, held, editAll, drift, hostOf, read } = await everyClass(t);
  const before = await held();
  await editAll();
  const edited = await held();

  await t.test("what is not declared is undone by the lines that it prints", async () => {
    const { code, out, err } = await drift();
    assert.equal(code, 2, err);
    assert.match(out, REFRESH_AND_UP);
    assert.match(out, /add the line to the program, then run `pulumi refresh` and `pulumi up`/);
    for (const kind of EDITABLE) {
      const changed = differing(kind, before, edited).filter((name) => optional(kind).includes(name));
      const final = FINAL[kind] ?? [];
      const lines = linesIn(out).filter(([own]) => own === kind);
      const named = lines.map(([, line]) => line.split(":")[0]);
      assert.deepEqual([...named, ...final].toSorted(), changed.toSorted(), `${kind}:\n${out}`);
      for (const name of final) assert.match(out, new RegExp(` ${kind}: ${name} had no value, and the API cannot`));
      programs.get(kind)?.push(...lines.map(([, line]) => line));
    }
    project.write(written(programs));
    await project.refresh();
    await project.up();
    const now = await held();
    for (const kind of EDITABLE) assert.deepEqual(differing(kind, before, now), FINAL[kind] ?? [], kind);
    assert.equal((await drift()).code, 0);
  });

  await t.test("what is declared is undone by a refresh and an up", async () => {
    await editAll();
    const { out } = await drift();
    assert.match(out, REFRESH_AND_UP);
    assert.deepEqual(linesIn(out), []);
    await project.refresh();
    await project.up();
    const now = await held();
    for (const kind of EDITABLE) assert.deepEqual(differing(kind, before, now), FINAL[kind] ?? [], kind);
    assert.equal((await drift()).code, 0);
  });

  await t.test("what is gone is made again by a refresh and an up", async () => {
    for (const kind of EDITABLE.toReversed()) {
      const found = await read(kind);
      await hostOf(kind).delete({ ...found, outputs: { ...found.outputs, allowDelete: true } });
    }
    const { code, out } = await drift();
    assert.equal(code, 2);
    assert.match(out, REFRESH_AND_UP);
    assert.match(out, /creates what was deleted again, with new ids\. A Memory Store is then empty\.$/m);
    await project.refresh();
    await project.up();
    const now = await held();
    for (const kind of EDITABLE) assert.deepEqual(differing(kind, before, now), [], kind);
    assert.equal((await drift()).code, 0);
  });
});
