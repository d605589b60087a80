import assert from "node:assert/strict";
import { test } from "node:test";
import { createTranscript } from "../../../../api/v2/transcripts";
import { Run } from "../../../../provider/lifecycle/run";
import { transcript } from "../../../../provider/resources/transcript";
import { configured, newProvider } from "../../../engine/kit/classes";
import { SERVICES } from "../../../engine/kit/stand";
import { baseUrls, bench } from "../../kit/emulator";

test("a Transcript of the same recording is deleted before another one is made, and no other is", async (t) => {
  const made = await bench(t, { transcriptMs: 0 });
  const { sid: serviceSid } = (await made.call("POST", SERVICES, { form: { UniqueName: "calls" } })).body;
  const provider = configured(newProvider("Transcript"), made);
  const of = (media_properties: Record<string, string>, customerKey: string) => ({
    serviceSid,
    customerKey,
    channel: { media_properties },
  });
  const recording = { source_sid: `RE${"a".repeat(32)}` };
  const { id, outs } = await provider.create((await provider.check({}, of(recording, "one"))).inputs);
  const deletesFirst = async (news: ReturnType<typeof of>) => {
    const { inputs } = await provider.check({}, news);
    const { replaces, deleteBeforeReplace } = await provider.diff(id, outs, inputs);
    assert.ok(replaces.length > 0);
    return deleteBeforeReplace;
  };
  assert.equal(await deletesFirst(of(recording, "two")), true);
  assert.equal(await deletesFirst(of({ source_sid: `RE${"b".repeat(32)}` }, "one")), false);
  assert.equal(await deletesFirst(of({ media_url: "https://example.com/a.wav" }, "one")), false);
});

for (const status of ["new", "queued", "in-progress"]) {
  test(`a Transcript in status ${status} is waited for`, async (t) => {
    const said: string[] = [];
    const made = await bench(t, { transcriptMs: 0 });
    const { sid: serviceSid } = (await made.call("POST", SERVICES, { form: { UniqueName: "calls" } })).body;
    const channel = { media_properties: { media_url: "https://example.com/a.mp3" } };
    const { completion } = transcript;
    const run = new Run();
    const { accountSid, apiKey, apiSecret } = made.emulator;
    const config = new Map(Object.entries({ ...baseUrls(made.emulator), accountSid, apiKey, apiSecret }));
    run.configure((key) => config.get(key.split(":")[1] ?? ""));
    const client = run.client({});
    const { value } = await createTranscript(client, { ServiceSid: serviceSid, Channel: channel });
    const log = { info: (text: string) => said.push(text), warn: (text: string) => said.push(text) };
    const written = { value: { ...value, status } };
    const done = await completion?.wait(client, written, { serviceSid, channel }, log);
    assert.equal(done?.value.status, "completed");
    assert.deepEqual(said, [`Transcript ${value.sid} is completed`]);
  });
}
