import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createService, deleteService, fetchService, listServices, updateService } from "../../../api/v2/services";
import {
  createConfiguration,
  deleteConfiguration,
  fetchConfiguration,
  listConfigurations,
  replaceConfiguration,
} from "../../../api/v3/configurations";
import { all, clientOf, failure } from "../kit/client";
import { bench, rule } from "../kit/emulator";

describe("the life of a Service", () => {
  it("create, fetch, guarded updates, clear, list, delete", async (t) => {
    const { emulator } = await bench(t);
    const { client } = clientOf(emulator);
    const made = await createService(client, { UniqueName: "a", FriendlyName: "b", AutoRedaction: true });
    const { sid } = made.value;
    assert.deepEqual(await fetchService(client, sid), made);
    assert.ok(made.etag !== undefined);

    const cleared = await updateService(client, sid, { FriendlyName: null, AutoRedaction: false }, made.etag);
    assert.deepEqual(
      [cleared.value.version, cleared.value.friendly_name, cleared.value.auto_redaction],
      [2, null, false],
    );

    const stale = await failure(updateService(client, sid, { FriendlyName: "c" }, made.etag), "conflict");
    assert.match(stale.message, new RegExp(`^Could not update Service ${sid}: .*\\(Twilio 20412, HTTP 412\\)`));
    assert.deepEqual((await fetchService(client, sid))?.value, cleared.value);

    assert.deepEqual(await all(listServices(client)), [cleared.value]);
    await deleteService(client, sid);
    await deleteService(client, sid);
    assert.equal(await fetchService(client, sid), undefined);
  });

  it("a name that is taken is refused, and made once", async (t) => {
    const { emulator } = await bench(t);
    const { client } = clientOf(emulator);
    await createService(client, { UniqueName: "a" });
    const error = await failure(createService(client, { UniqueName: "a" }), "invalid_request");
    assert.match(error.message, /^Could not create Service "a": /);
    assert.equal((await all(listServices(client))).length, 1);
  });

  it("names of every kind come back as they were sent", async (t) => {
    const { emulator } = await bench(t);
    const { client } = clientOf(emulator);
    for (const name of ["a&b=c+d %25", "ünï😀", "a\r\nX: 1", '"<>\\', "\u0000"]) {
      const { value } = await createService(client, { UniqueName: name });
      assert.equal((await fetchService(client, value.sid))?.value.unique_name, name);
    }
  });
});

describe("the life of an Intelligence Configuration", () => {
  it("create, fetch, guarded put, list, delete", async (t) => {
    const { emulator } = await bench(t);
    const { client } = clientOf(emulator);
    const made = await createConfiguration(client, { displayName: "a", rules: [rule()] });
    const { id, rules } = made.value;
    assert.deepEqual((await fetchConfiguration(client, id))?.value, made.value);

    const put = await replaceConfiguration(client, id, { displayName: "b", rules }, 1);
    assert.deepEqual([put.value.version, put.value.displayName, put.value.rules], [2, "b", rules]);

    const stale = await failure(replaceConfiguration(client, id, { displayName: "c", rules }, 1), "conflict");
    assert.match(stale.message, /\(Twilio 95411, HTTP 412\)/);
    assert.deepEqual((await fetchConfiguration(client, id))?.value, put.value);

    assert.deepEqual(await all(listConfigurations(client)), [put.value]);
    await deleteConfiguration(client, id);
    await deleteConfiguration(client, id);
    assert.equal(await fetchConfiguration(client, id), undefined);
  });

  it("an operator that does not exist is refused with its path", async (t) => {
    const { emulator } = await bench(t);
    const { client } = clientOf(emulator);
    const rules = [rule({ operators: [{ id: `intelligence_operator_0${"z".repeat(25)}` }] })];
    const error = await failure(createConfiguration(client, { displayName: "a", rules }), "invalid_request");
    assert.match(error.message, /rules\[0\].*\(Twilio 70001, HTTP 400\)/);
  });
});

describe("lists of more than one page", () => {
  it("hold every object once", async (t) => {
    const { emulator } = await bench(t);
    const { client } = clientOf(emulator);
    const names = Array.from({ length: 1001 }, (_, n) => `n${n}`);
    const tasks = names.map((name) => async () => {
      await createService(client, { UniqueName: name });
      await createConfiguration(client, { displayName: name, rules: [] });
    });
    await Promise.all(tasks.map((task) => task()));
    emulator.clearRequests();
    const services = await all(listServices(client));
    const configurations = await all(listConfigurations(client));
    assert.deepEqual(new Set(services.map((one) => one.unique_name)), new Set(names));
    assert.deepEqual(new Set(configurations.map((one) => one.displayName)), new Set(names));
    assert.deepEqual([services.length, configurations.length, emulator.requests().length], [1001, 1001, 4]);
  });
});
