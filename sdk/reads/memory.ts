import type * as pulumi from "@pulumi/pulumi";
import { run, runOutput } from "../internal/runRead";
import type {
  GetMemoryStoreArgs,
  GetMemoryStoreOutputArgs,
  GetMemoryStoreResult,
  GetMemoryStoresArgs,
  GetMemoryStoresOutputArgs,
} from "../reads.generated";
import type { ReadOptions, ReadOutputOptions } from "./readOptions";

/**
 * A Memory Store, by its id (one request) or its display name, for which every store of the account is read: one request for each, and
 * one for the list. Throws an error with the code `not_found`, and for a name with those that come closest.
 */
export const getMemoryStore = (args: GetMemoryStoreArgs, opts?: ReadOptions): Promise<GetMemoryStoreResult> =>
  run((reads) => reads.getMemoryStore, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getMemoryStoreOutput = (
  args: GetMemoryStoreOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetMemoryStoreResult> => runOutput((reads) => reads.getMemoryStore, args, opts);

/** All Memory Stores of the account, in the API's order: one request for each, and one for the list. */
export const getMemoryStores = (args?: GetMemoryStoresArgs, opts?: ReadOptions): Promise<GetMemoryStoreResult[]> =>
  run((reads) => reads.getMemoryStores, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getMemoryStoresOutput = (
  args?: GetMemoryStoresOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetMemoryStoreResult[]> => runOutput((reads) => reads.getMemoryStores, args, opts);
