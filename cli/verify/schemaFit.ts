import { runInNewContext } from "node:vm";
import { Ajv, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020";

/** What a value is against a schema: fits, does not (with the places), or cannot be told (with the reason). */
export type Fit = { fits: true } | { fits: false; faults: string[] } | { unusable: string };

/** Longest check, in ms: a pattern or a knot of references can make one that does not end. */
const LIMIT_MS = 20_000;
/** Faults that a message names. */
const FAULTS_MAX = 3;

/*
 * The schema comes from the account, and so is not trusted: nothing is loaded from elsewhere, no `$data`, no format, and what the
 * prototype of an object has is not its own.
 */
const OPTIONS: Options = {
  strict: false,
  validateFormats: false,
  validateSchema: false,
  unicodeRegExp: false,
  ownProperties: true,
  allErrors: true,
  logger: false,
};

/** Whether a value fits a JSON Schema, of whichever draft from 7 on. Ends within `limitMs` and never throws. */
export function fitOf(schema: object, value: unknown, limitMs = LIMIT_MS): Fit {
  const plain = withoutDialect(schema);
  let unusable = "";
  for (const make of [() => new Ajv2020(OPTIONS), () => new Ajv(OPTIONS)]) {
    try {
      return within(limitMs, () => {
        const validate = make().compile(plain);
        if (validate(value)) return { fits: true };
        const faults = (validate.errors ?? []).map((error) => `${error.instancePath || "/"} ${error.message}`);
        return { fits: false, faults: [...new Set(faults)].slice(0, FAULTS_MAX) };
      });
    } catch (error) {
      if (isTimeout(error)) return { unusable: `checking it takes more than ${limitMs / 1000} s` };
      unusable ||= error instanceof Error ? error.message : String(error);
    }
  }
  return { unusable };
}

/** Runs something to its end, or throws once the time is over: of all that Node has, a script's limit alone ends a loop. */
function within<T>(limitMs: number, work: () => T): T {
  const done: { value: T }[] = [];
  runInNewContext("work()", { work: () => done.push({ value: work() }) }, { timeout: limitMs });
  const [result] = done;
  if (result === undefined) throw new Error("the check did not end");
  return result.value;
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

/** Which draft a schema says that it is of, and by what name it goes, are of no use here: the one is guessed, the other is not asked for. */
function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !["$schema", "$id", "$async"].includes(key)));
}
