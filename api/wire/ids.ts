import { z } from "zod";

/** A classic Twilio SID: two capital letters and 32 hexadecimal digits. */
const sid = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${what}: ${prefix} and 32 hexadecimal digits`);

/** A v3 id: a prefix, an underscore, and 26 characters of which the first is 0 to 7. */
const ttid = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-z]{25}$`), `must be ${what}: ${prefix}_ and 26 of 0-9a-z`);

export const accountSid = sid("AC", "an Account SID");
export const serviceSid = sid("GA", "a Service SID");
export const operatorSid = sid("LY", "an operator SID");
export const operatorTypeSid = sid("EY", "an operator type SID");
export const transcriptSid = sid("GT", "a Transcript SID");
export const sentenceSid = sid("GX", "a Sentence SID");
export const publicKeySid = sid("CR", "a Public Key SID");

export const configurationId = ttid("intelligence_configuration", "an Intelligence Configuration id");
export const ruleId = ttid("intelligence_configurationrule", "a rule id");
export const operatorId = ttid("intelligence_operator", "a language operator id");
export const operatorResultId = ttid("intelligence_operatorresult", "an operator result id");
export const conversationId = ttid("conv_conversation", "a Conversation id");

/** A Conversations configuration: the documents give no pattern, so what could lead elsewhere in a path is refused. */
export const conversationsConfigurationId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, "must be a Conversations configuration id: letters, digits, _ and -");

/** The digits of a v3 id: base 32 without i, l, o and u. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
/** How many of them, after the prefix, count the milliseconds since 1970. Twilio's samples show ids next to their dates. */
const TIME_DIGITS = 10;

/** When a v3 id was made, in ISO 8601; `null` where it does not tell. */
export function madeAt(id: string): string | null {
  const digits = [...(id.split("_").at(-1) ?? "")].slice(0, TIME_DIGITS).map((digit) => DIGITS.indexOf(digit));
  if (digits.length < TIME_DIGITS || digits.includes(-1)) return null;
  return new Date(digits.reduce((time, digit) => time * DIGITS.length + digit, 0)).toISOString();
}
