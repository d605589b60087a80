import assert from "node:assert/strict";
import { test } from "node:test";
import { configured, newProvider } from "../../engine/kit/classes";
import { bench } from "../kit/emulator";

/** Until the client has given up. */
const STAYS = 1000;

test("a create whose outcome stays unknown names its object, unless the name is secret", async (t) => {
  const made = await bench(t);
  const provider = configured(newProvider("Service"), made);
  made.emulator.setFaults([
    { method: "POST", fault: "drop-after" },
    { method: "GET", fault: "500", times: STAYS },
  ]);
  await assert.rejects(
    provider.create({ uniqueName: "two" }),
    /Could not create Service "two": the API's answer was lost, and whether the object was made cannot be looked up \(/,
  );
  made.emulator.setFaults([{ method: "POST", fault: "html", times: STAYS }]);
  await assert.rejects(
    provider.create({ uniqueName: "three" }),
    /Could not create Service "three": the API's answer was lost, and the account does not tell whether/,
  );
  made.emulator.setFaults([{ method: "POST", fault: "html", times: STAYS }]);
  await assert.rejects(
    provider.create({ uniqueName: "four", friendlyName: "Four", __secret: ["uniqueName"] }),
    /Could not create Service "Four": the API's answer was lost/,
  );
});
