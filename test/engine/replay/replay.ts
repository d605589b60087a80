import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Emulator } from "../../../emulator/index";
import { benchOf } from "../../contract/emulator";
import type { Project } from "../harness";

/** What the project is called in a recorded state. */
export const PROJECT = "recorded-project";

/** Everything by environment, so that a recorded state holds no setting. */
export const environmentOf = ({ url, apiKey, apiSecret }: Emulator): NodeJS.ProcessEnv => ({
  TWILIO_INTELLIGENCE_BASE_URL: url,
  TWILIO_API_KEY: apiKey,
  TWILIO_API_SECRET: apiSecret,
});

const recordedAccount = z.object({
  writes: z.array(z.object({ method: z.string(), path: z.string(), body: z.json() })),
  service: z.json(),
  configuration: z.json(),
});

/** What a server chooses: a recorded value of that kind stands for the one that the running emulator chose. */
const CHOSEN = /^(?:(?:AC|GA)[0-9a-f]{32}|intelligence_configuration(?:rule)?_\w+|http:\/\/127\.0\.0\.1.*)$/;

/** Makes the recorded objects anew in an empty account, and gives the stack the recorded state of them. */
export async function replay(folder: string, emulator: Emulator, project: Project): Promise<void> {
  const names = await makeObjects(folder, emulator);
  names.set(PROJECT, project.name);
  const file = join(project.root, "state.json");
  writeFileSync(file, renamed(readFileSync(join(folder, "state.json"), "utf8"), names));
  await project.run(["stack", "import", "--file", file]);
}

/** By the very requests that the release sent. Returns by its recorded name what each thing is called here. */
async function makeObjects(folder: string, emulator: Emulator): Promise<Map<string, string>> {
  const { writes, service, configuration } = recordedAccount.parse(
    JSON.parse(readFileSync(join(folder, "account.json"), "utf8")),
  );
  const names = new Map<string, string>();
  for (const { method, path, body } of writes) {
    const isForm = path.startsWith("/v2/");
    const sent = renamed(
      isForm ? new URLSearchParams(z.record(z.string(), z.string()).parse(body)).toString() : JSON.stringify(body),
      names,
    );
    const answer = await benchOf(emulator).call(method, renamed(path, names), {
      text: sent,
      headers: { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" },
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    pair(isForm ? service : configuration, answer.body, names);
  }
  return names;
}

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
