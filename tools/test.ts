import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { ensureBuild, filesIn } from "./build";
import { ensureEngine } from "./engine";
import { runTests } from "./runTests";
import { groupTests } from "./testGroups";

const ROOT = join(__dirname, "..");

/** Number of concurrent test files: two more than cores, because tests mostly wait for other processes. */
const CONCURRENCY = availableParallelism() + 2;

/** Tests that download package managers, runtimes, test runners and servers. They run only when asked for. */
const APART = "test/environments/";

/** Times after which a test, and a whole file, count as hanging: far beyond what the slowest takes on a slow machine. */
const TEST_TIMEOUT_MS = 15 * 60_000;
const FILE_TIMEOUT_MS = 45 * 60_000;

/**
 * `npm test`: runs all test files but those of set-ups, or those whose path contains one of the arguments (`npm test -- unit/ conflict`).
 * Exits with 1 if a test fails, if one hangs, or if no test ran.
 */
async function main(filters: string[]): Promise<void> {
  const isWanted = (file: string) => filters.some((filter) => file.includes(filter));
  const files = testFiles().filter((file) => (filters.length === 0 ? !file.startsWith(APART) : isWanted(file)));
  if (files.length === 0) throw new Error(`No test file's path contains ${filters.join(" or ") || "anything"}.`);
  removeTwilioCredentials();
  // Starting Node takes most of the time. With this cache, processes reuse compiled code.
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, "node_modules", ".cache", "compiled");
  const engineTests = files.filter(usesEngine);
  await Promise.all([ensureBuild(), engineTests.length > 0 && prepareEngine()]);

  const others = files.filter((file) => !usesEngine(file));
  const problems = await runTests([...engineTests.map((file) => join(ROOT, file)), ...groupTests(others)], {
    concurrency: CONCURRENCY,
    testTimeoutMs: TEST_TIMEOUT_MS,
    fileTimeoutMs: FILE_TIMEOUT_MS,
  });
  for (const problem of problems) fail(problem);
}

const usesEngine = (file: string): boolean => file.startsWith("test/engine/") || file.startsWith(APART);

/** Returns the paths of all test files in the repository, with forward slashes. */
function testFiles(): string[] {
  return ["test/unit", "test/contract", "test/engine", APART]
    .flatMap((folder) => filesIn(folder))
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
}

/** Removes Twilio credentials from the environment, so that tests use a real account only if requested. */
function removeTwilioCredentials(): void {
  if (process.env.TWILIO_LIVE_TESTS === "1") return;
  console.log(
    "Tests against a real Twilio account are skipped. To run them, set TWILIO_LIVE_TESTS=1 and TWILIO_* credentials.",
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
