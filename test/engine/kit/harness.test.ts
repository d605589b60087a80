import assert from "node:assert/strict";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { isAsUsers } from "../../../tools/loader";
import { createProject, type ProjectOptions } from "./harness";
import { configAt } from "./stack-files";

async function project(t: TestContext, options: ProjectOptions) {
  const made = await createProject({ place: "apart", ...options });
  t.after(() => made.dispose());
  return made;
}

/** A provider that a program reaches the way it reaches ours: a constant text that requires a package by name. */
const PROVIDER = 'exports.handler=()=>require("tiny-provider").note';
const TINY_PROVIDER = {
  "node_modules/tiny-provider/package.json": '{"name":"tiny-provider","version":"1.0.0","main":"index.js"}',
  "node_modules/tiny-provider/index.js": `exports.note = {
    async check(olds, news) {
      return { inputs: news, failures: news.text === "invalid" ? [{ property: "text", reason: "this text is invalid" }] : [] };
    },
    async create(inputs) { return { id: "note-1", outs: { ...inputs, cwd: process.cwd() } }; },
    async diff(id, olds, news) { return { changes: olds.text !== news.text, replaces: [] }; },
    async update(id, olds, news) {
      if (news.text === "refused") throw new Error("this text is refused");
      return { outs: { ...news, cwd: process.cwd() } };
    },
    async delete() {},
  };`,
};

function noteProgram(text: string): string {
  return `
    const pulumi = require("@pulumi/pulumi");
    class Note extends pulumi.CustomResource {
      constructor(name, text) {
        super("pulumi-nodejs:dynamic/tiny:Note", name, { __provider: ${JSON.stringify(PROVIDER)}, text, cwd: undefined });
      }
    }
    const note = new Note("note", ${JSON.stringify(text)});
    exports.text = note.text;
    exports.cwd = note.cwd;`;
}

test("a program goes up, shows its outputs and goes down again", async (t) => {
  const stack = await project(t, {
    program: 'const p = require("@pulumi/pulumi"); exports.greeting = new p.Config().require("greeting");',
    config: { greeting: "hello" },
  });
  const up = await stack.up();
  assert.deepEqual(up.changes, { create: 1 });
  assert.match(up.output, /1 created/);
  assert.deepEqual(stack.outputs(), { greeting: "hello" });
  assert.deepEqual((await stack.destroy()).changes, { delete: 1 });
  assert.deepEqual(stack.state().resources, []);
  stack.dispose();
  assert.equal(existsSync(stack.root), false);
});

test("a resource whose provider is a require of a package is created, updated, refreshed and deleted", async (t) => {
  const stack = await project(t, { program: noteProgram("first"), files: TINY_PROVIDER });
  const preview = await stack.preview();
  assert.deepEqual(preview.changes, { create: 2 });
  assert.deepEqual(stack.state().resources, []);

  assert.deepEqual((await stack.up()).changes, { create: 2 });
  const note = stack.state().resources.find(({ id }) => id === "note-1");
  assert.equal(note?.outputs.__provider, PROVIDER);

  stack.write(noteProgram("second"));
  const update = await stack.up({ withPreview: true });
  assert.deepEqual(update.changes, { same: 1, update: 1 });
  assert.equal(update.steps.at(-1)?.type, "pulumi-nodejs:dynamic/tiny:Note");
  assert.equal(stack.outputs().text, "second");

  assert.deepEqual((await stack.refresh()).changes, { same: 2 });
  assert.deepEqual((await stack.destroy()).changes, { delete: 2 });
});

test("a program that runs together with others does the same as in a process of its own, and fails in the same way", async (t) => {
  const program = `${noteProgram("first")}
    const config = new pulumi.Config();
    pulumi.log.warn("from " + config.require("place"), note);
    exports.password = config.requireSecret("password");`;
  const config = { place: "there", password: { secret: "correct-horse-battery" } };
  const lives = (["together", "asUsers"] as const).map(async (place) => {
    const stack = await project(t, { program, files: TINY_PROVIDER, config, place });
    const [preview, up] = [await stack.preview(), await stack.up()];
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(stack.name, "project"));
    const resources = stack.state().resources.map(({ urn, outputs }) => [urn, Object.keys(outputs)]);
    stack.write(noteProgram("refused"));
    const refused = await stack.up({ expectFailure: true });
    stack.write(noteProgram("invalid"));
    const invalid = await stack.preview({ expectFailure: true });
    stack.write('throw new Error("nothing is declared");');
    const thrown = await stack.preview({ expectFailure: true });
    stack.write("module.exports = async () => ({ pid: process.pid });");
    const deleted = await stack.up();
    const { pid } = stack.outputs();
    const commands = [preview, up, refused, invalid, thrown, deleted];
    return {
      pid,
      warnings: up.output.match(/warning: from there/g),
      errors: [refused, invalid, thrown].map(({ output }) => output.match(/this text is \w+|nothing is declared/)?.[0]),
      ...plain({
        resources,
        changes: commands.map(({ changes }) => changes),
        steps: commands.map(({ steps }) => steps),
      }),
    };
  });
  const [together, apart] = await Promise.all(lives);
  assert.notEqual(together?.pid, apart?.pid);
  assert.deepEqual({ ...together, pid: 0 }, { ...apart, pid: 0 });
});

