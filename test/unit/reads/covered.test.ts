import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as reads from "../../../provider/reads";
import * as sdk from "../../../sdk/index";

const ROOT = join(__dirname, "..", "..", "..");

/** Reads that go by another name than the client's function. */
const NAMES: Record<string, string> = {
  fetchAttachments: "getOperatorAttachments",
  fetchConfiguration: "getIntelligenceConfiguration",
  listConfigurations: "getIntelligenceConfigurations",
};

const OPERATION = "it tells how a write goes on, which the resource waits for";
/** Why the client reads something that a program does not. */
const WAIVED: Record<string, string> = {
  fetchConversationsOperation: OPERATION,
  fetchMemoryOperation: OPERATION,
};

/** The names of the client's functions that read. */
function clientReads(): string[] {
  const files = ["v2", "v3", "conversations", "memory"].flatMap((folder) =>
    readdirSync(join(ROOT, "api", folder)).map((file) => join(ROOT, "api", folder, file)),
  );
  return files.flatMap((file) => Object.keys(require(file))).filter((name) => /^(fetch|list)[A-Z]/.test(name));
}

const readOf = (name: string): string => NAMES[name] ?? name.replace(/^(fetch|list)/, "get");
const plainReads = Object.keys(sdk).filter((name) => /^get/.test(name) && !name.endsWith("Output"));

test("whatever the client reads a program can read, or there is a reason", () => {
  const names = clientReads();
  assert.ok(names.includes("fetchService") && names.includes("listConversations"), `${names}`);
  const missing = names.filter((name) => WAIVED[name] === undefined && !plainReads.includes(readOf(name)));
  assert.deepEqual(missing, []);
  assert.deepEqual(
    Object.keys(WAIVED).filter((name) => !names.includes(name)),
    [],
    "waived, and not there",
  );
});

test("every read has both its forms", () => {
  const expected = Object.keys(reads).flatMap((name) => [name, `${name}Output`]);
  assert.deepEqual(
    Object.keys(sdk)
      .filter((name) => /^get/.test(name))
      .sort(),
    expected.sort(),
  );
});

test("every read stands in an example", () => {
  const source = readFileSync(join(ROOT, "examples", "reads", "index.ts"), "utf8");
  const missing = plainReads.filter((name) => !new RegExp(`\\b${name}(Output)?\\(`).test(source));
  assert.deepEqual(missing, []);
});
