import type { Values } from "./json";
import type { Path } from "./paths";

/** The values of one object with the places of its secrets: one side of a comparison. */
export interface Side {
  values: Values;
  /** Places of values that no message may show and the state keeps encrypted. */
  secrets: readonly Path[];
  /** Places of the program's values that it leaves to the account. They are compared with nothing, and written as the account has them. */
  ignored?: readonly Path[] | undefined;
}

/** Values that a host and the core exchange. */
export interface Bundle extends Side {
  notes: Notes;
  /** Id of the object to import instead of creating one. */
  importId?: string | undefined;
}

/** Data that the provider records of an object beside its values. Each host stores it in its own way. */
export interface Notes {
  /** Names of the `whileDeclared` properties that the program declares. */
  managed?: string[] | undefined;
  /** Account of the object, where no answer of the API names it. */
  account?: string | undefined;
  /** Trace of the credentials of the last write or read, if the stack's config has them: others are tried before the engine records them. */
  credentials?: string | undefined;
  /** Names of properties that a merge left as somebody else had them. */
  kept?: string[] | undefined;
  /** Id of the `import` option of a resource that the stack has already. */
  imported?: string | undefined;
}
