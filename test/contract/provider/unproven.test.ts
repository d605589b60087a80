import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DynamicProvider } from "../../../dynamic/protocol";
import type { KindName } from "../../../provider/catalogue";
import { configured, LANGUAGE_OPERATORS, newProvider } from "../../engine/kit/classes";
import { CONFIGURATIONS, SENTIMENT, SERVICES } from "../../engine/kit/stand";
import { bench } from "../kit/emulator";
import { virtually } from "../kit/virtual";

const rules = [{ operators: [{ id: SENTIMENT }], triggers: [{ on: "CONVERSATION_END" }], actions: [] }];
const OBJECTS: [KindName, path: string, list: string, news: Record<string, unknown>][] = [
  ["Service", SERVICES, "services", { uniqueName: "calls" }],
  ["IntelligenceConfiguration", CONFIGURATIONS, "items", { displayName: "live", rules }],
  ["LanguageOperator", LANGUAGE_OPERATORS, "items", { displayName: "Tone", outputFormat: "TEXT", prompt: "p" }],
];

for (const [kind, path, list, news] of OBJECTS) {
  describe(`an answer that proves nothing about a ${kind}`, () => {
    for (const fault of ["late-502", "late-504"] as const) {
      it(`${fault}: one object at most, and the error says when that is not known`, () =>
        virtually(async ({ made, provider, wait }) => {
          made.emulator.setFaults([{ method: "POST", path: `${path}$`, fault, seconds: 0.6 }]);
          const outcome = await created(provider(kind), news).catch(String);
          if (typeof outcome === "string") assert.match(outcome, /does not tell whether the object was made/);
          // The server behind the gateway has long finished by now.
          await wait(60_000);
          const listed: { author?: string }[] = (await made.call("GET", path)).body[list];
          assert.equal(listed.filter(({ author }) => author !== "TWILIO").length, 1);
        }));
    }

    it("html-404: it is neither gone nor deleted", () =>
      virtually(async ({ made, provider }) => {
        const { id, outs } = await created(provider(kind), news);
        made.emulator.setFaults([{ path: `${id}$`, fault: "html-404", times: 99 }]);
        const later = provider(kind);
        await assert.rejects(later.read(id, outs), /404 that is not a Twilio error/);
        await assert.rejects(later.delete(id, outs), /404 that is not a Twilio error/);
        made.emulator.setFaults([]);
        assert.equal((await later.read(id, outs)).id, id);
      }));

    it("conflict-other: the refusal keeps the server's reason, and is no changed version", () =>
      virtually(async ({ made, provider }) => {
        const { id, outs, inputs } = await created(provider(kind), news);
        const [name] = Object.keys(news);
        const later = provider(kind);
        const changed = (await later.check(inputs, { ...news, [String(name)]: "other" })).inputs;
        made.emulator.setFaults([
          { method: "PUT", fault: "conflict-other" },
          { method: "POST", fault: "conflict-other" },
        ]);
        await assert.rejects(later.update(id, outs, changed), (error: Error) => {
          assert.match(error.message, /Injected fault: conflict-other/);
          assert.doesNotMatch(error.message, /was changed in the account/);
          return true;
        });
      }));
  });
}

// Over sockets: it is the transport that measures how far the clocks are apart.
for (const clockMs of [10_000, -10_000]) {
  it(`a clock that is ${clockMs} ms ahead makes no second object where the answer is lost`, async (t) => {
    const made = await bench(t, { clockMs });
    made.emulator.setFaults([{ method: "POST", fault: "drop-after" }]);
    await created(configured(newProvider("IntelligenceConfiguration"), made), { displayName: "live", rules });
    assert.equal((await made.call("GET", CONFIGURATIONS)).body.items.length, 1);
  });
}

async function created(provider: DynamicProvider, news: Record<string, unknown>) {
  const { inputs } = await provider.check({}, news);
  return { ...(await provider.create(inputs)), inputs };
}
