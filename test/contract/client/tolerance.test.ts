import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fetchConfiguration } from "../../../api/v3/configurations";
import { listLanguageOperatorVersions } from "../../../api/v3/operators";
import { all, CONFIGURATION_ID, clientOf, failure, type Reply, serve } from "../kit/client";
import { type Kind, kinds, operatorId, type Sample } from "./samples";

/** Members whose own members are names that somebody chose. */
const NAMED = new Set([
  "parameters",
  "channelSettings",
  "metadata",
  "links",
  "outputSchema",
  "config",
  "config_schema",
]);

type Edit = (object: Sample, name: string) => void;

/** Copies of a value, each with one member of one object in it edited, at every depth; the object's own id is left alone. */
function edited(value: unknown, edit: Edit, isNamed = false, own?: string): { path: string; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: [string, unknown][] = Object.entries(value);
  return entries.flatMap(([name, inner]) => {
    const around = (one: { path: string; value: unknown }) => {
      const copy: unknown = Array.isArray(value) ? [...value] : { ...value };
      Object.assign(Object(copy), { [name]: one.value });
      return { path: `${name}.${one.path}`, value: copy };
    };
    const deeper = edited(inner, edit, NAMED.has(name)).map(around);
    if (Array.isArray(value) || isNamed || name === own) return deeper;
    const copy: Sample = { ...value };
    edit(copy, name);
    return [{ path: name, value: copy }, ...deeper];
  });
}

const edits: Record<string, Edit> = {
  absent: (object, name) => {
    delete object[name];
  },
  null: (object, name) => {
    object[name] = null;
  },
  "a value that nobody knows yet": (object, name) => {
    if (typeof object[name] === "string") object[name] = "something-new";
  },
  "beside a member that nobody knows yet": (object, name) => {
    object[`${name}Later`] = { a: [1] };
  },
};

const page = ({ v2 }: Kind, items: unknown[]): Reply => ({
  body: v2 === undefined ? { items, meta: { key: "items" } } : { [v2]: items, meta: { key: v2, next_page_url: null } },
});

for (const [noun, kind] of Object.entries(kinds)) {
  describe(`what is read of a ${noun}`, () => {
    for (const [name, edit] of Object.entries(edits)) {
      const all_ = edited(kind.sample, edit, false, kind.id);
      it(`${all_.length} members, each ${name}: read as they are, alone and in a list`, async (t) => {
        let reply: Reply = {};
        const { client } = clientOf(await serve(t, () => reply));
        for (const { path, value } of all_) {
          reply = { body: value };
          if (kind.fetch !== undefined) assert.deepEqual((await kind.fetch(client))?.value, value, path);
        }
        if (kind.list === undefined) return;
        const items = all_.map(({ value }) => value);
        reply = page(kind, items);
        assert.deepEqual(await all(kind.list(client)), items);
      });
    }

    it("without its id is refused, with an error that names it, in a list too", async (t) => {
      const { [kind.id]: _, ...nameless } = kind.sample;
      for (const one of [nameless, { ...nameless, [kind.id]: null }, { ...nameless, [kind.id]: "" }]) {
        const alone = clientOf(await serve(t, () => ({ body: one })));
        const { fetch, list } = kind;
        if (fetch !== undefined) {
          const error = await failure(() => fetch(alone.client), "unexpected_shape");
          assert.match(error.message, new RegExp(`^Could not read .* at ${kind.id}: `));
        }
        if (list === undefined) continue;
        const listed = clientOf(await serve(t, () => page(kind, [kind.sample, one])));
        const error = await failure(all(list(listed.client)), "unexpected_shape");
        assert.match(error.message, new RegExp(`^Could not list [\\w ]+s: .*\\.1\\.${kind.id}: `));
      }
    });
  });
}

describe("what the vendor's own samples do", () => {
  it("an action of a type that nobody knows, without url and method, is kept as it is", async (t) => {
    const action = { type: "QUEUE", queue: { name: "a" } };
    const body = { id: CONFIGURATION_ID, rules: [{ actions: [action] }] };
    const { client } = clientOf(await serve(t, () => ({ body })));
    assert.deepEqual((await fetchConfiguration(client, CONFIGURATION_ID))?.value, body);
  });

  it("a version of an operator as a text is that number", async (t) => {
    const { client } = clientOf(
      await serve(t, () => ({ body: { items: [{ version: "12" }], meta: { key: "items" } } })),
    );
    assert.deepEqual(await all(listLanguageOperatorVersions(client, operatorId)), [{ version: 12 }]);
  });
});
