import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, kindNames } from "../../../../provider/catalogue";
import { bench } from "../../kit/emulator";
import { command, LISTED, paced, type Recorded, sent } from "./listed";

/** Numbers of objects of one kind in a stack, and in its account. */
const SIZES = [1, 2, 300, 1_001];
/** Most requests for so many objects. */
const most = (count: number): number => Math.ceil(count / 1_000) + 1;

test("each kind whose reads can be answered from a list has a row", () => {
  const kinds = kindNames.filter((name) => entryOf(name).resource.readFromList);
  assert.deepEqual(
    LISTED.map(({ kind }) => kind),
    kinds,
  );
});

for (const { kind, path, grow } of LISTED) {
  test(`${kind}: a refresh and a drift preview of N objects send at most N / 1,000 requests and one more`, async (t) => {
    const made = await bench(t);
    const said: string[] = [];
    for (const method of ["log", "warn"] as const)
      t.mock.method(console, method, (text: unknown) => void said.push(String(text)));
    let objects: Recorded[] = [];
    for (const size of SIZES) {
      objects = await grow(made, objects, size);
      said.length = 0;
      sent(made);

      const refresh = command(kind, made);
      const read = await paced(objects, ({ id, outs }) => refresh.read(id, outs));
      const requests = sent(made);
      assert.ok(requests.length <= most(size), `a refresh of ${size} sent ${requests.length}`);
      assert.ok(size > 1 || !requests[0]?.includes("ageSize"), "one that is read alone is not listed");
      assert.ok(size < 3 || requests.some((one) => one.startsWith(`GET ${path}?`)));
      assert.deepEqual(
        read.map(({ id }) => id),
        objects.map(({ id }) => id),
      );
      assert.ok(read.every(({ inputs }) => inputs === undefined));

      const preview = command(kind, made, { checkDrift: "true" });
      await paced(objects, ({ id, inputs, outs }) => preview.diff(id, outs, inputs));
      const compared = sent(made);
      assert.ok(compared.length <= most(size), `a preview of ${size} sent ${compared.length}`);
      assert.deepEqual(said, []);
    }
  });
}
