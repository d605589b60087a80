import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { ensureBuild, filesIn } from "./build";
import { ensureEngine } from "./engine";

const ROOT = join(__dirname, "..");

/** One file more than there are cores: most of the time a test waits for a process that waits for another one. */
const CONCURRENCY = availableParallelism() + 1;

/**
 * What `npm test` runs: every test file, or those whose path contains one of the arguments (`npm test -- unit/ conflict`).
 * Exits with 1 when a test fails and when none ran.
 */
async function main(filters: string[]): Promise<void> {
  const files = testFiles().filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
  if (files.length === 0) throw new Error(`No test file's path contains ${filters.join(" or ") || "anything"}.`);
  removeTwilioCredentials();
  // Most of what is run here is Node starting: each of its processes finds what the one before has compiled.
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, "node_modules", ".cache", "compiled");
  const isEngineNeeded = files.some((file) => file.startsWith("test/engine/"));
  await Promise.all([ensureBuild(), isEngineNeeded && prepareEngine()]);

  const stream = run({
    files: files.map((file) => join(ROOT, file)),
    concurrency: CONCURRENCY,
    execArgv: ["--require", "tsx/cjs"],
  });
  let ran = 0;
  stream.on("test:pass", ({ name, file, skip }) => {
    if (skip) return;
    // A file without a test is reported as if it were one that passed.
    if (name === file) fail(`${file} holds no test.`);
    ran++;
  });
  stream.on("test:fail", () => {
    ran++;
    process.exitCode = 1;
  });
  stream.on("end", () => {
    if (ran === 0) fail("No test ran.");
  });
  stream.compose(new spec()).pipe(process.stdout);
}

/** Paths below the repository, with forward slashes. */
function testFiles(): string[] {
  return ["test/unit", "test/contract", "test/engine"]
    .flatMap((folder) => filesIn(folder))
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
}

/** A shell that is set up for a real account must not lend it to a test unless that is asked for. */
function removeTwilioCredentials(): void {
  if (process.env.TWILIO_LIVE_TESTS === "1") return;
  console.log(
    "Tests against a real Twilio account are skipped; TWILIO_LIVE_TESTS=1 and TWILIO_* credentials run them.",
  );
  for (const name of Object.keys(process.env)) if (name.startsWith("TWILIO_")) delete process.env[name];
}

async function prepareEngine(): Promise<void> {
  const engine = await ensureEngine();
  console.log(`Engine: pulumi ${engine.version} (${engine.bin})`);
  process.env.PULUMI_ENGINE_BIN = engine.bin;
  process.env.PATH = [engine.path, process.env.PATH].join(delimiter);
}

function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
