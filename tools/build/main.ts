import { build } from ".";

/** `npm run build`: compiles the package to `dist/`. */
build().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
