import type { Machine } from "../machine";

const BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/** Generator of ids and secrets. */
export class NewIds {
  readonly #machine: Pick<Machine, "randomBytes">;

  constructor(machine: Pick<Machine, "randomBytes">) {
    this.#machine = machine;
  }

  /** Returns a classic SID: the two-letter `prefix` and 32 hexadecimal digits. */
  sid(prefix: string): string {
    return prefix + this.secret();
  }

  /** Returns a secret of 32 hexadecimal digits. */
  secret(): string {
    return Buffer.from(this.#machine.randomBytes(16)).toString("hex");
  }

  /** Returns a v3 id: `prefix`, an underscore and 26 characters. The first ten sort by time, to the millisecond. */
  ttid(prefix: string, now: Date): string {
    let time = "";
    for (let left = now.getTime(), i = 0; i < TIME_CHARS; i++, left = Math.floor(left / 32)) {
      time = BASE32.charAt(left % 32) + time;
    }
    const bytes = this.#machine.randomBytes(RANDOM_CHARS);
    return `${prefix}_${time}${Array.from(bytes, (byte) => BASE32.charAt(byte % 32)).join("")}`;
  }
}
