/** Ways in which a call or a resource goes on after a failure or a conflict. The values are the texts of the debug log. */
export const recoveryPaths = {
  rateLimited: "refused by the rate limit, sent again",
  resent: "failed, sent again",
  writeNotFound: "answer of a write lost, not found in the account, sent again",
  createFound: "answer of a create lost, found by listing",
  createInDoubt: "answer of a create lost, its outcome is unknown",
  updateFound: "answer of an update lost, found by reading",
  updateOverwritten: "answer of an update lost, changed in the account since",
  keyedWriteFound: "no answer to a write with an idempotency key, found in the account",
  nameTaken: "refused because the name is taken, holder looked up",
  rebased: "changed in the account, but in nothing that is recorded: based anew",
  merged: "changed in the account, merged",
  overwrote: "changed in the account, overwritten",
  alreadyDone: "changed in the account to what is declared, nothing sent",
  versionSkipped: "version moved by more than one with an update",
  leftToOwner: "not deleted, because another resource has it",
  goneAlready: "deleted, but it was gone already",
} as const;

/** Name of a recovery path. */
export type RecoveryPath = keyof typeof recoveryPaths;
