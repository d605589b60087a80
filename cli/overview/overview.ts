import { KIND_WORDS } from "../review/kindWords";
import { LEVELS, severity } from "../review/level";
import { natural } from "../review/natural";
import { count, shown, shownName } from "../review/phrase";
import { code } from "../review/render/layout";
import { ICONS, marker } from "../review/render/markdown";
import { kindOfUrn, nameOf } from "../shared/urn";
import type { StackReview } from "./reviews";

/** Most places of risks that an overview shows. The reviews of the stacks have them all. */
const PLACES_MAX = 60;

/**
 * Returns the reviews of several stacks as one pull request comment: a table of the stacks, then each risk once, with the stacks that
 * have it. `missing`: stacks that have no review, which are never taken for unchanged.
 */
export function overview(reviews: readonly StackReview[], missing: readonly string[], project?: string): string {
  const [named] = reviews.flatMap((one) => one.project ?? []);
  const rows = [...reviews.map(row), ...missing.map((stack) => `| ${cell(stack)} | **has no review** | | |`)];
  const risks = reviews.flatMap((one) => one.risks.map((risk) => ({ ...risk, stack: nameOfStack(one) })));
  const lines = [
    marker({ project: project ?? named, stack: "*" }),
    `### Twilio Intelligence: ${headline(reviews, missing)}`,
    "",
    "| Stack | Effect | Changes | Highest risk |",
    "|---|---|--:|---|",
    ...rows,
    "",
    ...risksOf(risks),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** A value in a table, which a bar would end. */
const cell = (value: string): string => code(shown(value).replaceAll("|", "¦"));

const nameOfStack = ({ stack }: StackReview): string => stack ?? "unknown";

function headline(reviews: readonly StackReview[], missing: readonly string[]): string {
  const failed = reviews.filter(({ status }) => status === "failed").length + missing.length;
  const [worst] = LEVELS.filter((level) => reviews.some(({ risk }) => risk === level));
  const all = count(reviews.length + missing.length, "stack");
  const risk = worst === undefined ? "no risk" : `highest risk ${worst}`;
  return failed > 0 ? `${all}, ${failed} not reviewed, ${risk} in the others` : `${all}, ${risk}`;
}

function row(review: StackReview): string {
  const { headline, changes, risk, status } = review;
  const cells =
    status === "failed"
      ? [`**${said(headline)}**`, "", ""]
      : [said(headline), String(changes), risk === "none" ? "none" : `${ICONS[risk]} ${risk}`];
  return `| ${[cell(nameOfStack(review)), ...cells].join(" | ")} |`;
}

/** A sentence of a review, without what could be markup. */
const said = (text = ""): string => shown(text, 500).replaceAll(/[<>|[\]@]/g, "");

type Placed = StackReview["risks"][number] & { stack: string };

/** Lists each risk with the places that have it, and each place with its stacks: worst first, in an order that does not depend on the run. */
function risksOf(all: readonly Placed[]): string[] {
  if (all.length === 0) return [];
  const groups = [...Map.groupBy(all, ({ id }) => id)].sort(
    ([a, [one]], [b, [other]]) => severity(one?.level ?? "low") - severity(other?.level ?? "low") || natural(a, b),
  );
  let left = PLACES_MAX;
  const lines = groups.flatMap(([id, group]) => {
    const [first] = group;
    const places = [...Map.groupBy(group, placeOf)].sort(([a], [b]) => natural(a, b));
    const shownPlaces = places.slice(0, Math.max(0, left));
    left -= places.length;
    const more = places.length - shownPlaces.length;
    return [
      `- ${ICONS[first?.level ?? "low"]} **${first?.level}: ${said(first?.title)}.** ${said(first?.reason)} (${said(id)})`,
      ...shownPlaces.map(
        ([place, of]) => `  - ${[...new Set(of.map(({ stack }) => code(stack)))].join(", ")}: ${place}`,
      ),
      ...(more > 0 ? [`  - … and ${count(more, "more place")}, in the reviews of the stacks`] : []),
    ];
  });
  return ["**What to check before the merge**", "", ...lines];
}

function placeOf({ urn, text }: Placed): string {
  const kind = kindOfUrn(urn);
  const object =
    urn === "" ? "" : `${kind === undefined ? "resource" : KIND_WORDS[kind].one} ${code(shownName(nameOf(urn)))}: `;
  return `${object}${code(shown(text, 300))}`;
}
