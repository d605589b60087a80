import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Emulator } from "../../../emulator/index";
import { programOf, TRANSCRIPTS } from "../kit/classes";
import { stand, stepsOf } from "../kit/stand";

const program = (transcripts: Record<string, Record<string, unknown>>) =>
  programOf(`const calls = new Service("calls", { uniqueName: "calls" });
${Object.entries(transcripts)
  .map(([name, args]) => `new Transcript("${name}", { serviceSid: calls.sid, ...${JSON.stringify(args)} });`)
  .join("\n")}`);
const media = (name: string) => ({ channel: { media_properties: { media_url: `https://example.com/${name}.mp3` } } });
/** Longer than any test: on the emulator's clock, which is put forward here. */
const TRANSCRIPT_MS = 3_600_000;

/** Puts the clock forward by half of a transcript's time at each look at one, so that each of its statuses is seen. */
function moveOnAtEachLook(t: TestContext, emulator: Emulator): void {
  let seen = 0;
  const timer = setInterval(() => {
    const log = emulator.requests();
    const looks = log.filter(({ method, path }) => method === "GET" && path.startsWith(`${TRANSCRIPTS}/`)).length;
    if (looks > seen) emulator.advance(TRANSCRIPT_MS / 2);
    seen = looks;
  }, 5);
  t.after(() => clearInterval(timer));
}

const sidsOf = (output: string) => output.match(/GT\w{32}/g) ?? [];

test("a transcript is waited for until it is completed, and says how it goes", async (t) => {
  const made = await stand(t, program({ call: media("a") }), { transcriptMs: TRANSCRIPT_MS });
  const { project, id, outputs, call, sent } = made;
  moveOnAtEachLook(t, made.emulator);
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
      const replacement = stepsOf(await project.up(), "call").find(({ op }) => op === "replace");
      assert.deepEqual(replacement?.keys.toSorted(), keys);
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
    transcriptMs: TRANSCRIPT_MS,
  });
  const { output } = await project.up({ expectFailure: true });
  const sid = id("call");
  assert.match(output, new RegExp(`Transcript ${sid} is still queued after 1 s\\. Run \`pulumi up\` again to wait on`));
  assert.deepEqual(new Set(sidsOf(output)), new Set([sid]));
  await project.refresh();
  emulator.advance(TRANSCRIPT_MS);
  await project.up();
  assert.deepEqual([id("call"), outputs("call").status], [sid, "completed"]);
  assert.equal(emulator.requests().filter(({ method, path }) => method === "POST" && path === TRANSCRIPTS).length, 1);
});
