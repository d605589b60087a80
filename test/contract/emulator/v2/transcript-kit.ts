import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { bench } from "../../kit/emulator";

export const TRANSCRIPTS = "/v2/Transcripts";
export const SERVICES = "/v2/Services";
/** How long a transcript takes, in ms. */
export const TIME = 60_000;

/** The `Channel` of a recording. */
export const channel = (media: Record<string, unknown> = { media_url: "https://example.com/call-1.wav" }) =>
  JSON.stringify({ media_properties: media, participants: [{ user_id: "a", channel_participant: 1 }] });

export interface Setting {
  options?: EmulatorOptions;
  service?: Record<string, string>;
  form?: Record<string, string>;
  operators?: Record<string, string>[];
}

/** An emulator with a Service, its operators, and one transcript that was just asked for. */
export async function withTranscript(
  t: TestContext,
  { options = {}, service = {}, form = {}, operators = [] }: Setting = {},
) {
  const b = await bench(t, { transcriptMs: TIME, ...options });
  const { body: made } = await b.call("POST", SERVICES, { form: { UniqueName: "calls", ...service } });
  const sids: string[] = [];
  for (const operator of operators) {
    const { sid } = (await b.call("POST", "/v2/Operators/Custom", { form: operator })).body;
    await b.call("POST", `${SERVICES}/${made.sid}/Operators/${sid}`);
    sids.push(sid);
  }
  const create = (extra: Record<string, string> = {}) =>
    b.call("POST", TRANSCRIPTS, { form: { ServiceSid: made.sid, Channel: channel(), ...form, ...extra } });
  const created = await create();
  assert.equal(created.status, 202, created.body.message);
  const path = `${TRANSCRIPTS}/${created.body.sid}`;
  const now = async () => (await b.call("GET", path)).body;
  const complete = () => b.emulator.advance(TIME);
  const get = (below: string) => b.call("GET", `${path}/${below}`);
  return { ...b, service: made, sids, create, created, path, now, complete, get };
}
