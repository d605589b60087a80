import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "../../api/client";
import { Transport } from "../../api/transport";
import { type Emulator, startEmulator } from "../../emulator";
import * as sdk from "../../sdk";
import { paths } from "./apiPaths";
import type { Path } from "./path";

const ROOT = join(__dirname, "..", "..");
export const PAGE = join(ROOT, "docs", "coverage.md");

/** What is there for one method of one path. */
interface Row {
  path: Path;
  /** The client's function asked for just this. */
  client: boolean;
  /** The emulator knows the path. */
  emulator: boolean;
  /** Examples by what of the sdk they use. */
  examples: string[];
}

/** Finds out for each path what is there: by calling the client against the emulator, and by looking into the examples. */
export async function rows(): Promise<Row[]> {
  const emulator = await startEmulator();
  const { url: baseUrl, apiKey: username, apiSecret: password } = emulator;
  const client = new Client(new Transport({ baseUrl, username, password, userAgent: "coverage" }));
  try {
    const found: Row[] = [];
    for (const path of paths) {
      found.push({ path, ...(await probe(path, client, emulator)), examples: examplesOf(path.sdk) });
    }
    return found;
  } finally {
    await emulator.close();
  }
}

async function probe(path: Path, client: Client, emulator: Emulator) {
  emulator.clearRequests();
  // What the API says to the arguments does not matter here: only what was asked.
  await Promise.resolve(path.call?.(client)).catch(() => undefined);
  const [asked] = emulator.requests();
  const [method, at] = asked === undefined ? [] : [asked.method, asked.path.replace(/\?.*$/, "")];
  return { client: method === path.method && matches(path.path, at ?? ""), emulator: await isKnown(path, emulator) };
}

const matches = (template: string, path: string) =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path);

/** Whether a path is one that the emulator serves: for one that it does not, it names method and path. */
async function isKnown({ method, path }: Path, emulator: Emulator): Promise<boolean> {
  const at = path.replaceAll(/\{\w+\}/g, "unknown");
  const authorization = `Basic ${Buffer.from(`${emulator.apiKey}:${emulator.apiSecret}`).toString("base64")}`;
  const reply = await fetch(emulator.url + at, { method, headers: { authorization } });
  return !(await reply.text()).includes(`${method} ${at}`);
}

/** The examples that use one of the names. */
function examplesOf(names: readonly string[]): string[] {
  return readdirSync(join(ROOT, "examples")).filter((example) => {
    const files = readdirSync(join(ROOT, "examples", example)).filter((file) => /\.[jt]s$/.test(file));
    const source = files.map((file) => readFileSync(join(ROOT, "examples", example, file), "utf8")).join("\n");
    return names.some((name) => new RegExp(`\\b${name}(Output)?\\(`).test(source));
  });
}

/** What is empty without a reason, in words. */
export const gaps = (found: readonly Row[]): string[] =>
  found.flatMap(({ path, client, emulator, examples }) => {
    const at = `${path.method} ${path.path}`;
    const missing = [
      ...(path.call === undefined && path.reason ? [] : client ? [] : ["the client does not ask for it"]),
      ...(emulator ? [] : ["the emulator does not know it"]),
      ...(path.reason || examples.length > 0 ? [] : ["no example uses it"]),
      ...path.sdk.filter((name) => !(name in sdk)).map((name) => `${name} is not exported`),
      ...(path.sdk.length > 0 || path.reason ? [] : ["nothing of the sdk uses it, and no reason is given"]),
    ];
    return missing.map((what) => `${at}: ${what}`);
  });

export function page(found: readonly Row[]): string {
  const reasons = [...new Set(paths.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))];
  const mark = (there: boolean) => (there ? "yes" : "");
  const lines = found.map(({ path, client, emulator, examples }) =>
    [
      `\`${path.method} ${path.path}\``,
      mark(client),
      path.sdk.map((name) => `\`${name}\``).join(", "),
      mark(emulator),
      examples.join(", "),
      path.reason === undefined ? "" : `[${reasons.indexOf(path.reason) + 1}]`,
    ].join(" | "),
  );
  return [
    "# Coverage",
    "",
    "Every path of the API: whether the client asks for it, what of the package uses it, whether the emulator serves it, and which example",
    "shows it. Made by `npx tsx tools/coverage/main.ts`, which calls the client against the emulator; a test holds it up to date.",
    "",
    "path | client | resource or read | emulator | example | note",
    "--- | --- | --- | --- | --- | ---",
    ...lines,
    "",
    ...reasons.map((reason, at) => `[${at + 1}] ${reason}  `),
    "",
  ].join("\n");
}

async function main(): Promise<void> {
  const found = await rows();
  writeFileSync(PAGE, page(found));
  for (const gap of gaps(found)) console.error(gap);
}

if (require.main === module) void main();
