export const OPERATION_NAMES = ["delete", "replace", "unknown", "update", "create", "same"] as const;
/** Operation on an object. `unknown`: the engine names one that this version does not know. */
export type Operation = (typeof OPERATION_NAMES)[number];

/** What becomes of an object: `leave` for one that leaves the stack and stays in the account. */
export type Outcome = Operation | "leave";

/** Operation of each step of the engine. */
const OPERATIONS = new Map<string, Operation>([
  ["create", "create"],
  ["update", "update"],
  ["delete", "delete"],
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["delete-replaced", "replace"],
  ["import-replacement", "replace"],
]);

/** Steps that change nothing in the account. */
const QUIET = new Set([
  "same",
  "refresh",
  "read",
  "read-replacement",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
  "import",
  "diff",
]);

/** Returns the operation of a step; `undefined` if it changes nothing in the account. */
export const operationOf = (op: string): Operation | undefined =>
  QUIET.has(op) ? undefined : (OPERATIONS.get(op) ?? "unknown");

/** Returns the rank of an operation in the review. Deletions come first. */
export const weightOf = (operation: Operation): number => OPERATION_NAMES.indexOf(operation);
