import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import { orderedNames as orderedOf } from "../../../provider/table/kind";
import { isObject } from "../../../provider/values/json";
import type { TableInputs, TableOutputs } from "../../../schema/types";
import * as sdk from "../../../sdk/index";
import { orderedNames, outputNames } from "../../../sdk/outputs.generated";
import type { ArgsByKind, OutputsByKind } from "../../../sdk/types.generated";

/* The written types are those of the tables: this file does not compile while `npm run generate` is due. */
type Written<Types> = { [Kind in keyof Types]: Required<Types[Kind]> };
type Names<Types> = { [Kind in KindName & keyof Types]: Record<keyof Types[Kind], unknown> };

export const args = (table: TableInputs): ArgsByKind => table;
export const argNames = (written: Written<ArgsByKind>): Names<TableInputs> => written;
export const outputs = (table: TableOutputs): OutputsByKind => table;
export const names = (written: Written<OutputsByKind>): Names<TableOutputs> => written;
export const kinds = (written: OutputsByKind): Record<KindName, unknown> => written;

/** A kind without a class does not compile. */
const classes: Record<KindName, unknown> = sdk;

test("every kind has its class, its outputs and its ordered properties", () => {
  for (const kind of kindNames) {
    const { resource } = entryOf(kind);
    assert.equal(typeof classes[kind], "function", kind);
    assert.deepEqual(outputNames[kind], [...Object.keys(resource.properties), ...Object.keys(resource.computed)]);
    assert.deepEqual(orderedNames[kind], orderedOf(resource));
  }
});

test("the catalogue lists every kind of provider/resources", async () => {
  const folder = join(__dirname, "../../../provider/resources");
  const listed = new Set<unknown>(kindNames.map((kind) => entryOf(kind).resource));
  for (const file of readdirSync(folder)) {
    const exported: unknown[] = Object.values(await import(join(folder, file)));
    const isForgotten = exported.some((one) => isObject(one) && "noun" in one && !listed.has(one));
    assert.ok(!isForgotten, `provider/catalogue.ts does not list the kind of provider/resources/${file}`);
  }
});
