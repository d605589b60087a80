import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { z } from "zod";
import {
  CONFIGURATIONS,
  configuration,
  programOf,
  SENTIMENT,
  SERVICES,
  type Stand,
  service,
  stand,
} from "../kit/stand";

const key = z.object({ apiKey: z.string(), apiSecret: z.string() });
const PERMISSIONS = ["services", "configurations"].flatMap((object) =>
  ["create", "list", "read", "update", "delete"].map((action) => `/twilio/intelligence/${object}/${action}`),
);

const rules = [{ operators: [SENTIMENT], triggers: [{ on: "CONVERSATION_END" }] }];
const program = programOf({
  calls: service({ uniqueName: "calls" }),
  live: configuration({ displayName: "live", rules }),
});

/** Puts a key into the stack's config. */
async function use({ project }: Stand, apiKey: string, apiSecret: string): Promise<void> {
  await project.run(["config", "set", "twilio-intelligence:apiKey", apiKey]);
  await project.run(["config", "set", "--secret", "twilio-intelligence:apiSecret", apiSecret]);
}

/** A stack that is up with a key which has been replaced in its config, and is revoked. */
async function rotated(t: TestContext): Promise<Stand> {
  const made = await stand(t, program);
  const { project, admin, emulator, sent } = made;
  const old = key.parse((await admin("POST", "/keys", { permissions: PERMISSIONS })).body);
  await use(made, old.apiKey, old.apiSecret);
  await project.up();
  await use(made, emulator.apiKey, emulator.apiSecret);
  await admin("DELETE", `/keys/${old.apiKey}`);
  sent();
  return made;
}

const ADVICE =
  /HTTP 401\).*use the credentials that the last `pulumi up` recorded in the state.*add --run-program, or run `pulumi up` first/;

test("after a rotation refresh and destroy say which key they use, and what helps does", async (t) => {
  const { project, sent } = await rotated(t);
  assert.match((await project.refresh({ expectFailure: true })).output, ADVICE);
  assert.match((await project.destroy({ expectFailure: true })).output, ADVICE);
  assert.equal(project.state().resources.filter(({ id }) => id !== undefined).length, 3, "nothing was lost");

  sent();
  const refreshed = await project.refresh({ args: ["--run-program"] });
  assert.deepEqual(refreshed.changes, { same: 3 });
  // What was read with the new key needs no other proof of it.
  sent();
  assert.deepEqual((await project.up()).changes, { same: 3 });
  assert.deepEqual(sent(), []);
  await project.destroy();
});

test("an up without changes tries a new key with one request", async (t) => {
  const { project, sent } = await rotated(t);
  assert.deepEqual((await project.up()).changes, { same: 3 });
  assert.deepEqual(sent(), [`GET ${SERVICES}?PageSize=1`]);
  await project.refresh();
});

test("a wrong key does not go into the state unseen", async (t) => {
  const made = await rotated(t);
  const { project, emulator, call, id, sent } = made;
  await use(made, emulator.apiKey, "0".repeat(32));
  const refused = /credentials in the stack's config have changed, and the API refuses the new ones: .*HTTP 401/;
  assert.match((await project.preview({ expectFailure: true })).output, refused);
  assert.match((await project.up({ expectFailure: true })).output, refused);
  assert.deepEqual([...new Set(sent())], [`GET ${SERVICES}?PageSize=1`]);
  assert.equal((await call("GET", `${CONFIGURATIONS}/${id("live")}`)).status, 200);
});
