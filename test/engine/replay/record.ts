import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startEmulator } from "../../../emulator/index";
import { type Bench, behind, benchOf } from "../../contract/kit/emulator";
import type { Scope } from "../../faults/cell";
import { makeConfiguration, makeConversations } from "../kit/classes";
import { createProject } from "../kit/harness";
import { type Exchange, proxyTo } from "../kit/proxy";
import { CONFIGURATIONS, SERVICES } from "../kit/stand";
import { API_KEY, API_SECRET, BEHAVIOUR, PROJECT, type RecordedAccount, setupOf } from "./replay";

/**
 * Records the state that this commit writes: `tsx test/engine/replay/record.ts 0.2.0`, where the folder of that name holds a
 * `program.js` with the steps of `e5025bb/program.js`. Writes `state.json`, the stack as Pulumi exports it, and `account.json`, the
 * writes that made the account's objects. Record each release once and never again: an old state has to work for ever.
 */
async function record(scope: Scope, folder: string): Promise<void> {
  const emulator = await startEmulator(BEHAVIOUR);
  scope.after(() => emulator.close());
  const proxy = await proxyTo(scope, emulator.url);
  const others = benchOf(behind(emulator, proxy.url));
  const given = {
    CONVERSATIONS: await makeConversations(others, [await makeConfiguration(others, "theirs")]),
    IMPORTED: (await others.call("POST", SERVICES, { form: { UniqueName: "theirs", FriendlyName: "Theirs" } })).body
      .sid,
  };
  const { env, config } = setupOf(emulator, proxy.url);
  const program = readFileSync(join(folder, "program.js"), "utf8");
  const project = await createProject({ program, env: { ...env, ...given }, config });
  scope.after(() => project.dispose());
  await project.up({ env: { STEP: "1" } });
  // The attachment of an operator makes a new version of its Service.
  await project.refresh({ env: { STEP: "1" } });
  await project.up({ env: { STEP: "2" } });
  await editAsSomebodyElse(others);
  await project.up({ env: { STEP: "3" } });
  // In clear, to be reviewed and to be given other ids; the engine encrypts them again when it imports the state.
  const { stdout } = await project.run(["stack", "export", "--show-secrets"]);
  save(join(folder, "account.json"), { given, writes: proxy.exchanges.filter(isWrite).map(reviewableWrite) });
  const credentials = [
    [emulator.apiKey, API_KEY],
    [emulator.apiSecret, API_SECRET],
  ] as const;
  const text = credentials.reduce((all, [from, to]) => all.replaceAll(from, to), stdout);
  save(join(folder, "state.json"), reviewable(text.replaceAll(project.name, PROJECT)));
}

/** Changes what the program leaves alone in two objects that it then changes, with `onConflict: "merge"`. */
async function editAsSomebodyElse({ call }: Bench): Promise<void> {
  const { services } = z
    .object({ services: z.array(z.object({ sid: z.string(), unique_name: z.string() })) })
    .parse((await call("GET", SERVICES)).body);
  const sid = services.find(({ unique_name }) => unique_name === "merged")?.sid;
  await call("POST", `${SERVICES}/${sid}`, { form: { FriendlyName: "Support calls" } });
  const { items } = z
    .object({
      items: z.array(z.object({ id: z.string(), displayName: z.string(), rules: z.array(z.looseObject({})) })),
    })
    .parse((await call("GET", CONFIGURATIONS)).body);
  const shared = items.find(({ displayName }) => displayName === "shared");
  if (shared === undefined)
    throw new Error("The program declares no Intelligence Configuration that is called shared.");
  const actions = [{ type: "WEBHOOK", method: "POST", url: "https://example.com/theirs" }];
  const rules = shared.rules.map((rule, at) => (at === 1 ? { ...rule, actions } : rule));
  await call("PUT", `${CONFIGURATIONS}/${shared.id}`, { json: { displayName: "shared", rules } });
}

const isWrite = ({ method, status }: Exchange): boolean => method !== "GET" && status < 300;

const reviewableWrite = ({ status: _status, answer, ...rest }: Exchange): RecordedAccount["writes"][number] => ({
  ...rest,
  answer: answer === "" ? null : z.json().parse(JSON.parse(answer)),
});

const exported = z.looseObject({
  deployment: z.looseObject({ resources: z.array(z.looseObject({ type: z.string() })) }),
});

/** Without what says where it was recorded: the folder and the versions of the tools. */
function reviewable(text: string): unknown {
  const state = exported.parse(JSON.parse(text));
  const { manifest: _manifest, ...deployment } = state.deployment;
  const resources = deployment.resources.map(({ sourcePosition: _position, stackTrace: _trace, ...rest }) => rest);
  return { ...state, deployment: { ...deployment, manifest: {}, resources } };
}

const save = (file: string, value: unknown) => writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);

async function main(): Promise<void> {
  const [release] = process.argv.slice(2);
  if (release === undefined) throw new Error("Name a release: tsx test/engine/replay/record.ts 0.2.0");
  const releases: (() => unknown)[] = [];
  try {
    await record({ after: (end) => releases.unshift(end) }, join(__dirname, release));
  } finally {
    for (const end of releases) await end();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
