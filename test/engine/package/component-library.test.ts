import assert from "node:assert/strict";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { report } from "../../environments/table";
import { stand } from "../kit/stand";

const NAME = "pulumi-twilio-intelligence";

test("a package that only a component library has is asked for once, by the package.json that needs it", async (t) => {
  const { project, id } = await stand(
    t,
    'const { calls } = require("calls-library");\ncalls("one"); calls("two");',
    {},
    {},
    "asUsers",
  );
  const modules = join(project.root, "node_modules");
  const library = join(modules, "calls-library");
  mkdirSync(join(library, "node_modules"), { recursive: true });
  writeFileSync(join(library, "package.json"), JSON.stringify({ name: "calls-library", main: "index.js" }));
  writeFileSync(
    join(library, "index.js"),
    `const { Service } = require("${NAME}");\nexports.calls = (name) => new Service(name, { uniqueName: name });`,
  );
  // As a package manager lays it out that gives each package its own dependencies and no others.
  renameSync(join(modules, NAME), join(library, "node_modules", NAME));
  const { output } = await project.preview({ expectFailure: true });
  const [, told] =
    /error: (pulumi-twilio-intelligence cannot be loaded from .*, where Pulumi runs [^:]*)/.exec(output) ?? [];
  assert.ok(told !== undefined, output);
  assert.match(
    output,
    /Add it to the dependencies of the package\.json there \(npm install pulumi-twilio-intelligence\)/,
  );
  assert.doesNotMatch(output, /Cannot find module|node:internal/);

  symlinkSync(join(library, "node_modules", NAME), join(modules, NAME));
  await project.up();
  assert.match(id("one"), /^GA/);
  assert.match(id("two"), /^GA/);
  report(t, "component-library-alone", `refused: ${told.replaceAll(project.folder, "…")}`);
  report(t, "component-library", "works");
});
