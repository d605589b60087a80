import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import { orderedNames as orderedOf } from "../../../provider/table/kind";
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
