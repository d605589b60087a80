import assert from "node:assert/strict";
import { test } from "node:test";
import { programOf, TRANSCRIPTS } from "./classes";
import { stand, stepsOf } from "./kit";

const program = (transcripts: Record<string, Record<string, unknown>>) =>
  programOf(`const calls = new Service("calls", { uniqueName: "calls" });
${Object.entries(transcripts)
  .map(([name, args]) => `new Transcript("${name}", { serviceSid: calls.sid, ...${JSON.stringify(args)} });`)
  .join("\n")}`);
const media = (name: string) => ({ channel: { media_properties: { media_url: `https://example.com/${name}.mp3` } } });
const sidsOf = (output: string) => output.match(/GT\w{32}/g) ?? [];

test("a transcript is waited for until it is completed, and says how it goes", async (t) => {
  const { project, id, outputs, call, sent } = await stand(t, program({ call: media("a") }), { transcriptMs: 1500 });
  const { output } = await project.up();
  assert.match(output, new RegExp(`Transcript ${id("call")} is in-progress`));
  assert.match(output, new RegExp(`Transcript ${id("call")} is completed`));
  const { status, duration, sid } = outputs("call");
  const live = (await call("GET", `${TRANSCRIPTS}/${id("call")}`)).body;
  assert.deepEqual([status, duration, sid], ["completed", live.duration, id("call")]);
  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });

  await t.test("every property makes a new one", async () => {
    const first = id("call");
    const changed = { ...media("a"), customerKey: "4711" };
    for (const [keys, args] of [
      [["customerKey"], changed],
      [["channel"], { ...media("b"), customerKey: "4711" }],
      [["mediaStartTime"], { ...media("b"), customerKey: "4711", mediaStartTime: "2026-01-31T10:00:00+01:00" }],
      [["customerKey", "mediaStartTime"], media("b")],
    ] as const) {
      project.write(program({ call: args }));
      const [step] = stepsOf(await project.preview(), "call");
      assert.deepEqual(step?.keys.toSorted(), keys);
      await project.up();
    }
    assert.equal((await call("GET", `${TRANSCRIPTS}/${first}`)).status, 404);
    await project.refresh();
    await project.preview({ args: ["--expect-no-changes"] });
  });
  await t.test("how long to wait is for the program alone", async () => {
    project.write(program({ call: { ...media("b"), timeoutSeconds: 30 } }));
    sent();
    await project.preview({ args: ["--expect-no-changes"] });
    assert.deepEqual(sent(), []);
  });
});

test("one that fails is an error that keeps its id, so that it can be replaced or deleted", async (t) => {
  const { project, id, call, emulator } = await stand(t, program({ call: media("fail") }), { transcriptMs: 0 });
  const failed = await project.up({ expectFailure: true });
  const sid = id("call");
  assert.match(failed.output, new RegExp(`Transcript ${sid} ended as failed\\. See that Twilio can fetch its media`));

  for (const before of [() => Promise.resolve(), () => project.refresh()]) {
    await before();
    const again = await project.up({ expectFailure: true });
    assert.match(again.output, new RegExp(`Transcript ${sid} ended as failed`));
  }
  assert.deepEqual(
    emulator.requests().filter(({ method, path }) => method === "POST" && path === TRANSCRIPTS).length,
    1,
    "it is not made anew, and not billed again, unless that is asked for",
  );
  project.write(program({ call: media("good") }));
  await project.up();
  assert.notEqual(id("call"), sid);
  assert.equal((await call("GET", `${TRANSCRIPTS}/${sid}`)).status, 404);
});

test("one that takes too long is an error that keeps its id, and the next up waits on", async (t) => {
  const { project, id, emulator, outputs } = await stand(t, program({ call: { ...media("a"), timeoutSeconds: 1 } }), {
    transcriptMs: 600_000,
  });
  const { output } = await project.up({ expectFailure: true });
  const sid = id("call");
  assert.match(output, new RegExp(`Transcript ${sid} is still queued after 1 s\\. Run \`pulumi up\` again to wait on`));
  assert.deepEqual(new Set(sidsOf(output)), new Set([sid]));
  await project.refresh();
  emulator.advance(700_000);
  await project.up();
  assert.deepEqual([id("call"), outputs("call").status], [sid, "completed"]);
  assert.equal(emulator.requests().filter(({ method, path }) => method === "POST" && path === TRANSCRIPTS).length, 1);
});
