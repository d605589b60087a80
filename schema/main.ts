import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { declarations } from "./declarations";
import { outputNames } from "./outputs";
import { packageSchema } from "./pulumi";
import { readDeclarations } from "./reads";

const ROOT = join(__dirname, "..");

/** Content that `npm run generate` writes, by file. */
const files: Record<string, () => string> = {
  "sdk/types.generated.ts": declarations,
  "sdk/reads.generated.ts": readDeclarations,
  "sdk/outputs.generated.ts": outputNames,
  "schema/schema.generated.json": () => `${JSON.stringify(packageSchema(), null, 1)}\n`,
};

/** Writes the files; with `--check`, names those that are due instead, and exits with 1 where there is one. */
function main(isCheck: boolean): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(ROOT, name);
    const isDue = !existsSync(file) || readFileSync(file, "utf8") !== text();
    if (!isDue) continue;
    if (!isCheck) {
      writeFileSync(file, text());
      continue;
    }
    console.error(`${name} is not what the tables say. Run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}

main(process.argv.includes("--check"));
