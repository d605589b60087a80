import type { Property } from "./definition";
import { line } from "./text";

/** To be spread into the inputs of a kind of object: a docstring stands only where its property is written. */
export const account = {
  /**
   * The name of the account that the object lives in, as in the stack's secret `twilio-intelligence:accounts`. Default: the
   * account of the stack. Another account makes a new object there and deletes this one.
   */
  account: line(64).optional(),
};

export const accountProperty: Property = {
  held: "always",
  normal: (value) => value ?? "",
  replaces: true,
  // No answer of the API holds the name.
  record: (_actual, declared) => declared,
};
