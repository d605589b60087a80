import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { IMPORT } from "../../../dynamic/hidden";
import { configured, newProvider } from "../../engine/kit/classes";
import { SERVICES } from "../../engine/kit/stand";
import { bench } from "../kit/emulator";

const NEWS = { uniqueName: "calls" };

/** A Service that somebody else has made, and one process that manages Services. */
async function account(t: TestContext) {
  t.mock.method(console, "log", () => undefined);
  const made = await bench(t);
  const { sid } = (await made.call("POST", SERVICES, { form: { UniqueName: "calls" } })).body;
  const provider = configured(newProvider("Service"), made);
  const importing = { ...NEWS, [IMPORT]: sid };
  return {
    ...made,
    provider,
    sid,
    importing,
    /** Imports it, and returns what the state keeps. */
    async imported() {
      const { inputs, failures } = await provider.check({}, importing);
      assert.deepEqual(failures, []);
      return { inputs, ...(await provider.create(inputs)) };
    },
    /** The next command about a resource that is in the state. */
    async next(
      id: string,
      olds: Record<string, unknown>,
      outs: Record<string, unknown>,
      news: Record<string, unknown>,
    ) {
      const { inputs } = await provider.check(olds, news);
      return provider.diff(id, outs, inputs);
    },
  };
}

for (const option of ["kept", "removed"]) {
  test(`a resource that was imported is compared in the same process, with its option ${option}`, async (t) => {
    const { imported, importing, next } = await account(t);
    const { id, inputs, outs } = await imported();
    const news = option === "kept" ? importing : NEWS;
    assert.equal((await next(id, inputs, outs, news)).changes, false);
    assert.equal((await next(id, inputs, outs, news)).changes, false);
  });
}

test("a resource that was imported and then refreshed is compared in the same process", async (t) => {
  const { imported, next, call, provider, sid } = await account(t);
  const { id, outs } = await imported();
  await call("POST", `${SERVICES}/${sid}`, { form: { FriendlyName: "Theirs" } });
  const { inputs = {}, props = {} } = await provider.read(id, outs);
  assert.equal((await next(id, inputs, props, NEWS)).changes, false);
});

test("an import that was refused does not stand in the way of the resource that has the object", async (t) => {
  const { provider, sid, next } = await account(t);
  const { props = {} } = await provider.read(sid, {});
  const { failures } = await provider.check({}, { uniqueName: "other", [IMPORT]: sid });
  assert.match(failures[0]?.reason ?? "", /is not as declared/);
  assert.equal((await next(sid, NEWS, props, NEWS)).changes, false);
});

for (const when of ["before", "after"]) {
  test(`a resource whose object another one imports is refused, ${when} the import`, async (t) => {
    const { provider, sid, importing, imported, next } = await account(t);
    const { props = {} } = await provider.read(sid, {});
    if (when === "before") await provider.check({}, importing);
    else await imported();
    await assert.rejects(next(sid, NEWS, props, NEWS), /another resource of the program imports it/);
  });
}

test("two new resources cannot import one object", async (t) => {
  const { provider, importing } = await account(t);
  const first = await provider.check({}, importing);
  const second = await provider.check({}, importing);
  await provider.create(first.inputs);
  await assert.rejects(
    provider.create(second.inputs),
    /Could not import Service GA\w+: another resource of this program has it/,
  );
});

test("an import option that is new finishes a replacement that was interrupted, and one of before does not", async (t) => {
  const { call, ...made } = await bench(t);
  const host = () => configured(newProvider("Service"), { call, ...made });
  const args = (languageCode: string, importId?: string) => ({
    uniqueName: "calls",
    languageCode,
    ...(importId !== undefined && { [IMPORT]: importId }),
  });
  const before = host();
  const { inputs } = await before.check({}, args("en-US"));
  const { id, outs } = await before.create(inputs);
  await host().delete(id, outs);
  const { sid } = (await call("POST", SERVICES, { form: { UniqueName: "calls", LanguageCode: "es-MX" } })).body;

  /** The engine checks twice: for the old object, and for the new one. */
  const replaced = async (olds: Record<string, unknown>) => {
    const next = host();
    const first = await next.check(olds, args("es-MX", sid));
    assert.deepEqual((await next.diff(id, outs, first.inputs)).replaces, ["languageCode"]);
    const { inputs, failures } = await next.check({}, args("es-MX", sid));
    return { failures, isFollowed: inputs[IMPORT] === sid };
  };
  assert.deepEqual(await replaced(inputs), { failures: [], isFollowed: true });
  assert.deepEqual(await replaced({ ...inputs, [IMPORT]: sid }), { failures: [], isFollowed: false });
});
