import assert from "node:assert/strict";
import { test } from "node:test";
import { report } from "../../environments/table";
import { programOf } from "../kit/classes";
import { SERVICES, stand } from "../kit/stand";

const KEYS = ["accountSid", "apiKey", "apiSecret", "baseUrl"];

/** A Service under a name, with resource options, and two explicit providers that it can have. */
const program = (name: string, options: string) =>
  programOf(`
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config("twilio-intelligence");
const keys = Object.fromEntries(${JSON.stringify(KEYS)}.map((key) => ["twilio-intelligence:" + key, config.get(key)]));
const first = new pulumi.ProviderResource("pulumi-nodejs", "first", keys);
const second = new pulumi.ProviderResource("pulumi-nodejs", "second", keys);
new Service("${name}", { uniqueName: "calls" }, ${options});`);

test("from one explicit provider to another, a rename with aliases keeps the object, and one with import does not", async (t) => {
  const { project, id, call } = await stand(t, program("one", "{ provider: first }"), {}, {}, "apart");
  await project.up();
  const sid = id("one");
  project.write(program("two", '{ provider: second, aliases: [{ name: "one" }] }'));
  assert.deepEqual((await project.up()).changes, { same: 4 });
  assert.equal(id("two"), sid);
  report(t, "two-providers", "works");

  // The process of the first does not know that a resource of the second has the object.
  project.write(program("three", `{ provider: first, import: "${sid}" }`));
  await project.up();
  assert.equal(id("three"), sid);
  const { status } = await call("GET", `${SERVICES}/${sid}`);
  report(t, "two-providers-import", status === 404 ? "the object is deleted: see below" : "works");
});
