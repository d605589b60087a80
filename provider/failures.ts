import type { Bundle } from "./values/bundle";
import type { Refusal } from "./values/refusals";

/** A property that cannot be accepted, thrown where more than one call may find it. */
export class FailedCheck extends Error implements Refusal {
  constructor(
    readonly property: string,
    readonly reason: string,
  ) {
    super(`${property} ${reason}`);
  }
}

/** A name that no account of the stack has. */
export class UnknownAccount extends FailedCheck {}

/** An account of which no credential is configured at all. */
export class NoCredentials extends FailedCheck {}

/**
 * An object that was written, but not as declared, or that is not done yet. It stays in the state, and the next `up` comes back
 * to it.
 */
export class PartialWrite extends Error {
  constructor(
    readonly id: string,
    readonly outputs: Bundle,
    message: string,
  ) {
    super(message);
  }
}
