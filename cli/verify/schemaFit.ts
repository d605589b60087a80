import { runInNewContext } from "node:vm";
import { Ajv, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020";

/** Result of a schema check: it fits, it does not fit (with the paths), or it could not be checked (with the reason). */
export type Fit = { fits: true } | { fits: false; faults: string[] } | { unusable: string };

/** Maximum time of a check, in ms. A pattern or circular references could make it endless. */
const LIMIT_MS = 20_000;
/** Maximum number of mismatches in a message. */
const FAULTS_MAX = 3;

/*
 * The schema comes from the account and is not trusted: no remote references, no `$data`, no formats, and properties of an object's
 * prototype do not count.
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

/** Checks a value against a JSON Schema of draft 7 or later. Ends within `limitMs` and never throws. */
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
      if (isTimeout(error)) return { unusable: `the check takes more than ${limitMs / 1000} s` };
      unusable ||= error instanceof Error ? error.message : String(error);
    }
  }
  return { unusable };
}

/** Runs a function with a time limit. Uses a script, because nothing else in Node can stop a running loop. */
function within<T>(limitMs: number, work: () => T): T {
  const done: { value: T }[] = [];
  runInNewContext("work()", { work: () => done.push({ value: work() }) }, { timeout: limitMs });
  const [result] = done;
  if (result === undefined) throw new Error("the check did not end");
  return result.value;
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

/** Removes the draft and the id of a schema. The draft is detected, and the id is not needed. */
function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !["$schema", "$id", "$async"].includes(key)));
}
