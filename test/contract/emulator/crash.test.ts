import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { emulatorProcess } from "../../faults/crashes/emulatorProcess";
import { httpOf } from "../kit/emulator";

const ROUNDS = 6;
/** Writers at a time. */
const WRITERS = 8;
/** Acknowledged writes of a round, after which the emulator is killed amid the others. */
const WRITES = 60;

const SERVICES = "/v2/Services";
const CONFIGURATIONS = "/v3/ControlPlane/Configurations";

test("no write that was acknowledged is lost when the emulator is killed amid parallel writes, again and again", async (t: TestContext) => {
  const emulator = await emulatorProcess(t);
  const call = httpOf(emulator);
  /** What has been acknowledged of each object, by its path: the description that it has, or null once it is deleted. */
  const acknowledged = new Map<string, string | null>();
  /** Objects with a write on its way when the emulator was killed: it may have happened or not. */
  const open = new Map<string, string | null>();
  let number = 0;
  let lostAnswers = 0;

  /** One object's life: made, put, and every third one deleted. Each step counts once it is answered. */
  const life = async (count: () => void) => {
    const name = `n${number++}`;
    const service = number % 2 === 0;
    const made = service
      ? await call("POST", SERVICES, { form: { UniqueName: name, FriendlyName: "first" } })
      : await call("POST", CONFIGURATIONS, { json: { displayName: name, description: "first", rules: [] } });
    assert.equal(made.status, 201);
    const path = service ? `${SERVICES}/${made.body.sid}` : `${CONFIGURATIONS}/${made.body.id}`;
    acknowledged.set(path, "first");
    count();
    const write = async (becomes: string | null, send: () => Promise<{ status: number }>) => {
      open.set(path, becomes);
      assert.ok((await send()).status < 300);
      open.delete(path);
      acknowledged.set(path, becomes);
      count();
    };
    await write("second", () =>
      service
        ? call("POST", path, { form: { FriendlyName: "second" } })
        : call("PUT", path, { json: { displayName: name, description: "second", rules: [] } }),
    );
    if (number % 3 === 0) await write(null, () => call("DELETE", path));
  };

  const textOf = async (path: string): Promise<string | null> => {
    const { status, body } = await call("GET", path);
    if (status === 404) return null;
    assert.equal(status, 200);
    return path.startsWith(SERVICES) ? body.friendly_name : body.description;
  };

  for (let round = 0; round < ROUNDS; round++) {
    let written = 0;
    let killed: Promise<void> | undefined;
    const count = () => {
      if (++written === WRITES) killed = emulator.kill();
    };
    const write = async () => {
      while (killed === undefined) {
        try {
          await life(count);
        } catch (error) {
          // Only because the emulator is no longer there.
          if (killed === undefined || error instanceof assert.AssertionError) throw error;
          lostAnswers++;
        }
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    await killed;
    await emulator.restart();
    const database = new DatabaseSync(emulator.file, { readOnly: true });
    assert.deepEqual({ ...database.prepare("PRAGMA integrity_check").get() }, { integrity_check: "ok" });
    database.close();
    for (const [path, becomes] of open) {
      const text = await textOf(path);
      assert.ok(text === becomes || text === acknowledged.get(path), `${path} is neither as before nor as written`);
      acknowledged.set(path, text);
    }
    open.clear();
    for (const [path, text] of acknowledged) assert.equal(await textOf(path), text, path);
  }
  assert.ok(lostAnswers > 0, "the emulator was never killed amid a write");
  t.diagnostic(`${acknowledged.size} objects, ${lostAnswers} writes on their way at ${ROUNDS} kills`);
});
