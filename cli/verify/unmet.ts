import { isDeepStrictEqual } from "node:util";
import { members } from "../../provider/values/json";
import { show } from "../../provider/values/show";
import type { Demand, Expectation } from "./expectations";
import { valueAt } from "./jsonPath";
import type { Problem } from "./verifyReport";

/** Returns the differences between a result and an expectation. */
export function unmet(
  { label, contains, json }: Pick<Expectation, "label" | "contains" | "json">,
  result: unknown,
): Problem[] {
  const problems: Problem[] = [];
  const found = members(result);
  if (label !== undefined && !(typeof found.label === "string" && label.includes(found.label))) {
    const expected = label.length === 1 ? show(label[0]) : `one of ${label.map(show).join(", ")}`;
    problems.push({ code: "label_mismatch", message: `the label is ${show(found.label)}, expected ${expected}` });
  }
  const missing = (contains ?? []).filter((part) => typeof found.text !== "string" || !holds(found.text, part));
  if (missing.length > 0) {
    const message = `the text does not contain ${missing.map(show).join(", ")}: ${show(found.text)}`;
    problems.push({ code: "text_mismatch", message });
  }
  for (const [path, demand] of Object.entries(json ?? {})) {
    const value = valueAt(result, path);
    for (const wanted of failing(demand, value)) {
      problems.push({ code: "json_mismatch", message: `${path} is ${show(value)}, expected ${wanted}` });
    }
  }
  return problems;
}

const holds = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** Returns a text for each demand that a value does not meet. */
function failing(demand: Demand, value: unknown): string[] {
  const words: string[] = [];
  const require = (isMet: boolean, expected: string) => {
    if (!isMet) words.push(expected);
  };
  const { equals, contains, oneOf, atLeast, atMost } = demand;
  if (equals !== undefined) require(isDeepStrictEqual(value, equals), show(equals));
  if (contains !== undefined) require(isIn(contains, value), `to contain ${show(contains)}`);
  if (oneOf !== undefined) {
    require(oneOf.some((one) => isDeepStrictEqual(value, one)), `one of ${oneOf.map(show).join(", ")}`);
  }
  if (atLeast !== undefined) require(typeof value === "number" && value >= atLeast, `at least ${atLeast}`);
  if (atMost !== undefined) require(typeof value === "number" && value <= atMost, `at most ${atMost}`);
  return words;
}

function isIn(part: string | number | boolean, value: unknown): boolean {
  if (Array.isArray(value)) return value.includes(part);
  return typeof value === "string" && holds(value, String(part));
}
