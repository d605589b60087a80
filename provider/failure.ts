/** A property that cannot be accepted, as the engine reports it in a preview. */
export interface CheckFailure {
  /** The path of the property, such as `rules[0].triggers[0].parameters.count`. */
  property: string;
  reason: string;
}

/** Thrown where the provider's own configuration is at fault: every resource of the stack then fails its check. */
export class FailedCheck extends Error implements CheckFailure {
  constructor(
    readonly property: string,
    readonly reason: string,
  ) {
    super(`${property} ${reason}`);
  }
}

/**
 * An object that was written, but not as declared. The engine keeps it in the state with `properties` and `reasons`, and
 * comes back to it at the next `up`.
 */
export class PartialFailure extends Error {
  readonly reasons: string[];

  constructor(
    readonly id: string,
    readonly properties: Record<string, unknown>,
    message: string,
  ) {
    super(message);
    this.reasons = [message];
  }
}
