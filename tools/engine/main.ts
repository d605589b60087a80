import { ensureEngine } from ".";

ensureEngine().then(
  (engine) => console.log(engine.bin),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
