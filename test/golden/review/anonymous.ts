import { twilioOperatorNames } from "../../../api/wire/v3/twilioOperators";

/** What a review does not read, and what names the machine that the preview was made on. */
const DROPPED = new Set([
  "sourcePosition",
  "stackTrace",
  "created",
  "modified",
  "provider",
  "parent",
  "duration",
  "custom",
  "dependencies",
  "detailedDiff",
]);

/** Ids of Twilio's, but for those that are the same in every account. */
const IDS = /\b(?:(?:intelligence|conv)_[a-z]+_01[0-9a-z]{24}|(?:AC|SK|GA|LY|GT)[0-9a-f]{32})\b/g;
const DATES = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** A preview without what differs from run to run: order of steps, project, address, ids, dates. */
export function anonymous(preview: string, project: string, url: string): string {
  const named = preview.replaceAll(project, "contact-centre").replaceAll(url, "https://intelligence.twilio.com");
  const { steps = [], diagnostics = [], config: _config, ...rest } = JSON.parse(named, trimmed);
  const by = (key: string) => (a: Record<string, string>, b: Record<string, string>) =>
    String(a[key]).localeCompare(String(b[key]));
  const sorted = { ...rest, steps: steps.sort(by("urn")), diagnostics: inOrder(diagnostics) };
  return `${numbered(JSON.stringify(sorted, undefined, 2)).replaceAll(DATES, "2026-01-01T00:00:00Z")}\n`;
}

/** Messages by their text. The engine splits a warning into lines, which stay together. */
function inOrder(diagnostics: readonly { message: string }[]): unknown[] {
  const warnings: { message: string }[][] = [];
  for (const one of diagnostics) {
    const isFurther = /^ {2}|^`pulumi |^The program does not/.test(one.message);
    if (isFurther) warnings.at(-1)?.push(one);
    else warnings.push([one]);
  }
  const textOf = (lines: readonly { message: string }[]) => lines.map(({ message }) => message).join("");
  return warnings.sort((a, b) => textOf(a).localeCompare(textOf(b))).flat();
}

function trimmed(key: string, value: unknown): unknown {
  if (DROPPED.has(key)) return undefined;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, member]) => {
    if (key === "oldState" || key === "newState")
      return name !== "urn" && name !== "type" && !(key === "newState" && name === "outputs");
    return key !== "propertyDependencies" || member.length > 0;
  });
  return Array.isArray(value) ? value : Object.fromEntries(kept);
}

/** Ids by the order in which they come. */
function numbered(text: string): string {
  const numbers = new Map<string, string>();
  return text.replaceAll(IDS, (id) => {
    if (twilioOperatorNames.has(id)) return id;
    const known = numbers.get(id) ?? String(numbers.size + 1).padStart(6, "0");
    numbers.set(id, known);
    const digits = /_01[0-9a-z]{24}$/.test(id) ? 24 : 32;
    return `${id.slice(0, -digits)}${known.padStart(digits, "0")}`;
  });
}
