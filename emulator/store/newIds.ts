import { randomBytes } from "node:crypto";

const BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/** Returns a classic SID: the two-letter `prefix` and 32 hexadecimal digits. */
export const newSid = (prefix: string): string => prefix + randomBytes(16).toString("hex");

/** Returns a secret of 32 hexadecimal digits. */
export const newSecret = (): string => randomBytes(16).toString("hex");

/** Returns a v3 id: `prefix`, an underscore and 26 characters. The first ten sort by time, to the millisecond. */
export function newTtid(prefix: string, now: Date): string {
  let time = "";
  for (let left = now.getTime(), i = 0; i < TIME_CHARS; i++, left = Math.floor(left / 32)) {
    time = BASE32.charAt(left % 32) + time;
  }
  const random = Array.from(randomBytes(RANDOM_CHARS), (byte) => BASE32.charAt(byte % 32)).join("");
  return `${prefix}_${time}${random}`;
}
