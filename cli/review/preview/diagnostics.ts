import { list, members } from "../../../provider/values/json";
import { natural } from "../natural";

/** Messages of a preview. */
export interface Diagnostics {
  errors: string[];
  warnings: string[];
  /** Paths of what could not be read. */
  unread: string[];
}

const SEVERITIES = ["debug", "info", "info#err", "warning", "error"];

/** Log messages of the provider that a review repeats: warnings and imports. Further lines of a message quote texts of the program. */
const REPEATED = /^warning: |^.* is imported as it is; nothing is written\./;

/** Further lines of a warning of the provider. The engine splits what a provider writes into lines. */
const FURTHER = /^ {2}|^`pulumi \w+` |^The program does not change it\. /;

/** Returns the messages of a preview, in an order that does not depend on the run. */
export function diagnosticsFrom(value: unknown): Diagnostics {
  const found: Diagnostics = { errors: [], warnings: [], unread: [] };
  if (value !== undefined && value !== null && !Array.isArray(value)) found.unread.push("diagnostics");
  for (const [at, one] of list(value).entries()) {
    const { message, severity } = members(one);
    const place = `diagnostics[${at}]`;
    if (typeof message !== "string") found.unread.push(`${place}.message`);
    else take(found, message.trimEnd(), severity);
  }
  found.errors.sort(natural);
  found.warnings = [...new Set(found.warnings)].sort(natural);
  return found;
}

function take({ errors, warnings }: Diagnostics, message: string, severity: unknown): void {
  // A severity that this version does not know must hide neither an error nor a warning.
  const isKnown = typeof severity === "string" && SEVERITIES.includes(severity);
  const text = message.trim().replace(/^warning: /, "");
  if (severity === "error" || (!isKnown && /^error: /.test(message))) errors.push(message.trim());
  else if (severity === "warning" || !isKnown) warnings.push(text);
  else if (severity === "info#err" && FURTHER.test(message) && warnings.length > 0)
    warnings.push(`${warnings.pop()}\n${message}`);
  else if (severity.startsWith("info") && REPEATED.test(message.trim())) warnings.push(text);
}
