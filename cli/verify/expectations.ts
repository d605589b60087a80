import { readFileSync } from "node:fs";
import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { conversationId } from "../../api/wire/ids";
import { stepsOf } from "./jsonPath";

const text = z.string().min(1);
const oneOrMore = z
  .union([text, z.array(text).min(1, "must not be empty")], "must be a text, or a list of texts")
  .transform((value) => [value].flat());

const DEMANDS = "one of equals, contains, oneOf, atLeast, atMost";

/** Demands on the value at one path. All of them must match. */
const demand = z
  .strictObject({
    equals: z.json(),
    /** Part of a text, ignoring case, or item of a list. */
    contains: z.union([z.string(), z.number(), z.boolean()]),
    oneOf: z.array(z.json()).min(1),
    atLeast: z.number(),
    atMost: z.number(),
  })
  .partial()
  .refine((demands) => Object.keys(demands).length > 0, `must have ${DEMANDS}`);
export type Demand = z.infer<typeof demand>;

const PLACE = `must be a plain value, or have ${DEMANDS}`;
const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()], PLACE)
  .transform((equals): Demand => ({ equals }));
const place = z.union([scalar, demand], PLACE);
const jsonPath = z.string().refine((path) => stepsOf(path) !== undefined, "must be a path such as $.topics[0].name");

/** Expected result of one operator for one conversation. */
const expectation = z
  .strictObject({
    /** Title in reports. */
    name: text.optional(),
    /** Configuration, by name in the program or id. Optional if there is only one. */
    configuration: text.optional(),
    /** Rule, by name in the program or id. Optional if the Configuration has only one. */
    rule: text.optional(),
    /** Operator, by id, display name, or name in the program. Optional if the rule has only one. */
    operator: text.optional(),
    /** Conversation id. Default: the sample conversation. */
    conversation: conversationId.optional(),
    /** For CLASSIFICATION: the label, or a list of allowed labels. */
    label: oneOrMore.optional(),
    /** For TEXT: text that the result must contain, ignoring case. All texts of a list must match. */
    contains: oneOrMore.optional(),
    /** For any result: expected values by path. */
    json: z.record(jsonPath, place).optional(),
  })
  .refine(({ label, contains, json }) => label ?? contains ?? json, "must have one of label, contains, json");

const EMPTY = "must be a list of expectations, under the key expectations";
const file = z.strictObject({ expectations: z.array(expectation, EMPTY).min(1, EMPTY) }, EMPTY);

/** An expectation of the file, with its line. */
export type Expectation = z.infer<typeof expectation> & {
  /** Position for messages, such as `verify.yaml:12`. */
  at: string;
};

/** Maximum size of the file, in characters. */
const MAX_BYTES = 1024 ** 2;

/** Reads a file of expectations. Throws an Error that names all mistakes by line and path. */
export function readExpectations(path: string): Expectation[] {
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`Could not read the expectations: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  return parseExpectations(source, path);
}

/** Parses expectations in YAML or JSON. `path` is used in messages. */
export function parseExpectations(source: string, path: string): Expectation[] {
  if (source.length > MAX_BYTES) throw new Error(`${path} is larger than ${MAX_BYTES / 1024} kB.`);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${path}:${lines.linePos(offset).line}`;
  const faults = document.errors.map(({ pos, message }) => `${at(pos[0])} is not valid YAML: ${message.split(";")[0]}`);
  if (faults.length > 0) throw invalid(faults);
  const lineOf = (keys: readonly PropertyKey[]): string => {
    for (let depth = keys.length; depth >= 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return at(0);
  };
  const parsed = file.safeParse(content(document, path));
  if (parsed.success) {
    return parsed.data.expectations.map((one, index) => ({ ...one, at: lineOf(["expectations", index]) }));
  }
  throw invalid(
    faultsOf(parsed.error.issues).map(({ path: keys, message }) =>
      [lineOf(keys), z.core.toDotPath(keys), message].filter((part) => part !== "").join(" "),
    ),
  );
}

/** Returns the content of a document. Refuses aliases that refer to themselves; the parser refuses those that expand too much. */
function content(document: ReturnType<typeof parseDocument>, path: string): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(`${path} cannot be used: ${reason}`, { cause: error });
  }
}

const invalid = (faults: string[]) => new Error(["The expectations are invalid:", ...faults].join("\n  "));

interface Fault {
  path: PropertyKey[];
  message: string;
}

/** Returns the mistakes, each with its path in the file. */
function faultsOf(issues: z.core.$ZodIssue[], below: PropertyKey[] = []): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    const path = [...below, ...issue.path];
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => ({ path: [...path, key], message: "is unknown" }));
      case "invalid_key":
        return issue.issues.map(({ message }) => ({ path, message }));
      case "invalid_union": {
        // For a union, the option with the right type has the useful message.
        const closest = issue.errors.find((option) => option.every(({ code }) => code !== "invalid_type"));
        return closest === undefined ? [{ path, message: issue.message }] : faultsOf(closest, path);
      }
      default:
        return [{ path, message: issue.message }];
    }
  });
}
