import { globSync } from "node:fs";
import { sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { resetOptions } from "@pulumi/pulumi/runtime/settings.js";
import type { MutantCoverage, StrykerOptions } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  type CompleteDryRunResult,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { loaderOf } from "./loader.mts";
import { type Case, collector } from "./nodeTest.mts";

interface Options {
  /** Patterns, in the order in which the files run: the fastest first. */
  testFiles: string[];
  exclude: string[];
  /** Tests that take longer do not run on mutants. */
  slowMs: number;
}

/** What the mutated code and Stryker know of each other. */
interface Stryker {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage | undefined;
}

/**
 * Runs the tests of `node:test` in this process, one after the other. A process for each test file, as Node starts it, costs a second or
 * more per file and mutant; this costs what loading the sources costs, and runs only the tests that reach the mutant.
 */
class NodeTestRunner implements TestRunner {
  static inject = tokens(commonTokens.options);
  readonly #files: readonly string[];
  readonly #slowMs: number;
  readonly #stryker: Stryker = {};
  readonly #console = { ...console };
  #loader: ReturnType<typeof loaderOf> | undefined;
  #collector: ReturnType<typeof collector> | undefined;

  constructor(options: StrykerOptions) {
    const { nodeTest } = options as StrykerOptions & { nodeTest: Options };
    const excluded = new Set(nodeTest.exclude.flatMap((pattern) => globSync(pattern)));
    this.#files = nodeTest.testFiles
      .flatMap((pattern) => globSync(pattern).sort())
      .filter((file) => !excluded.has(file))
      .map((file) => file.split(sep).join("/"));
    this.#slowMs = nodeTest.slowMs;
    Object.assign(globalThis, { __stryker__: this.#stryker });
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    for (const name of Object.keys(process.env)) if (name.startsWith("TWILIO_")) delete process.env[name];
    process.env.COMMANDS_IN_PROCESS = "1";
    for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
    this.#loader = loaderOf(process.cwd(), () => this.#collector?.exports);
  }

  async dryRun(): Promise<DryRunResult> {
    const coverage: MutantCoverage = { static: {}, perTest: {} };
    this.#stryker.mutantCoverage = coverage;
    const tests: TestResult[] = [];
    for (const file of this.#files) {
      this.#stryker.currentTestId = file;
      const { cases, end } = await this.#load(file);
      const loading = coverage.perTest[file] ?? {};
      delete coverage.perTest[file];
      for (const one of this.#loader?.isMutated() ? cases : []) {
        this.#stryker.currentTestId = one.id;
        const result = await this.#run(file, one);
        if (result.timeSpentMs > this.#slowMs) {
          delete coverage.perTest[one.id];
          continue;
        }
        tests.push(result);
        // A mutant of code that runs when the file is loaded counts as reached by each of its tests.
        const reached = coverage.perTest[one.id] ?? {};
        coverage.perTest[one.id] = reached;
        for (const [id, count] of Object.entries(loading)) reached[id] = (reached[id] ?? 0) + count;
      }
      await end();
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
    const wanted = testFilter && new Set(testFilter);
    const done: CompleteDryRunResult = { status: DryRunStatus.Complete, tests: [] };
    for (const file of this.#files) {
      if (wanted && ![...wanted].some((id) => id.startsWith(`${file} `))) continue;
      done.tests.push(...(await this.#runFile(file, wanted)));
      const limited = determineHitLimitReached(this.#stryker.hitCount, hitLimit);
      if (limited) return toMutantRunResult(limited);
      if (done.tests.some(({ status }) => status === TestStatus.Failed)) break;
    }
    return toMutantRunResult(done);
  }

  /** Runs the wanted tests of a file until one fails. A file that cannot be loaded has failed. */
  async #runFile(file: string, wanted: ReadonlySet<string> | undefined): Promise<TestResult[]> {
    const results: TestResult[] = [];
    try {
      const { cases, end } = await this.#load(file);
      for (const one of cases.filter(({ id }) => wanted?.has(id) ?? true)) {
        results.push(await this.#run(file, one));
        if (results.at(-1)?.status === TestStatus.Failed) break;
      }
      await end();
    } catch (error) {
      results.push(failed({ id: file, name: file, fileName: file, timeSpentMs: 0 }, error));
    }
    return results;
  }

  async #load(file: string) {
    // A file that silences the console, or sets Pulumi's mocks, has them for itself in a process of its own.
    Object.assign(console, this.#console);
    resetOptions("project", "stack", -1, "", "", false, "");
    const found = collector(file);
    this.#collector = found;
    found.declare(() => this.#loader?.load(file));
    // What the file imports in a promise.
    await setImmediate();
    return found;
  }

  async #run(file: string, { id, run }: Case): Promise<TestResult> {
    const environment = { ...process.env };
    const start = Date.now();
    const base = () => ({ id, name: id, fileName: file, timeSpentMs: Date.now() - start });
    const stray = strayErrors();
    try {
      await Promise.race([run(), stray.first]);
      return { ...base(), status: TestStatus.Success };
    } catch (error) {
      return failed(base(), error);
    } finally {
      stray.ignore();
      process.env = environment;
      process.exitCode = undefined;
    }
  }
}

/** Errors that no call returns: `node:test` counts one against the test that runs. */
function strayErrors() {
  let reject = (_: unknown) => {};
  const first = new Promise<never>((_, fail) => {
    reject = fail;
  });
  first.catch(() => undefined);
  const events = ["uncaughtException", "unhandledRejection"];
  const listener = (error: unknown) => reject(error);
  for (const event of events) process.on(event, listener);
  return {
    first,
    ignore: () => {
      for (const event of events) process.off(event, listener);
    },
  };
}

const failed = (base: Omit<TestResult, "status">, error: unknown): TestResult => ({
  ...base,
  status: TestStatus.Failed,
  failureMessage: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "node-test", NodeTestRunner)];