test("the programs of a test run in one process, which is not the test's", { skip: isAsUsers }, async (t) => {
  const pids = [1, 2].map(async () => {
    const program = "exports.pid = process.pid;";
    const stack = await project(t, { program, place: "together" });
    await stack.up();
    return stack.outputs().pid;
  });
  const [one, other] = await Promise.all(pids);
  assert.equal(one, other);
  assert.notEqual(one, process.pid);
});

test("dynamic hosts of one process keep apart what they print, where they are, and what they have loaded", {
  skip: isAsUsers,
}, async (t) => {
  const provider = `let made = 0;
    exports.note = {
      async create(inputs) {
        made++;
        await new Promise((done) => setTimeout(done, 200));
        console.log("printed in " + process.cwd());
        console.warn("warned in " + process.cwd());
        return { id: "note-1", outs: { ...inputs, cwd: made + " in " + process.pid + " for " + process.argv[2] } };
      },
    };`;
  const files = { ...TINY_PROVIDER, "node_modules/tiny-provider/index.js": provider };
  const stacks = [1, 2].map(() => project(t, { program: noteProgram("first"), files, place: "together" }));
  const [one, other] = await Promise.all(stacks);
  assert.ok(one && other);
  const ups = await Promise.all([one.up(), other.up()]);
  for (const [up, own, foreign] of [
    [ups[0], one, other],
    [ups[1], other, one],
  ] as const) {
    for (const text of ["printed in ", "warned in "]) assert.ok(up.output.includes(`${text}${own.folder}`), up.output);
    assert.ok(!up.output.includes(foreign.folder), up.output);
  }
  const [first, second] = [one, other].map((stack) => /^1 in (\d+) for (.+:\d+)$/.exec(String(stack.outputs().cwd)));
  assert.ok(first && second);
  assert.equal(first[1], second[1], "they share a process");
  assert.notEqual(first[2], second[2], "each has its own engine");
});

test("a command that ends other than expected throws with all it printed", async (t) => {
  const stack = await project(t, { program: noteProgram("first"), files: TINY_PROVIDER });
  await stack.up();
  await assert.rejects(stack.up({ expectFailure: true }), /should have failed[\s\S]*2 unchanged/);
  stack.write(noteProgram("refused"));
  await assert.rejects(stack.up(), /this text is refused/);
  const failed = await stack.up({ expectFailure: true });
  assert.notEqual(failed.code, 0);
  assert.match(failed.output, /this text is refused/);
});

test("the dynamic host loads packages from the program's folder when the project names one", async (t) => {
  const stack = await project(t, {
    program: noteProgram("first"),
    files: TINY_PROVIDER,
    main: "programs/note",
    place: "asUsers",
  });
  await stack.up();
  assert.equal(stack.outputs().cwd, realpathSync(join(stack.folder, "programs", "note")));
  await stack.refresh();
  await stack.destroy();
});

test("a secret of the config is readable by the program and nowhere in the state", async (t) => {
  const secret = "correct-horse-battery";
  const url = "http://127.0.0.1:1";
  const stack = await project(t, {
    program: `const p = require("@pulumi/pulumi");
      const config = new p.Config("twilio-intelligence");
      exports.length = p.unsecret(config.requireSecret("apiSecret").apply((text) => text.length));
      exports.secret = config.requireSecret("apiSecret");
      exports.url = config.require("baseUrl");`,
    config: configAt(url, { accountSid: "AC1", apiKey: "SK1", apiSecret: secret }),
  });
  const { output } = await stack.up();
  assert.equal(stack.outputs().length, secret.length);
  assert.equal(stack.outputs().url, url);
  assert.equal(`${stack.stateText()}${output}`.includes(secret), false);
  assert.ok(stack.stateText().includes(url), "the scan has to see the state");
});

test("a developer's own Twilio and Pulumi settings do not reach the program", async (t) => {
  const settings = ["TWILIO_API_SECRET", "PULUMI_CONFIG_PASSPHRASE"];
  const before = new Map(settings.map((name) => [name, process.env[name]]));
  t.after(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  for (const name of settings) process.env[name] = "from the developer";
  const stack = await project(t, {
    program: `
      exports.theirs = Object.entries(process.env).filter(([, value]) => value === "from the developer").map(([name]) => name);
      exports.mine = process.env.MINE;`,
    env: { MINE: "yes" },
  });
  await stack.up();
  assert.deepEqual(stack.outputs(), { theirs: [], mine: "yes" });
});
