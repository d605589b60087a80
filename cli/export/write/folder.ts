import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../../api/problem";

/** What an export leaves in its folder for the next one. */
const MANIFEST = ".twilio-intelligence-export.json";

const manifest = z.object({
  /** Of this file's form. */
  form: z.literal(1),
  /** SHA-256 of what was written, by file. */
  files: z.record(z.string(), z.string()),
  /** Names in the program, by id: those of resources, and those of what it refers to. */
  names: z.record(z.string(), z.string()),
  outside: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifest>;

export type FileState = "new" | "changed" | "unchanged" | "edited";

/** A file as it is to be. `edited`: somebody changed it, or made it, since an export last wrote it. */
export interface PlannedFile {
  path: string;
  text: string;
  state: FileState;
}

/** What an earlier export left in the folder; `undefined` where none did. */
export function readManifest(out: string): Manifest | undefined {
  const file = join(out, MANIFEST);
  if (!existsSync(file)) return undefined;
  const parsed = manifest.safeParse(parseJson(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${file} is not what an export of this release writes. Export into another folder, or delete the file and use --force.`,
  );
}

/** How every file compares with what is in the folder. */
export const compareFiles = (
  out: string,
  files: ReadonlyMap<string, string>,
  before: Manifest | undefined,
): PlannedFile[] => [...files].map(([path, text]) => ({ path, text, state: stateOf(out, path, text, before) }));

function stateOf(out: string, path: string, text: string, before: Manifest | undefined): FileState {
  const file = join(out, path);
  if (!existsSync(file)) return "new";
  const there = readFileSync(file);
  if (hash(there) === hash(text)) return "unchanged";
  return hash(there) === before?.files[path] ? "changed" : "edited";
}

/** Refuses the whole where a file would be lost. */
export function requireUnedited(out: string, files: readonly PlannedFile[]): void {
  const edited = files.filter(({ state }) => state === "edited").map(({ path }) => join(out, path));
  if (edited.length === 0) return;
  throw new Error(
    `Nothing was written: ${edited.join(", ")} ${edited.length === 1 ? "has" : "have"} been edited, or ${edited.length === 1 ? "was" : "were"} not written by an export. Export into another folder, or overwrite with --force.`,
  );
}

/** Writes what differs, takes away what an earlier export wrote and this one does not, and remembers what is there. */
export function writeFiles(
  out: string,
  files: readonly PlannedFile[],
  before: Manifest | undefined,
  names: Pick<Manifest, "names" | "outside">,
): void {
  mkdirSync(out, { recursive: true });
  for (const { path, text, state } of files) if (state !== "unchanged") writeFileSync(join(out, path), text);
  for (const path of staleFiles(out, files, before)) rmSync(join(out, path));
  const hashes = Object.fromEntries(files.map(({ path, text }) => [path, hash(text)]));
  writeFileSync(join(out, MANIFEST), `${JSON.stringify({ form: 1, files: hashes, ...names }, undefined, 2)}\n`);
}

/** Files of an earlier export, unedited since, that are not part of this one. */
const staleFiles = (out: string, files: readonly PlannedFile[], before: Manifest | undefined): string[] =>
  Object.entries(before?.files ?? {})
    .filter(([path]) => /^[\w.]+$/.test(path) && files.every((file) => file.path !== path))
    .filter(([path, written]) => existsSync(join(out, path)) && hash(readFileSync(join(out, path))) === written)
    .map(([path]) => path);

const hash = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
