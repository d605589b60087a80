// `npm run test:mutants`: changes the sources in small ways, and shows which changes no test notices.

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ["{provider,api,policy}/**/*.ts", "cli/{review,drift,verify}/**/*.ts", "!**/*.generated.ts"],

  plugins: ["./tools/mutants/runner.mts"],
  testRunner: "node-test",
  nodeTest: {
    // In the order in which they run on a mutant, which ends with the first that fails: the fastest first.
    testFiles: [
      "test/unit/{announcements,api,conflicts,drift,input,policy,reads,review,rules,verify}/**/*.test.ts",
      "test/contract/provider/**/*.test.ts",
      "test/contract/cli/{drift,drift-unmanaged,review,stack}.test.ts",
      "test/contract/cli/verify/*.test.ts",
      "test/contract/reads/*.test.ts",
      "test/contract/hostile/credentials.test.ts",
      "test/contract/client/{*,faults/outcome}.test.ts",
      "test/contract/requests/*.test.ts",
    ],
    exclude: [
      // They need `dist/` or `bench/`, start processes, or change what all tests of a process share.
      "test/unit/input/docs-args.test.ts",
      "test/unit/review/reading/large.test.ts",
      "test/unit/rules/rules-sdk.test.ts",
      "test/contract/client/{live,proxy}.test.ts",
      // They wait, or draw many random values.
      "test/contract/client/{emulator,virtual}.test.ts",
      "test/contract/provider/{content/sent,kinds/memory-store}.test.ts",
    ],
    slowMs: 2000,
  },
  coverageAnalysis: "perTest",
  ignorePatterns: ["dist", ".demo", "bench", "*.tgz"],
  disableTypeChecks: false,
  warnings: { unknownOptions: false },

  // A mutant whose code and tests are as they were is not run again.
  incremental: true,
  incrementalFile: ".mutants/incremental.json",
  tempDirName: ".mutants/sandbox",
  reporters: ["clear-text", "progress-append-only", "html"],
  htmlReporter: { fileName: ".mutants/report.html" },
  clearTextReporter: { allowColor: false, logTests: false },

  concurrency: 2,
  dryRunTimeoutMinutes: 30,
  timeoutMS: 20_000,
  timeoutFactor: 4,
};
