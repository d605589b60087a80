import assert from "node:assert/strict";
import { test } from "node:test";
import type { SeedInput } from "../../../../emulator/index";
import { SENTIMENT } from "../../kit/emulator";
import { CONVERSATION, codesOf, only, stand } from "./kit";

const OPERATORS = "/v3/ControlPlane/Operators";
const YOUNG = { createdAt: "2099-01-01T00:00:00Z" };

/** Every result names version 1, whatever the Configuration's version is. */
const pinned: SeedInput = { languageFindings: [{ claims: { configurationVersion: 1 } }] };

test("an earlier version that runs on an older conversation is put down to its age, and nothing is to be replaced", async (t) => {
  const { make, put, report } = await stand(t, { seed: pinned });
  await make("support", { mood: [{ id: SENTIMENT }] });
  await put("support");
  const found = await report("--timeout", "0");
  const { cases, silence } = only(found);
  assert.deepEqual([found.code, codesOf(only(found)), silence?.code], [2, ["wrong_version"], "conversation_older"]);
  assert.match(cases[0]?.problems[0]?.message ?? "", /version 1 .* version 2; .* may keep the version/);
  const next = silence?.next.join("\n") ?? "";
  assert.match(next, /verify --conversation <id>.* that began after \d{4}-/);
  assert.doesNotMatch(next, /replace/i);
});

test("an earlier version that runs on a younger conversation means that the update has no effect", async (t) => {
  const { admin, make, put, report } = await stand(t, { seed: pinned });
  await make("support", { mood: [{ id: SENTIMENT }] });
  await put("support");
  await admin("PATCH", `/objects/${CONVERSATION}`, { fields: YOUNG, bumpVersion: false });
  const { cases, silence } = only(await report("--timeout", "0"));
  assert.equal(silence?.code, "old_version_runs");
  assert.match(silence?.next[0] ?? "", /^Run `pulumi up --replace /);
  assert.doesNotMatch(cases[0]?.problems[0]?.message ?? "", /keep/);
});

test("a silent Configuration is replaced only after a younger conversation was silent too", async (t) => {
  const { admin, attach, make, put, report } = await stand(t, { put: "inactive" });
  await attach(await make("support", { mood: [{ id: SENTIMENT }] }));
  await put("support");
  const older = only(await report("--timeout", "0")).silence;
  assert.equal(older?.code, "inactive_version");
  assert.match(older?.next[0] ?? "", /verify --conversation <id>/);
  assert.match(older?.next[1] ?? "", /^If it gives no result either, /);
  assert.match(older?.next[1] ?? "", /`pulumi up --replace /);

  await admin("PATCH", `/objects/${CONVERSATION}`, { fields: YOUNG, bumpVersion: false });
  const younger = only(await report("--timeout", "0")).silence;
  assert.match(younger?.next[0] ?? "", /^Run `pulumi up --replace /);
});

test("an operator without an active version is the cause, and no replacement of the Configuration helps", async (t) => {
  const { admin, call, make, put, report } = await stand(t);
  const json = { displayName: "own", prompt: "x", outputFormat: "TEXT" };
  const own = (await call("POST", OPERATORS, { json })).body.id;
  await make("support", { own: [{ id: own }] });
  await put("support");
  await admin("PATCH", `/operators/${own}/versions/1`, { status: "PREVIEW" });
  const found = only(await report("--timeout", "0"));
  assert.deepEqual([codesOf(found), found.silence], [["no_result", "operator_inactive"], null]);
  assert.match(found.cases[0]?.problems[1]?.message ?? "", /version 1 is PREVIEW/);
});

test("an operator whose newest version is not active is a warning that names the version that runs", async (t) => {
  const { admin, call, make, report } = await stand(t);
  const json = { displayName: "own", prompt: "x", outputFormat: "TEXT" };
  const own = (await call("POST", OPERATORS, { json })).body.id;
  await call("PUT", `${OPERATORS}/${own}`, { json: { ...json, prompt: "y" } });
  await make("support", { own: [{ id: own }], pinned: [{ id: own, version: 1 }] });
  await admin("PATCH", `/operators/${own}/versions/2`, { status: "PREVIEW" });
  const found = await report();
  const warnings = only(found).warnings.filter(({ code }) => code === "operator_version_inactive");
  assert.deepEqual([found.code, warnings.length], [0, 1]);
  assert.match(warnings[0]?.message ?? "", /version 1 of own ran, because version 2 is PREVIEW/);
});
