import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { kill, processesBelow } from "../../faults/crashes/processes";
import { programOf, SERVICES, service, stand } from "../kit/stand";

/** The API asks for this pause before the request is sent again, in s. */
const PAUSE_S = 3;

test("a killed engine takes its host with it: what the host waits to send again is never sent", async (t) => {
  const { project, emulator } = await stand(t, programOf({ calls: service({ uniqueName: "calls" }) }), {
    faults: [{ method: "POST", path: `${SERVICES}$`, fault: "429", retryAfterSeconds: PAUSE_S }],
  });
  const launcher = "pulumi-resource-pulumi-nodejs";
  const own = join(dirname(require.resolve("@pulumi/pulumi/package.json")), launcher);
  assert.ok(
    readFileSync(join(dirname(project.bin), launcher)).equals(readFileSync(own)),
    "this is not Pulumi's launcher",
  );

  const up = project.start(["up", "--yes", "--skip-preview"]);
  const posts = () => emulator.requests().filter(({ method }) => method === "POST");
  while (posts().length === 0) await sleep(50);
  const host = processesBelow(up.pid).find(({ command }) => /^\S*node .*dynamic-provider/.test(command));
  assert.ok(host);
  t.after(() => kill(host.pid));
  kill(up.pid);
  await sleep((PAUSE_S + 2) * 1000);
  assert.equal(posts().length, 1);
  assert.throws(() => process.kill(host.pid, 0), /ESRCH/, "the host has ended");
});
