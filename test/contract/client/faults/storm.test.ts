import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../../api";
import { createService, fetchService } from "../../../../api/v2/services";
import { createConfiguration, fetchConfiguration } from "../../../../api/v3/configurations";
import { bench, rule } from "../../kit/emulator";

const EACH = 100;
const RATE = 100;
/** Requests sent for each that is needed. */
const MOST = 1.3;

test("200 creates and 200 reads at once, of both versions, all come through an account's limit", async (t) => {
  const { emulator } = await bench(t, { rate: RATE });
  const client = createClient({ username: emulator.apiKey, password: emulator.apiSecret, baseUrl: emulator.url });
  const started = Date.now();
  const made = await Promise.all(
    Array.from({ length: EACH }, async (_, n) => {
      const service = createService(client, { UniqueName: `s${n}` });
      const configuration = createConfiguration(client, { displayName: `c${n}`, rules: [rule()] });
      return { sid: (await service).value.sid, id: (await configuration).value.id };
    }),
  );
  const read = await Promise.all(
    made.flatMap(({ sid, id }) => [fetchService(client, sid), fetchConfiguration(client, id)]),
  );
  const needed = 4 * EACH;
  const seconds = (Date.now() - started) / 1000;
  const sent = emulator.requests().length;
  t.diagnostic(
    `${sent} requests for ${needed}; ${(seconds / (needed / RATE)).toFixed(2)} × the time that the rate allows`,
  );
  assert.equal(new Set(made.flatMap(({ sid, id }) => [sid, id])).size, 2 * EACH);
  assert.equal(read.filter((one) => one !== undefined).length, 2 * EACH);
  assert.ok(
    emulator.requests().some(({ status }) => status === 429),
    "nothing was refused",
  );
  assert.ok(sent <= needed * MOST, `${sent} requests for ${needed}`);
});
