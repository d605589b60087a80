export const OPERATION_NAMES = ["delete", "replace", "update", "create", "same"] as const;
export type Operation = (typeof OPERATION_NAMES)[number];

/** Operation of each step of the engine. Steps that are not listed, such as reads, change nothing in the account. */
export const OPERATIONS: Record<string, Operation> = {
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "import-replacement": "replace",
};

/** Returns the rank of an operation in the review. Deletions come first. */
export const weightOf = (operation: Operation): number => OPERATION_NAMES.indexOf(operation);
