import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { compilerErrors } from "../../contract/cli/export/compile";
import { largeAccount, smallAccount } from "../../contract/cli/export/kit";
import { runApart, runOn } from "../../contract/kit/command";
import { benchOf } from "../../contract/kit/emulator";
import { createProject, type Project } from "../kit/harness";
import { configFor } from "../kit/stack-files";

/** Credentials alone: which account it is, and where, the exported project says itself. */
function credentialsOf(emulator: Emulator) {
  const { "twilio-intelligence:apiKey": apiKey = "", "twilio-intelligence:apiSecret": apiSecret = "" } =
    configFor(emulator);
  return { "twilio-intelligence:apiKey": apiKey, "twilio-intelligence:apiSecret": apiSecret };
}

/** An export of an emulator's account in the folder of a stack that has nothing yet but credentials. */
async function exported(t: TestContext, emulator: Emulator): Promise<Project> {
  const project = await createProject({ program: "", config: credentialsOf(emulator), place: "apart" });
  t.after(() => project.dispose());
  const { code, err } = await runOn(emulator, ["export", "--out", project.folder, "--force"], runApart);
  assert.equal(code, 0, err);
  const yaml = join(project.folder, "Pulumi.yaml");
  writeFileSync(yaml, readFileSync(yaml, "utf8").replace(/^name: .*/, `name: ${project.name}`));
  return project;
}

const adopt = (project: Project) =>
  project.run([
    "import",
    "--file",
    "import.json",
    "--generate-code=false",
    "--protect=false",
    "--yes",
    "--skip-preview",
  ]);

async function started(t: TestContext): Promise<Emulator> {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  return emulator;
}

const sourcesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );

test("an account of 200 objects is exported, compiled and imported; nothing is left to change, and drift names what then is", async (t) => {
  const emulator = await started(t);
  const count = await largeAccount(benchOf(emulator), 200);
  emulator.clearRequests();
  const project = await exported(t, emulator);
  assert.deepEqual(compilerErrors(project.folder), []);
  await adopt(project);
  const ours = project.state().resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
  assert.equal(ours.length, count);
  await project.preview({ args: ["--expect-no-changes"] });
  const methods = new Set(emulator.requests().map(({ method }) => method));
  assert.deepEqual([...methods], ["GET"]);

  // The stack manages all of it now.
  const again = await runOn(
    emulator,
    ["export", "--out", join(project.root, "again"), "--state", project.stateFile, "--json"],
    runApart,
  );
  const { objects, managed } = JSON.parse(again.out);
  assert.deepEqual([objects, managed], [[], count]);

  // Somebody changes one of them by hand.
  const changed = ours.find(({ urn }) => urn.endsWith(":Service::sales-calls"));
  await benchOf(emulator).call("POST", `/v2/Services/${changed?.id}`, { form: { FriendlyName: "By hand" } });
  const drift = await runOn(emulator, ["drift", "--state", project.stateFile, "--unmanaged", "--json"], runApart);
  assert.equal(drift.code, 2, drift.err);
  const found = JSON.parse(drift.out);
  assert.deepEqual(
    [found.changed.map(({ id }: { id: string }) => id), found.vanished, found.unmanaged],
    [[changed?.id], [], []],
  );
});

/** What attaching changes of a Service, or of a Conversations configuration, that was created before. */
const MOVED_BY_ATTACHING = ["attachedOperatorSids", "version", "etag", "dateUpdated", "updatedAt"];

/**
 * Inputs and outputs of every resource of the package, by type and name, without the trace of the credentials: no command of the engine
 * has used any when a state is imported.
 */
function kept(project: Project, without: readonly string[] = []) {
  const ours = project.state().resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
  return Object.fromEntries(
    ours
      .map(({ urn, type, id, inputs, outputs }) => {
        const moved = /:(Service|ConversationsConfiguration)$/.test(type) ? without : [];
        const left = Object.entries(outputs).filter(([name]) => ![...moved, "__credentials"].includes(name));
        return [urn.split("::").slice(2).join("::"), { id, inputs, outputs: Object.fromEntries(left) }] as const;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

test("the state of an adopted object equals that of one that the program created, field by field", async (t) => {
  const model = await started(t);
  const { gone, watch } = await smallAccount(benchOf(model));
  const rules = (await benchOf(model).call("GET", `/v3/ControlPlane/Configurations/${watch}`)).body.rules;
  const living = rules.filter(({ operators }: { operators: { id: string }[] }) =>
    operators.every(({ id }) => id !== gone),
  );
  const renewed = { displayName: "Watch over repairs", rules: living };
  await benchOf(model).call("PUT", `/v3/ControlPlane/Configurations/${watch}`, { json: renewed });

  // The exported program creates the same objects in another account.
  const account = await started(t);
  const creating = await exported(t, model);
  const sources = sourcesIn(creating.folder);
  const own = configFor(account);
  for (const [key, value] of Object.entries(own)) {
    const secret = typeof value === "string" ? ["--plaintext", value] : ["--secret", value.secret];
    await creating.run(["config", "set", key, ...secret]);
  }
  await creating.up();
  const atOnce = kept(creating, MOVED_BY_ATTACHING);
  await creating.refresh();
  const settled = kept(creating);

  const adopting = await exported(t, account);
  assert.deepEqual(sourcesIn(adopting.folder), sources, "the export of what an exported program made is that program");
  await adopt(adopting);
  assert.equal(Object.keys(settled).length, 11);
  assert.deepEqual(kept(adopting, MOVED_BY_ATTACHING), atOnce);
  assert.deepEqual(kept(adopting), settled);
  await adopting.up({ args: ["--expect-no-changes"] });
  await adopting.refresh({ args: ["--expect-no-changes"] });
  assert.deepEqual(kept(adopting), settled);
});
