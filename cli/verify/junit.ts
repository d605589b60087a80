import type { Case, ConfigurationReport, Report } from "./verifyReport";

/** Returns the report as JUnit XML, with a suite per Configuration and a test case per check. */
export function junitOf({ stack, counts, configurations }: Report): string {
  const all = configurations.map(suite);
  const failures = all.reduce((sum, { failures }) => sum + failures, 0);
  const attributes = {
    name: `twilio-intelligence verify${stack === null ? "" : ` ${stack}`}`,
    tests: counts.ok + failures,
    failures,
  };
  const suites = element("testsuites", attributes, all.map(({ xml }) => xml).join(""));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${suites}`;
}

function suite({ id, name, displayName, problems, silence, warnings, cases }: ConfigurationReport) {
  const title = name ?? displayName ?? id;
  const blocked = problems.map(({ code, message }) =>
    element("testcase", { name: "can be verified", classname: title }, failure(code, message, "")),
  );
  const tests = [...blocked, ...cases.map((one) => testcase(title, one))];
  const failures = blocked.length + cases.filter(({ ok }) => !ok).length;
  const said = [
    ...warnings.map(({ message }) => `warning: ${message}`),
    ...(silence === null ? [] : [silence.message, ...silence.next.map((step) => `- ${step}`)]),
  ];
  const out = said.length === 0 ? "" : element("system-out", {}, escaped(said.join("\n")));
  const xml = element("testsuite", { name: title, tests: tests.length, failures }, [...tests, out].join(""));
  return { xml, failures };
}

function testcase(title: string, { name, problems, conversation, rule, result }: Case): string {
  const [first] = problems;
  const about = [...problems.map(({ code, message }) => `${code}: ${message}`), `${rule.id} on ${conversation}`];
  if (result !== null) about.push(result);
  const body = first === undefined ? "" : failure(first.code, first.message, about.join("\n"));
  return element("testcase", { name, classname: title }, body);
}

const failure = (type: string, message: string, body: string): string =>
  element("failure", { type, message }, escaped(body));

function element(name: string, attributes: Record<string, string | number>, body: string): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  return `<${name}${list.join("")}>${body}</${name}>\n`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Escapes text for XML 1.0, and removes characters that XML cannot contain. */
const escaped = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot contain these
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Escapes text for an attribute, including line breaks, which a parser would replace with spaces. */
const attribute = (text: string): string =>
  escaped(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
