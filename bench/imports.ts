import { spawnSync } from "node:child_process";
import { type Part, spreadOf } from "./part";

const IMPORTS = 5;
const PACKAGE = "pulumi-twilio-intelligence";

/** Returns the time of a `require` in a new process, in ms. `after` is loaded first and does not count. */
function importMilliseconds(specifier: string, after: string): number {
  const program = `
    require(${JSON.stringify(after)});
    const start = performance.now();
    require(${JSON.stringify(specifier)});
    console.log(performance.now() - start);`;
  const times = Array.from({ length: IMPORTS }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", program], {
      cwd: __dirname,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
  });
  return spreadOf(times).median;
}

/** Measures how long the package takes to load. */
export async function measureImports(): Promise<Part> {
  const imports = {
    "@pulumi/pulumi": importMilliseconds("@pulumi/pulumi", "node:fs"),
    [PACKAGE]: importMilliseconds(PACKAGE, "@pulumi/pulumi"),
    [`${PACKAGE}/provider`]: importMilliseconds(`${PACKAGE}/provider`, "node:fs"),
  };
  const shown = Object.entries(imports).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
  return { lines: [`Import, median of ${IMPORTS}: ${shown.join(", ")}`], results: imports };
}
