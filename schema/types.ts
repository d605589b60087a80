import type { KindName, ResourceOf } from "../provider/catalogue";
import type { ComputedTable, Inputs, Outputs, Properties } from "../provider/table/property";

type TableOf<R> = R extends { properties: infer P extends Properties; computed: infer C extends ComputedTable }
  ? { properties: P; computed: C }
  : never;

/** The types that the tables come to. The generator reads their docstrings and writes them out for the SDK. */
export type TableInputs = { [Name in KindName]: Inputs<TableOf<ResourceOf<Name>>["properties"]> };
export type TableOutputs = {
  [Name in KindName]: Outputs<TableOf<ResourceOf<Name>>["properties"], TableOf<ResourceOf<Name>>["computed"]>;
};
