import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { SENTIMENT, SERVICES, type Stand, stand } from "../engine/kit/stand";
import { LAYOUTS, type Layout, type LayoutName } from "./layouts";
import { obtain, pack } from "./npm";
import { SETUPS } from "./setups";
import { report } from "./table";

const NAME = "pulumi-twilio-intelligence";

/** The program of every layout, whose Service has the name of the layout. */
const programOf = (imports: string, layout: string) => `
const pulumi = require("@pulumi/pulumi");
const { IntelligenceConfiguration, Service } = require("${imports}");
const calls = new Service("calls", { uniqueName: "calls", friendlyName: "${layout}" });
new IntelligenceConfiguration("live", { displayName: "live", description: calls.sid, rules: [
  { name: "sentiment", operators: [{ id: "${SENTIMENT}" }], triggers: [{ on: "CONVERSATION_END" }] },
] });`;

/** The same without this package. */
const BARE = `require("@pulumi/pulumi");`;

const UP = ["up", "--yes", "--skip-preview", "--refresh"];

/** A test of each layout. All have one stack, whose state each takes from the one before it. */
export function tryLayouts(names: readonly LayoutName[]): void {
  const releases: (() => unknown)[] = [];
  let made: Stand;
  let tarball: string;
  before(async () => {
    made = await stand({ after: (release) => releases.unshift(release) }, programOf(NAME, "none"), {}, {}, "asUsers");
    await made.project.up();
    tarball = join(made.project.root, pack(made.project.root).filename);
    // What the harness links is not what a user gets.
    rmSync(join(made.project.root, "node_modules"), { recursive: true });
  });
  after(async () => {
    for (const release of releases) await release();
  });
  for (const name of names) test(`layout: ${SETUPS[name]}`, (t) => tryLayout(t, name, made, tarball));
}

async function tryLayout(t: TestContext, name: LayoutName, made: Stand, tarball: string): Promise<void> {
  const layout: Layout = LAYOUTS[name];
  const tools = obtain(t, name, layout.tools);
  if (tools === undefined) return;
  const { project } = made;
  const place = { folder: join(project.folder, name), tools, tarball };
  const make = (source: string) => {
    writeAll(place.folder, layout, {
      ...layout.files(place),
      [layout.source ?? join(layout.main ?? "", "index.js")]: source,
    });
    layout.install(place);
  };
  const main = join(name, layout.main ?? "");
  writeFileSync(join(project.folder, "Pulumi.yaml"), `name: ${project.name}\nruntime: nodejs\nmain: ${main}\n`);
  make(programOf(layout.imports ?? NAME, name));
  made.sent();
  const { code, output } = await project.start(UP).ended;
  const written = made.sent().filter((request) => !request.startsWith("GET "));
  if (code === 0) {
    assert.deepEqual(written, [`POST ${SERVICES}/${made.id("calls")}`]);
    assert.equal(made.outputs("calls").friendlyName, name);
    return report(t, name, "works");
  }
  assert.deepEqual(written, []);
  // A refresh does not run the program, which knows what is missing.
  const { output: told } = await project.start(["preview"]).ended;
  const [, refusal] = /error: (pulumi-twilio-intelligence [^:]*)/.exec(told) ?? [];
  if (refusal !== undefined) {
    assert.match(output, /error: Cannot find module 'pulumi-twilio-intelligence\/provider'/);
    return report(t, name, `refused: ${refusal.replaceAll(project.folder, "…")}`);
  }
  make(BARE);
  const bare = await project.start(["preview"]).ended;
  assert.notEqual(bare.code, 0, `only with the package it fails: ${output}`);
  report(t, name, `Pulumi itself cannot: "${/error: (.*)/.exec(bare.output)?.[1]}"`);
}

function writeAll(folder: string, { main = "" }: Layout, files: Record<string, unknown>): void {
  const all = { [join(main, "package.json")]: { private: true, main: "index.js" }, ...files };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}
