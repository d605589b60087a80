import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { type Answer, bench, rule } from "../../kit/emulator";

export const CONFIGURATIONS = "/v2/ControlPlane/Configurations";
export const LAG = 5000;

/** The body of a create. */
export const full = (extra: Record<string, unknown> = {}) => ({
  displayName: "Front desk",
  description: "all channels",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: "mem_store_1",
  ...extra,
});
/** An emulator with one Conversations configuration. */
export async function withConfiguration(
  t: TestContext,
  options: EmulatorOptions = {},
  extra: Record<string, unknown> = {},
) {
  const b = await bench(t, options);
  const created = await b.call("POST", CONFIGURATIONS, { json: full(extra) });
  assert.equal(created.status, 202, created.body.message);
  b.emulator.advance(options.lagMs ?? 0);
  const id: string = created.body.related.configurationId;
  const path = `${CONFIGURATIONS}/${id}`;
  const patch = (json: unknown, headers: Record<string, string> = {}) => b.call("PATCH", path, { json, headers });
  const now = async () => (await b.call("GET", path)).body;
  const operation = async (of: Answer) => (await b.call("GET", of.body.statusUrl)).body;
  const intelligence = async () =>
    (await b.call("POST", "/v3/ControlPlane/Configurations", { json: { displayName: "x", rules: [rule()] } })).body.id;
  return { ...b, created, id, path, patch, now, operation, intelligence };
}
