import assert from "node:assert/strict";
import { test } from "node:test";
import { newProvider } from "../../../engine/kit/classes";
import { CONFIGURATIONS } from "../../../engine/kit/stand";
import { Stack } from "../../../faults/matrix/stack";
import { bench } from "../../kit/emulator";

for (const omittedDescription of ["cleared", "kept"] as const) {
  test(`a description that leaves the program is cleared, where a put without it leaves it ${omittedDescription}`, async (t) => {
    for (const method of ["log", "warn"] as const) t.mock.method(console, method, () => undefined);
    const made = await bench(t, { omittedDescription });
    const stack = new Stack(() => newProvider("IntelligenceConfiguration"), made);
    await stack.up({ displayName: "live", rules: [], description: "first" });
    const left = { displayName: "live", rules: [] };
    await stack.up(left);
    const { description } = (await made.call("GET", `${CONFIGURATIONS}/${stack.entry?.id}`)).body;
    assert.equal(description ?? "", "");
    await stack.refresh();
    assert.equal(await stack.differs(left), false);
  });
}
