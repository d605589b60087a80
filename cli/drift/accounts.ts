import { NoCredentials } from "../../provider/failures";
import { accountOf, type Stack, type StackResource } from "../shared/stack";

/** An account that was not looked at. */
export interface Unread {
  /** Name in `twilio-intelligence:accounts`. Absent for the stack's default account. */
  account?: string;
  /** Which credential is missing, and how to set it. */
  reason: string;
}

interface Accounts {
  /** `undefined` is the stack's default account. */
  accounts: (string | undefined)[];
  unread: Unread[];
}

/** Returns the default account and those that the state has objects of. */
export const usedAccounts = (managed: readonly StackResource[]): Accounts => ({
  accounts: [...new Set([undefined, ...managed.map(accountOf)])],
  unread: [],
});

/**
 * Returns the accounts that the state has objects of, the default account and those of the config. An account without credentials is
 * `unread` if the state has no object of it, because a stack can do without a default account. Throws a FailedCheck if no account has
 * credentials, or if some are set, but incomplete or invalid.
 */
export function allAccounts(stack: Stack, managed: readonly StackResource[]): Accounts {
  const used = new Set(managed.map(accountOf));
  const found: Accounts = { accounts: [], unread: [] };
  const failures: NoCredentials[] = [];
  for (const account of new Set([undefined, ...used, ...stack.accounts()])) {
    const failure = used.has(account) ? undefined : withoutCredentials(stack, account);
    if (failure === undefined) found.accounts.push(account);
    else {
      failures.push(failure);
      found.unread.push({ ...(account !== undefined && { account }), reason: failure.message });
    }
  }
  const [first] = failures;
  if (found.accounts.length === 0 && first !== undefined) throw first;
  return found;
}

function withoutCredentials(stack: Stack, account: string | undefined): NoCredentials | undefined {
  try {
    stack.settings(account);
  } catch (error) {
    if (error instanceof NoCredentials) return error;
    throw error;
  }
}
