import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../../api/problem";
import { isName } from "../plan/names";

/** File with the data that the next export into this folder needs. */
const MANIFEST = ".twilio-intelligence-export.json";

const manifest = z.object({
  /** Version of the format. */
  form: z.literal(1),
  /** SHA-256 of each written file. */
  files: z.record(z.string(), z.string()),
  /** Names in the program, by id, of resources (`names`) and of objects that it refers to (`outside`). */
  names: z.record(z.string(), z.string().refine(isName)),
  outside: z.record(z.string(), z.string().refine(isName)),
});
export type Manifest = z.infer<typeof manifest>;

export type FileState = "new" | "changed" | "unchanged" | "edited";

/** A planned file. `edited`: the existing file was not written by the last export, or was changed since. */
export interface PlannedFile {
  path: string;
  text: string;
  state: FileState;
}

/** Reads the data of an earlier export; `undefined` if there is none. */
export function readManifest(out: string): Manifest | undefined {
  const file = join(out, MANIFEST);
  requireNoLinks(out, [MANIFEST]);
  if (!existsSync(file)) return undefined;
  const parsed = manifest.safeParse(parseJson(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${file} was not written by an export of this release. Export into another folder, or delete the file and use --force.`,
  );
}

/** Throws if a path below the folder is a symbolic link, which would be followed out of it, even to a file that does not exist yet. */
function requireNoLinks(out: string, paths: Iterable<string>): void {
  for (const path of paths) {
    const parts = path.split("/");
    for (const at of parts.keys()) {
      const file = join(out, ...parts.slice(0, at + 1));
      if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) continue;
      throw new Error(`Nothing was written: ${file} is a symbolic link. Delete it, or export into another folder.`);
    }
  }
}

/** Compares each file with the folder. */
export const compareFiles = (
  out: string,
  files: ReadonlyMap<string, string>,
  before: Manifest | undefined,
): PlannedFile[] => {
  requireNoLinks(out, files.keys());
  return [...files].map(([path, text]) => ({ path, text, state: stateOf(out, path, text, before) }));
};

function stateOf(out: string, path: string, text: string, before: Manifest | undefined): FileState {
  const file = join(out, path);
  if (!existsSync(file)) return "new";
  const there = readFileSync(file);
  if (hash(there) === hash(text)) return "unchanged";
  return hash(there) === before?.files[path] ? "changed" : "edited";
}

/** Throws if a file that was edited would be overwritten. */
export function requireUnedited(out: string, files: readonly PlannedFile[]): void {
  const edited = files.filter(({ state }) => state === "edited").map(({ path }) => join(out, path));
  if (edited.length === 0) return;
  throw new Error(
    `Nothing was written: ${edited.join(", ")} ${edited.length === 1 ? "was" : "were"} edited, or not written by an export. Export into another folder, or use --force to overwrite.`,
  );
}

/** Contents of an export beside its files. */
export interface Written extends Pick<Manifest, "names" | "outside"> {
  /** Whether the files may contain credentials. They are then readable by their owner only. */
  isSecret: boolean;
}

/** Writes the changed files, deletes unedited files of an earlier export that are no longer needed, and writes the data for the next export. */
export function writeFiles(
  out: string,
  files: readonly PlannedFile[],
  before: Manifest | undefined,
  { isSecret, ...names }: Written,
): void {
  mkdirSync(out, { recursive: true });
  for (const { path, text, state } of files) {
    const file = join(out, path);
    if (state !== "unchanged") writeFileSync(file, text, isSecret ? { mode: OWNER_ONLY } : {});
    if (isSecret) chmodSync(file, OWNER_ONLY);
  }
  for (const path of staleFiles(out, files, before)) rmSync(join(out, path));
  const hashes = Object.fromEntries(files.map(({ path, text }) => [path, hash(text)]));
  writeFileSync(join(out, MANIFEST), `${JSON.stringify({ form: 1, files: hashes, ...names }, undefined, 2)}\n`);
}

const OWNER_ONLY = 0o600;

/** Returns unedited files of an earlier export that are not part of this one. */
const staleFiles = (out: string, files: readonly PlannedFile[], before: Manifest | undefined): string[] =>
  Object.entries(before?.files ?? {})
    .filter(([path]) => /^[\w.]+$/.test(path) && files.every((file) => file.path !== path))
    .filter(([path, written]) => existsSync(join(out, path)) && hash(readFileSync(join(out, path))) === written)
    .map(([path]) => path);

const hash = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
