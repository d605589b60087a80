import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { TestContext } from "node:test";
import { isUpdate } from "../golden/isUpdate";
import { SETUPS, type Setup } from "./setups";

/** The repository. */
export const ROOT = join(__dirname, "..", "..");
const PAGE = join(ROOT, "docs", "environments.md");
const NOT_RUN = "not run here";
const HEAD = "| set-up | result | test |";

/** Lines of the table by the titles of their set-ups, in the order of the page. */
export function rowsOf(page: string): Map<string, string> {
  const [, ...rest] = page.slice(page.indexOf(HEAD)).split("\n");
  const end = rest.findIndex((line) => !line.startsWith("|"));
  return new Map(rest.slice(1, end).map((line) => [line.slice(2, line.indexOf(" | ")), line]));
}

const readPage = () => readFileSync(PAGE, "utf8");

export const rowsOfPage = (): Map<string, string> => rowsOf(readPage());

/** Compares the result of a set-up with its line in `docs/environments.md`, or writes it there with `UPDATE_GOLDEN=1`. */
export function report({ filePath }: Pick<TestContext, "filePath">, setup: Setup, result: string): void {
  const file = relative(ROOT, filePath ?? "")
    .split(sep)
    .join("/");
  const line = `| ${SETUPS[setup]} | ${result} | \`${file}\` |`;
  if (isUpdate) write(setup, line);
  const why = "docs/environments.md has another result: run this test with UPDATE_GOLDEN=1 and read the difference";
  assert.equal(rowsOfPage().get(SETUPS[setup]), line, why);
}

/** Skips the test of a set-up that this machine cannot run. The page keeps the result of a machine that could. */
export function skip(t: TestContext, setup: Setup, reason: string): void {
  const row = rowsOfPage().get(SETUPS[setup]);
  const isRunElsewhere = row !== undefined && !row.includes(`| ${NOT_RUN}`);
  if (isUpdate && !isRunElsewhere) report(t, setup, `${NOT_RUN}: ${reason}`);
  t.skip(reason);
}

function write(setup: Setup, line: string): void {
  const page = readPage();
  const rows = rowsOf(page);
  const before = [...rows.values()].join("\n");
  rows.set(SETUPS[setup], line);
  const ordered = Object.values(SETUPS).flatMap((title) => rows.get(title) ?? []);
  writeFileSync(
    PAGE,
    page.replace(`\n${before}\n`, () => `\n${ordered.join("\n")}\n`),
  );
}
