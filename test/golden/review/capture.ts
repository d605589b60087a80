import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../../emulator/index";
import { type Bench, benchOf } from "../../contract/kit/emulator";
import { makeConversations } from "../../engine/kit/classes";
import { createProject, type Project } from "../../engine/kit/harness";
import { configFor } from "../../engine/kit/stack-files";
import { OPERATORS } from "../../engine/kit/stand";
import { anonymous } from "./anonymous";
import { CASES } from "./cases";
import { commentOn } from "./commentOn";
import type { Case } from "./program";

/** An operator that the stack does not manage, in six versions. */
async function scorecard({ call }: Bench): Promise<string> {
  const json = { displayName: "Scorecard", prompt: "How did the agent do?", outputFormat: "TEXT" };
  const { body } = await call("POST", OPERATORS, { json });
  for (let version = 2; version <= 6; version++) {
    await call("PUT", `${OPERATORS}/${body.id}`, { json: { ...json, description: `Version ${version}` } });
  }
  return body.id;
}

/** What `pulumi preview --json` prints for a case, with the names that it has on every machine. */
export async function capture({ before, after, short, meanwhile, args: more = [], config }: Case): Promise<string> {
  const emulator = await startEmulator({});
  const bench = benchOf(emulator);
  const project = await createProject({
    program: before ?? after,
    config: {
      ...configFor(emulator),
      conversations: await makeConversations(bench),
      scorecard: await scorecard(bench),
      hook: { secret: "https://hooks.example.com/secret-path-1" },
      otherHook: { secret: "https://other.example.com/secret-path-2" },
    },
  });
  try {
    if (before !== undefined) await project.up();
    await meanwhile?.(bench, (name) => idOf(project, name));
    for (const [key, value] of Object.entries(config ?? {})) await project.run(["config", "set", key, value]);
    project.write(after);
    const args = ["preview", "--json", ...(short ? [] : ["--show-sames"]), ...more];
    const { stdout } = await project.run(args).catch(() => project.run(args, { expectFailure: true }));
    return anonymous(stdout, project.name, emulator.intelligenceUrl);
  } finally {
    project.dispose();
    await emulator.close();
  }
}

function idOf(project: Project, name: string): string {
  const id = project.state().resources.find(({ urn }) => urn.endsWith(`:${name}`))?.id;
  if (id === undefined) throw new Error(`the state holds no resource ${name}`);
  return id;
}

/**
 * `tsx test/golden/review/capture.ts [case…]` writes the previews and their comments anew, without a name all of them; it takes some
 * minutes. Read the difference.
 */
async function main(names: string[]): Promise<void> {
  for (const one of CASES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const preview = await capture(one);
    writeFileSync(join(__dirname, `${one.name}.json`), preview);
    writeFileSync(join(__dirname, `${one.name}.md`), commentOn(preview));
    console.log(one.name);
  }
  execFileSync(join(__dirname, "../../../node_modules/.bin/biome"), ["check", "--write", __dirname], {
    stdio: "inherit",
  });
}

if (require.main === module) void main(process.argv.slice(2));
