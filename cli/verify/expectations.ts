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

/** What is expected at one place of a result. Of several demands, all have to hold. */
const demand = z
  .strictObject({
    equals: z.json(),
    /** Of a text, whatever its case; of a list, an item. */
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

/** What one operator is expected to find in one conversation. */
const expectation = z
  .strictObject({
    /** For people: what this is about. */
    name: text.optional(),
    /** Its name in the program, or its id. May be left out where there is one. */
    configuration: text.optional(),
    /** Its name in the program, or its id. May be left out where the Configuration has one. */
    rule: text.optional(),
    /** Its id, its display name, or its name in the program. May be left out where the rule has one. */
    operator: text.optional(),
    /** Default: the conversation that the rest is run on. */
    conversation: conversationId.optional(),
    /** Of a CLASSIFICATION: the label, or those of which it has to be one. */
    label: oneOrMore.optional(),
    /** Of a TEXT: what it contains, whatever the case; of several, all. */
    contains: oneOrMore.optional(),
    /** Of any result: what is at which path. */
    json: z.record(jsonPath, place).optional(),
  })
  .refine(({ label, contains, json }) => label ?? contains ?? json, "must have one of label, contains, json");

const EMPTY = "must be a list of what is expected, under expectations";
const file = z.strictObject({ expectations: z.array(expectation, EMPTY).min(1, EMPTY) }, EMPTY);

export type Expectation = z.infer<typeof expectation> & {
  /** `verify.yaml:12`, for messages. */
  at: string;
};

/** Bytes at most: it is written by hand. */
const MAX_BYTES = 1024 ** 2;

/** Reads a file of expectations. Throws an Error that names every fault by line and path. */
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

/** The expectations in a text of YAML (or JSON); `path` is for messages. */
export function parseExpectations(source: string, path: string): Expectation[] {
  if (source.length > MAX_BYTES) throw new Error(`${path} is larger than ${MAX_BYTES / 1024} kB.`);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${path}:${lines.linePos(offset).line}`;
  const faults = document.errors.map(({ pos, message }) => `${at(pos[0])} is no YAML: ${message.split(";")[0]}`);
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

/** Aliases that unfold into a flood are refused by the parser's own limit, those that lead to themselves here. */
function content(document: ReturnType<typeof parseDocument>, path: string): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(`${path} is no YAML that can be used: ${reason}`, { cause: error });
  }
}

const invalid = (faults: string[]) => new Error(["The expectations are not usable:", ...faults].join("\n  "));

interface Fault {
  path: PropertyKey[];
  message: string;
}

/** What is wrong, each at the place where a person has to look. */
function faultsOf(issues: z.core.$ZodIssue[], below: PropertyKey[] = []): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    const path = [...below, ...issue.path];
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => ({ path: [...path, key], message: "is not known" }));
      case "invalid_key":
        return issue.issues.map(({ message }) => ({ path, message }));
      case "invalid_union": {
        // Of a choice, the option whose type is right.
        const closest = issue.errors.find((option) => option.every(({ code }) => code !== "invalid_type"));
        return closest === undefined ? [{ path, message: issue.message }] : faultsOf(closest, path);
      }
      default:
        return [{ path, message: issue.message }];
    }
  });
}
