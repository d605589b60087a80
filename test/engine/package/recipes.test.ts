import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { test } from "node:test";
import { startEmulator } from "../../../emulator/index";
import type { Project } from "../kit/harness";
import { shellEnv } from "../kit/shell";
import { OPERATORS, SERVICES, type Stand, standOn } from "../kit/stand";

/*
 * The recipes of docs/recipes.md, as they stand: files are written, and commands are run by a shell, in the order of the page. What a
 * recipe says of somebody else is done between two blocks of commands.
 */

const ROOT = join(__dirname, "../../..");
const PAGE = readFileSync(join(ROOT, "docs/recipes.md"), "utf8");

interface Block {
  language: string;
  /** Name of the file; empty for commands. */
  file: string;
  text: string;
}

/** Sections of the page by their titles. */
const recipes = new Map(
  PAGE.split(/^## /m)
    .slice(1)
    .map((section): [string, Block[]] => {
      const blocks = [...section.matchAll(/```(\w+) ?(\S*)\n([\s\S]*?)```/g)];
      const title = section.slice(0, section.indexOf("\n"));
      return [title, blocks.map(([, language = "", file = "", text = ""]) => ({ language, file, text }))];
    }),
);

interface Recipe {
  /** What somebody else does after the first commands. */
  meanwhile?(made: Stand): Promise<void>;
  /** What the account is like in the end. */
  after(made: Stand): Promise<void>;
}

const services = async ({ call, emulator }: Stand, account = 0): Promise<Record<string, unknown>[]> => {
  const { apiKey, apiSecret } = emulator.accounts[account] ?? emulator;
  return (await call("GET", SERVICES, { as: `${apiKey}:${apiSecret}` })).body.services;
};

const edit = async (made: Stand, form: Record<string, string>): Promise<void> => {
  assert.equal((await made.call("POST", `${SERVICES}/${made.id("calls")}`, { form })).status, 200);
};

const EXPECTED: Record<string, Recipe> = {
  "A prompt from a file": {
    async after({ call, id }) {
      const { prompt } = (await call("GET", `${OPERATORS}/${id("tone")}`)).body;
      assert.equal(prompt, recipes.get("A prompt from a file")?.find(({ language }) => language === "md")?.text);
    },
  },
  "Merge once": {
    meanwhile: (made) => edit(made, { FriendlyName: "By hand" }),
    async after(made) {
      const [{ friendly_name, webhook_url } = {}] = await services(made);
      assert.deepEqual([friendly_name, webhook_url], ["By hand", "https://example.com/b"]);
      const config = await made.project.run(["config", "--json"]);
      assert.doesNotMatch(config.output, /onConflict/);
      assert.match((await made.project.preview()).output, /friendlyName/);
    },
  },
  "Move a Service to another account": {
    async after(made) {
      assert.equal((await services(made)).length, 1);
      const [moved] = await services(made, 1);
      assert.equal(moved?.sid, made.id("calls"));
    },
  },
  "Retire a resource and keep its object": {
    async after(made) {
      assert.equal((await services(made)).length, 1);
      assert.throws(() => made.id("calls"), /no resource calls/);
    },
  },
  "Undo changes made by hand": {
    meanwhile: (made) => edit(made, { AutoRedaction: "false" }),
    async after(made) {
      assert.equal((await services(made))[0]?.auto_redaction, true);
    },
  },
  "An integration test": {
    async after(made) {
      assert.deepEqual(await services(made), []);
    },
  },
};

/** Puts the command where npm does when it installs the package, and as something that can be executed, which the build does not make. */
function link({ folder }: Project): void {
  const bin = join(folder, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  const command = `#!/bin/sh\nexec node '${join(ROOT, "dist/cli/main.js")}' "$@"\n`;
  writeFileSync(join(bin, "pulumi-twilio-intelligence"), command, { mode: 0o755 });
}

/** Runs commands as a person would type them. The emulator of this process answers meanwhile. */
async function shell(commands: string, cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn("sh", ["-e", "-c", `exec 2>&1\n${commands}`], { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  const [output, [status]] = await Promise.all([textOf(child.stdout), once(child, "close")]);
  return { status, output };
}

test("every recipe of the page is run", () => {
  assert.deepEqual([...recipes.keys()], Object.keys(EXPECTED));
});

for (const [title, recipe] of Object.entries(EXPECTED)) {
  test(`recipe: ${title}`, async (t) => {
    const emulator = await startEmulator({ accounts: 2 });
    t.after(() => emulator.close());
    const [, emea] = emulator.accounts;
    const config = { "twilio-intelligence:accounts": { secret: JSON.stringify({ emea }) } };
    const made = await standOn(t, emulator, "", config, "apart");
    const { project } = made;
    const env = { ...shellEnv(project), PULUMI_SKIP_UPDATE_CHECK: "1" };
    link(project);
    let { meanwhile } = recipe;
    for (const { language, file, text } of recipes.get(title) ?? []) {
      if (language !== "sh") {
        mkdirSync(join(project.folder, dirname(file)), { recursive: true });
        writeFileSync(join(project.folder, file), text);
        continue;
      }
      const { status, output } = await shell(text, project.folder, env);
      assert.equal(status, 0, output);
      await meanwhile?.(made);
      meanwhile = undefined;
    }
    await recipe.after(made);
  });
}
