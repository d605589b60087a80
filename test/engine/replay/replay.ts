import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Emulator, type EmulatorOptions, type LoggedRequest, startEmulator } from "../../../emulator/index";
import { type Bench, benchOf } from "../../contract/kit/emulator";
import type { Scope } from "../../faults/cell";
import { createProject, type Project, type ProjectOptions } from "../kit/harness";

/** What stands in a recorded state for the name of the project and for the credentials that the stack's config holds. */
export const PROJECT = "recorded-project";
export const API_KEY = "recorded-api-key";
export const API_SECRET = "recorded-api-secret";

/** Transcripts are completed at once, so that nothing has to be waited for. */
export const BEHAVIOUR: EmulatorOptions = { transcriptMs: 0 };

/** The account that the account name `emea` stands for, beside the stack's own: both are the emulator's only one. */
export function setupOf({ accountSid, apiKey, apiSecret }: Emulator, url: string): Required<SetUp> {
  const accounts = JSON.stringify({ emea: { accountSid, apiKey, apiSecret } });
  return {
    env: {
      TWILIO_INTELLIGENCE_BASE_URL: url,
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_API_KEY: apiKey,
      TWILIO_API_SECRET: apiSecret,
    },
    config: { "twilio-intelligence:accounts": { secret: accounts } },
  };
}
type SetUp = Pick<ProjectOptions, "env" | "config">;

/** What `account.json` of a recording holds. */
export const recordedAccount = z.object({
  /** Environment variables in which the program finds the ids of objects that somebody else made. */
  given: z.record(z.string(), z.string()),
  /** Every write that succeeded, in its order, whoever made it; with its answer, which names what the server chose. */
  writes: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      contentType: z.string().optional(),
      body: z.string(),
      answer: z.json(),
    }),
  ),
});
export type RecordedAccount = z.infer<typeof recordedAccount>;

/** A stack with a recorded state, on an account that holds the recorded objects. */
export interface Replayed extends Bench {
  project: Project;
  /** Requests since the last time that this was asked. */
  requests(): LoggedRequest[];
}

/** Makes the recorded objects anew in an empty account, and gives a stack the recorded state of them. Both end with the test. */
export async function replay(t: Scope, release: string): Promise<Replayed> {
  const folder = join(__dirname, release);
  const emulator = await startEmulator(BEHAVIOUR);
  t.after(() => emulator.close());
  const { given, writes } = recordedAccount.parse(JSON.parse(readFileSync(join(folder, "account.json"), "utf8")));
  const names = await makeObjects(writes, benchOf(emulator));
  const here = Object.entries(given).map(([name, id]) => [name, renamed(id, names)]);
  const { env, config } = setupOf(emulator, emulator.url);
  const project = await createProject({
    program: readFileSync(join(folder, "program.js"), "utf8"),
    env: { ...env, ...Object.fromEntries(here) },
    config,
    place: "apart",
  });
  t.after(() => project.dispose());
  const file = join(project.root, "state.json");
  names.set(PROJECT, project.name).set(API_KEY, emulator.apiKey).set(API_SECRET, emulator.apiSecret);
  writeFileSync(file, renamed(readFileSync(join(folder, "state.json"), "utf8"), names));
  await project.run(["stack", "import", "--file", file]);
  const requests = () => {
    const all = emulator.requests();
    emulator.clearRequests();
    return all;
  };
  requests();
  return { ...benchOf(emulator), project, requests };
}

/** Sends the recorded writes. Returns, by its recorded name, what the server calls each thing here. */
async function makeObjects(writes: RecordedAccount["writes"], { call }: Bench): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { method, path, contentType, body, answer: recorded } of writes) {
    const answer = await call(method, renamed(path, names), {
      ...(body !== "" && { text: renamed(body, names) }),
      ...(contentType !== undefined && { headers: { "content-type": contentType } }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    pair(recorded, answer.body, names);
  }
  return names;
}

/** Ids and addresses, which a server chooses: a recorded one stands for the one that the running emulator chose. */
const CHOSEN = /^(?:[A-Z]{2}[0-9a-f]{32}|[a-z_]+_[0-9a-z]{26}|http:\/\/127\.0\.0\.1.*)$/;

function pair(recorded: unknown, here: unknown, names: Map<string, string>): void {
  if (typeof recorded === "string" && typeof here === "string") {
    if (CHOSEN.test(recorded)) names.set(recorded, here);
  } else if (typeof recorded === "object" && recorded !== null && typeof here === "object" && here !== null) {
    for (const [key, value] of Object.entries(recorded)) pair(value, Reflect.get(here, key), names);
  }
}

/** The longest first, because one name may be the beginning of another. */
const renamed = (text: string, names: Map<string, string>): string =>
  [...names].sort(([a], [b]) => b.length - a.length).reduce((all, [from, to]) => all.replaceAll(from, to), text);
