import { styleText } from "node:util";
import { redactedText } from "../../shared/redacted";
import { type Phrase, readable, shown } from "../phrase";
import { type Outcome, outcomeOf } from "../preview/items";
import { headline, operationsIn, type Review, type Reviewed, rest } from "../review";
import { type Level, RISKS } from "../risks";

type Style = Parameters<typeof styleText>[0];

/** Returns the review as text for a terminal, with ANSI colours if `colours`. */
export function reviewText(review: Review, colours: boolean): string {
  const paint = (style: Style, words: string) => (colours ? styleText(style, words, { validateStream: false }) : words);
  const said = (phrase: Phrase) =>
    phrase
      .map((part) => ("words" in part ? part.words.replaceAll("**", "") : paint("bold", `"${part.value}"`)))
      .join("");
  const level = (one: Level) => paint(one === "high" ? "red" : one === "medium" ? "yellow" : "gray", one.padEnd(6));
  const { project, stack, errors, risks, objects, warnings } = review;
  const object = ({ item, label, title, facts, timing }: Reviewed) => [
    "",
    `${SIGNS[outcomeOf(item)]} ${said(label)}${title === undefined ? "" : ` (${title})`}: ${operationsIn([item.operation]).slice(2) || (outcomeOf(item) === "leave" ? "leaves the stack" : "unchanged")}`,
    ...facts.flatMap(({ say, diff }) => [
      `    ${said(say)}`,
      ...(diff ?? []).map(({ mark, text }) =>
        paint(mark === "+" ? "green" : mark === "-" ? "red" : "reset", `      ${mark} ${text}`),
      ),
    ]),
    paint("gray", `    ${timing}`),
  ];
  const totals = [operationsIn(objects.map(({ item }) => item.operation)), rest(review)].filter(Boolean).join("; ");
  return [
    `${paint("bold", `${project ?? "?"}/${stack ?? "?"}`)}: ${headline(review)}`,
    ...(totals === "" ? [] : [totals]),
    ...errors.flatMap((error) =>
      readable(redactedText(error))
        .replaceAll("\t", "  ")
        .split("\n")
        .map((line) => `  ${line}`),
    ),
    ...(risks.length === 0 ? [] : [""]),
    ...risks.flatMap((one) => [
      `${level(one.level)} ${one.id}  ${said(one.object.label)} — ${said(one.say)}`,
      paint("gray", `             ${RISKS[one.id].reason}`),
    ]),
    ...objects.flatMap(object),
    ...(warnings.length === 0 ? [] : ["", "Warnings of the preview:"]),
    ...warnings.map((warning) => `  ${shown(warning, 500)}`),
  ].join("\n");
}

const SIGNS: Record<Outcome, string> = {
  create: "+",
  update: "~",
  replace: "±",
  unknown: "?",
  delete: "-",
  leave: "→",
  same: "=",
};
