import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
const FOLDER = join(ROOT, "node_modules", ".cache", "groups");

/** Number of files in a group. With more, a process takes longer to free what its earlier files have left. */
const SIZE = 8;

/**
 * Writes programs that run up to 8 of these test files each, one after the other, and returns the paths of the programs. Each file, which is given by
 * its path in the repository, is a suite of that name. A process for each file would take half as much CPU time again, most of it to load the same packages.
 */
export function groupTests(files: readonly string[]): string[] {
  const groups = Array.from({ length: Math.ceil(files.length / SIZE) }, (_, at) =>
    files.slice(at * SIZE, (at + 1) * SIZE),
  );
  mkdirSync(FOLDER, { recursive: true });
  return groups.map(writeGroup);
}

function writeGroup(files: readonly string[]): string {
  const suites = files.map((file) => {
    return `suite(${JSON.stringify(file)}, () => { require(${JSON.stringify(join(ROOT, file))}); });\n`;
  });
  const program = `const { suite } = require("node:test");\n${suites.join("")}`;
  // By content: another run may have other groups.
  const path = join(FOLDER, `${createHash("sha256").update(program).digest("hex").slice(0, 16)}.cjs`);
  writeFileSync(path, program);
  return path;
}
