import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Scope } from "../../../faults/cell";
import { type Ended, runOn } from "../../kit/command";
import { type Bench, bench } from "../../kit/emulator";
import { smallAccount } from "./kit";

/** What `import.json` holds. */
export const importFile = z.object({
  resources: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      id: z.string(),
      inputs: z.record(z.string(), z.unknown()),
      outputs: z.record(z.string(), z.unknown()),
    }),
  ),
});

export interface Stand extends Bench {
  folder: string;
  export(...args: string[]): Promise<Ended>;
  text(file: string): string;
  /** Every file in the folder. */
  files(): Record<string, string>;
  /** What `import.json` has, as `Type name`. */
  imports(): string[];
}

/** An emulator, and a folder to export to. */
export async function stand(t: Scope): Promise<Stand> {
  const on = await bench(t);
  const root = mkdtempSync(join(tmpdir(), "twilio-intelligence-export-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, "intelligence");
  const text = (file: string) => readFileSync(join(folder, file), "utf8");
  return {
    ...on,
    folder,
    export: (...args) => runOn(on.emulator, ["export", "--out", folder, ...args]),
    text,
    files: () => Object.fromEntries(readdirSync(folder).map((file) => [file, text(file)])),
    imports: () =>
      importFile
        .parse(JSON.parse(text("import.json")))
        .resources.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`),
  };
}

/** An export of the small account. */
export async function exported(t: Scope, ...args: string[]) {
  const on = await stand(t);
  const ids = await smallAccount(on);
  on.emulator.clearRequests();
  const outcome = await on.export(...args);
  assert.equal(outcome.code, 0, outcome.err);
  return { ...on, ids, outcome };
}
