import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { withEtags } from "../../../../cli/export/read/withEtags";
import { service as serviceKind } from "../../../../provider/resources/service";
import { clientOf, serve, service } from "../../kit/client";

const sidOf = (n: number) => `GA${String(n).padStart(32, "0")}`;
/** Three Services of a list, each at a version of its own. */
const LISTED = [1, 2, 3].map((n) => service({ sid: sidOf(n), unique_name: `s${n}`, version: n * 10 }));

/** What an export keeps of them, and how many it read, where the API answers a read of each with this ETag. */
async function exported(t: TestContext, etagOf: (n: number) => string | undefined, vanished: number[] = []) {
  const server = await serve(t, (_number, { path }) => {
    const n = LISTED.findIndex(({ sid }) => path.endsWith(sid)) + 1;
    if (vanished.includes(n)) return { status: 404, body: { code: 20404, message: "gone" } };
    const etag = etagOf(n);
    return { body: LISTED[n - 1], ...(etag !== undefined && { headers: { etag } }) };
  });
  const kept = await withEtags(
    serviceKind,
    clientOf(server).client,
    LISTED.map((value) => ({ value })),
  );
  return { etags: kept.map(({ value, etag }) => [value.unique_name, etag]), reads: server.heard.length };
}

for (const [form, etagOf] of [
  ["a quoted version", (n: number) => `"${n}0"`],
  ["a bare version", (n: number) => `${n}0`],
  ["a weak version", (n: number) => `W/"${n}0"`],
  ["none at all", () => undefined],
] as const) {
  test(`where an ETag is ${form}, one read tells those of all`, async (t) => {
    assert.deepEqual(await exported(t, etagOf), {
      etags: [1, 2, 3].map((n) => [`s${n}`, etagOf(n)]),
      reads: 1,
    });
  });
}

test("where an ETag does not tell the version, each object is read for its own", async (t) => {
  const { etags, reads } = await exported(t, (n) => `"hash-${n}"`);
  assert.deepEqual(etags, [
    ["s1", '"hash-1"'],
    ["s2", '"hash-2"'],
    ["s3", '"hash-3"'],
  ]);
  assert.equal(reads, 3);
});

test("what vanished after it was listed is left out where it is read", async (t) => {
  const { etags, reads } = await exported(t, (n) => `"hash-${n}"`, [1, 3]);
  assert.deepEqual(etags, [["s2", '"hash-2"']]);
  assert.equal(reads, 3);
  assert.deepEqual(await exported(t, () => '"1"', [1, 2, 3]), { etags: [], reads: 3 });
});
