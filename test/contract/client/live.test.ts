import { strict as assert } from "node:assert";
import { randomUUID } from "node:crypto";
import { type TestContext, test } from "node:test";
import {
  createClient,
  createConfiguration,
  createService,
  deleteConfiguration,
  deleteService,
  fetchConfiguration,
  fetchService,
  hasCode,
  replaceConfiguration,
  updateService,
} from "../../../api";

/*
 * The same promises on Twilio itself. They make a Service and a Configuration with a random name, and delete them again.
 * `TWILIO_LIVE_TESTS=1 TWILIO_API_KEY=… TWILIO_API_SECRET=… npm test -- client-live`
 */
const { TWILIO_LIVE_TESTS, TWILIO_API_KEY, TWILIO_API_SECRET } = process.env;
const skip =
  TWILIO_LIVE_TESTS === "1" && TWILIO_API_KEY && TWILIO_API_SECRET
    ? false
    : "needs a Twilio account: TWILIO_LIVE_TESTS=1, TWILIO_API_KEY and TWILIO_API_SECRET";

const client = () => createClient({ username: TWILIO_API_KEY ?? "", password: TWILIO_API_SECRET ?? "" });

async function newService(t: TestContext) {
  const made = await createService(client(), { UniqueName: `live-test-${randomUUID()}`, FriendlyName: "first" });
  t.after(() => deleteService(client(), made.value.sid));
  return made;
}

test("Twilio: a Service holds what was declared, and refuses an update that is based on an old ETag", {
  skip,
}, async (t) => {
  const { value, etag } = await newService(t);
  const base = etag ?? String(value.version);
  const updated = await updateService(client(), value.sid, { FriendlyName: "second" }, base);
  assert.equal(updated.value.friendly_name, "second");
  await assert.rejects(updateService(client(), value.sid, { FriendlyName: "third" }, base), (error) =>
    hasCode(error, "conflict"),
  );
  assert.equal((await fetchService(client(), value.sid))?.value.friendly_name, "second");
});

test("Twilio: a Service that is deleted is gone, and deleting it again succeeds", { skip }, async (t) => {
  const { value } = await newService(t);
  await deleteService(client(), value.sid);
  assert.equal(await fetchService(client(), value.sid), undefined);
  await deleteService(client(), value.sid);
});

test("Twilio: a Configuration counts its updates, and tells whether it holds If-Match", { skip }, async (t) => {
  const { value } = await createConfiguration(client(), { displayName: `live-test-${randomUUID()}`, rules: [] });
  t.after(() => deleteConfiguration(client(), value.id));
  const { displayName = "", version = 0 } = value;
  assert.ok(displayName !== null && version !== null);
  const body = { displayName, description: "second", rules: [] };
  const updated = await replaceConfiguration(client(), value.id, body, version);
  assert.equal(updated.value.version, version + 1);
  const stale = await replaceConfiguration(client(), value.id, { ...body, description: "third" }, version).catch(
    (error: unknown) => error,
  );
  t.diagnostic(hasCode(stale, "conflict") ? "If-Match is enforced" : "If-Match is ignored");
  const live = await fetchConfiguration(client(), value.id);
  assert.equal(live?.value.description, hasCode(stale, "conflict") ? "second" : "third");
});
