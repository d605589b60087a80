import { z } from "zod";

/** Returns the schema of a Twilio SID: two capital letters and 32 hexadecimal digits. */
const sid = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${what}: ${prefix} and 32 hexadecimal digits`);

/** Returns the schema of a v3 id: a prefix, an underscore and 26 characters, of which the first is 0 to 7. */
const ttid = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-z]{25}$`), `must be ${what}: ${prefix}_ and 26 of 0-9a-z`);

/** SIDs, by kind of object. */
export const accountSid = sid("AC", "an Account SID");
export const serviceSid = sid("GA", "a Service SID");
export const operatorSid = sid("LY", "an operator SID");
export const operatorTypeSid = sid("EY", "an operator type SID");
export const transcriptSid = sid("GT", "a Transcript SID");
export const sentenceSid = sid("GX", "a Sentence SID");
export const publicKeySid = sid("CR", "a Public Key SID");

/** v3 ids, by kind of object. */
export const configurationId = ttid("intelligence_configuration", "an Intelligence Configuration id");
export const ruleId = ttid("intelligence_configurationrule", "a rule id");
export const operatorId = ttid("intelligence_operator", "a language operator id");
export const operatorResultId = ttid("intelligence_operatorresult", "an operator result id");
export const conversationId = ttid("conv_conversation", "a Conversation id");

/** Id of a Memory Store. Older stores have the second prefix. */
export const memoryStoreId = z
  .string()
  .regex(/^mem_(store|service)_[0-7][0-9a-z]{25}$/, "must be a Memory Store id: mem_store_ and 26 of 0-9a-z");

/** Returns the schema of an id without a documented pattern. It accepts only characters that cannot change a path. */
const opaque = (what: string) =>
  z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, `must be ${what}: letters, digits, _ and -`);

/** Ids without a documented pattern, by kind of object. */
export const conversationsConfigurationId = opaque("a Conversations configuration id");
export const operationId = opaque("an operation id");

/** Id of an object in a response. It accepts formats newer than this release that are safe in a path and a message. */
export const responseId = opaque("an id");

/** Digits of a v3 id: base 32 without i, l, o and u. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
/** Number of leading digits that encode the creation time, in ms since 1970. Derived from Twilio's samples, which show ids and dates. */
const TIME_DIGITS = 10;

/** Returns the creation time that a v3 id encodes, in ISO 8601, or `null` if the id encodes none. */
export function createdAtFromId(id: string): string | null {
  const digits = [...(id.split("_").at(-1) ?? "")].slice(0, TIME_DIGITS).map((digit) => DIGITS.indexOf(digit));
  if (digits.length < TIME_DIGITS || digits.includes(-1)) return null;
  return new Date(digits.reduce((time, digit) => time * DIGITS.length + digit, 0)).toISOString();
}
