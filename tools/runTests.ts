import { run } from "node:test";
import { spec } from "node:test/reporters";
import { LOAD_SOURCES } from "./loader";

interface Limits {
  /** Number of files that run at a time. */
  concurrency: number;
  /** Time after which a test fails. */
  testTimeoutMs: number;
  /** Time after which a file ends the run: it hangs where no test's own timeout can end it. */
  fileTimeoutMs: number;
}

/** Runs test files, or groups of them, each in a process of its own, prints what comes of them, and returns what is wrong with the run: nothing if all passed. */
export async function runTests(files: string[], limits: Limits): Promise<string[]> {
  const abort = new AbortController();
  const stream = run({
    files,
    concurrency: limits.concurrency,
    timeout: limits.testTimeoutMs,
    signal: abort.signal,
    execArgv: LOAD_SOURCES,
  });
  const problems = new Set<string>();
  const timers = new Map<string, NodeJS.Timeout>();
  const hangs = (file: string) => {
    problems.add(`${file} did not end within ${limits.fileTimeoutMs / 60_000} minutes. The run is over.`);
    abort.abort();
  };
  // A file is reported like a test of its own, under its path.
  stream.on("test:dequeue", ({ name, nesting }) => {
    if (nesting === 0 && files.includes(name)) timers.set(name, setTimeout(hangs, limits.fileTimeoutMs, name));
  });
  stream.on("test:complete", ({ name }) => clearTimeout(timers.get(name)));
  let ran = 0;
  /** Number of tests reported since the last suite or test of a file began. */
  let inside = 0;
  stream.on("test:start", ({ nesting }) => {
    inside = nesting === 0 ? 0 : inside + 1;
  });
  stream.on("test:pass", ({ name, file, skip, nesting, details }) => {
    if (skip) return;
    // The runner reports a file without tests as one passed test, and one in a group is a suite.
    const isEmptySuite = details.type === "suite" && nesting === 0 && inside === 0;
    if (name === file || isEmptySuite) problems.add(`${name} contains no test.`);
    ran++;
  });
  stream.on("test:fail", () => {
    ran++;
    problems.add("A test failed.");
  });
  const printed = stream.compose(new spec());
  for await (const text of printed) process.stdout.write(text);
  for (const timer of timers.values()) clearTimeout(timer);
  return ran === 0 ? ["No test ran.", ...problems] : [...problems];
}
