import type { Emulator } from "../../../emulator/index";

const NEXT = /\b(Run|run|Check|Look|Delete|Set|See|[Dd]eclare|Change|Give|Find out|Detach|look|adopt) /;
const UNREADABLE = /(?<!received )\bundefined\b|\[object |\bNaN\b|\bnull\b|\n\s+at |TypeError|ZodError/;
const LONGEST = 700;
const MAX_LINES = 3;

/** What keeps a person from understanding an error: one line each. */
export function unreadable(message: string, subject: RegExp, { apiSecret, authToken }: Emulator): string[] {
  const wrong: string[] = [];
  const no = (fits: boolean, what: string) => {
    if (!fits) wrong.push(`the error ${what}: ${JSON.stringify(message.slice(0, LONGEST))}`);
  };
  no(subject.test(message), "names no object");
  no(/: \S/.test(message), "gives no reason");
  no(NEXT.test(message), "says nothing of what to do next");
  no(!UNREADABLE.test(message), "is not for people");
  no(message.length <= LONGEST && message.split("\n").length <= MAX_LINES, "is too long");
  const credentials = [apiSecret, authToken, Buffer.from(apiSecret).toString("base64").slice(0, 20)];
  no(!credentials.some((one) => message.includes(one)), "holds a credential");
  return wrong;
}

/** Whether an error says that an object may be in the account which the state does not know. */
export const tellsOfUncertainty = (message: string): boolean =>
  /whether .+ was (made|created|processed)|may (have been|be) |may exist/.test(message) &&
  /before you run it again/.test(message);
