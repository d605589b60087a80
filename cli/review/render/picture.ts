import { same } from "../../../provider/values/equality";
import type { Values } from "../../../provider/values/json";
import { isUnknown } from "../../../provider/values/unknown";
import { redactedUrl } from "../../shared/redacted";
import type { Directory } from "../facts/directory";
import { pairsOf, type RulePair } from "../facts/rulePairs";
import { triggerWords, wasWords } from "../facts/triggerWords";
import { plainText, shown } from "../phrase";
import type { Item } from "../preview/items";

type Mark = "new" | "gone" | "changed" | "same";

/** Appearance of each mark. Word, line style and line weight distinguish the marks without colour. */
const MARKS: Record<Mark, { word: string; edge: string; node: string; frame: string }> = {
  new: {
    word: "NEW",
    edge: "==>",
    node: "fill:#dafbe1,stroke:#1a7f37,stroke-width:3px,color:#0b3d1c",
    frame: "stroke:#1a7f37,stroke-width:3px",
  },
  gone: {
    word: "REMOVED",
    edge: "-.->",
    node: "fill:#ffebe9,stroke:#cf222e,stroke-width:2px,stroke-dasharray:6 4,color:#67060c",
    frame: "stroke:#cf222e,stroke-width:2px,stroke-dasharray:6 4",
  },
  changed: {
    word: "CHANGED",
    edge: "-->",
    node: "fill:#fff8c5,stroke:#9a6700,stroke-width:4px,color:#3b2300",
    frame: "stroke:#9a6700,stroke-width:2px",
  },
  same: {
    word: "",
    edge: "-->",
    node: "fill:#f6f8fa,stroke:#8c959f,stroke-width:1px,color:#1f2328",
    frame: "stroke:#8c959f,stroke-width:1px",
  },
};

/** Legend below a picture. */
export const LEGEND = "NEW: thick lines. REMOVED: dashed lines. CHANGED: thick border. Unchanged rules are not drawn.";

/** Maximum number of rules in a picture. A larger one is not readable on a telephone. */
const RULES_MAX = 4;

/** Returns a Mermaid flowchart of the changed rules of a Configuration: trigger → operators → action. Undefined if none or many change. */
export function pictureOf(item: Item, directory: Directory): string | undefined {
  const pairs = pairsOf(item).filter(({ state }) => state !== "same");
  if (pairs.length === 0 || pairs.length > RULES_MAX) return undefined;
  const styles = Object.entries(MARKS).map(([name, { node }]) => `  classDef ${name}Part ${node}`);
  return [
    "flowchart TD",
    ...pairs.flatMap((pair, at) => ruleLines(pair, `r${at}`, item, directory)),
    // Invisible links put the rules below each other: side by side, their text is too small for a telephone.
    ...pairs.slice(1).map((_, at) => `  r${at} ~~~ r${at + 1}`),
    ...styles,
  ].join("\n");
}

interface Node {
  mark: Mark;
  lines: string[];
}

function ruleLines(pair: RulePair, id: string, item: Item, directory: Directory): string[] {
  const trigger = triggerNode(pair);
  const operators = operatorNodes(pair, item, directory);
  const actions = actionNodes(pair);
  // For a new or removed rule, the title has the word.
  const isWhole = pair.state === "new" || pair.state === "gone";
  const node = (name: string, [open, close]: readonly [string, string], { mark, lines }: Node) =>
    `    ${name}${open}"${label([isWhole ? "" : MARKS[mark].word, ...lines])}"${close}:::${mark}Part`;
  const edges = operators.flatMap((operator, o) => [
    `    ${id}t ${edge(operator.mark, trigger.mark)} ${id}o${o}`,
    ...actions.map((action, a) => `    ${id}o${o} ${edge(operator.mark, action.mark)} ${id}a${a}`),
  ]);
  const place = pair.moved ? [`moved from position ${pair.moved.from} to ${pair.moved.to}`] : [];
  const word = MARKS[pair.state].word;
  return [
    `  subgraph ${id}["${label([[word, "rule", pair.short].filter(Boolean).join(" "), ...place])}"]`,
    "    direction TB",
    node(`${id}t`, ["([", "])"], trigger),
    ...operators.map((one, o) => node(`${id}o${o}`, ["[", "]"], one)),
    ...actions.map((one, a) => node(`${id}a${a}`, ["[/", "/]"], one)),
    ...edges,
    "  end",
    `  style ${id} fill:none,${MARKS[pair.state].frame}`,
  ];
}

/** Returns a connection with the mark of its ends. */
function edge(...ends: Mark[]): string {
  const mark = ends.includes("gone") ? "gone" : ends.includes("new") ? "new" : "same";
  return MARKS[mark].edge;
}

/** Returns the mark of a part: that of the rule if the whole rule is new or removed. */
const within = (state: Mark, own: Mark): Mark => (state === "new" || state === "gone" ? state : own);

function triggerNode({ state, before, after }: RulePair): Node {
  const [old, now] = [before?.triggers[0], after?.triggers[0]];
  const isSame = before !== undefined && after !== undefined && same(old, now);
  const mark = within(state, isSame ? "same" : "changed");
  const text = (trigger: unknown) => plainText(triggerWords(trigger)).replaceAll("`", "");
  return {
    mark,
    lines:
      mark === "changed"
        ? [text(now), `was ${plainText(wasWords(old, now))}`]
        : [text(after === undefined ? old : now)],
  };
}

function operatorNodes({ state, before, after }: RulePair, { dependencies }: Item, directory: Directory): Node[] {
  const target = (operator: Values, isOld: boolean) => directory.operator(operator, isOld ? [] : dependencies.rules);
  const old = (before?.operators ?? []).map((operator) => ({ operator, ...target(operator, true) }));
  const rest = [...old];
  const now = (after?.operators ?? []).map((operator): Node => {
    const { key, short } = target(operator, false);
    const at = rest.findIndex((one) => one.key === key);
    const [was] = at === -1 ? [] : rest.splice(at, 1);
    const mark =
      was === undefined ? "new" : same(was.operator, operator) || !isOther(was.operator, operator) ? "same" : "changed";
    const version = versionText(operator.version);
    const lines = [short, version, ...(mark === "changed" ? [`was ${versionText(was?.operator.version)}`] : [])];
    return { mark: within(state, mark), lines };
  });
  const gone = rest.map(
    ({ operator, short }): Node => ({ mark: "gone", lines: [short, versionText(operator.version)] }),
  );
  return [...now, ...gone];
}

/** Whether a rule runs the operator differently. An unknown id does not count as a difference. */
const isOther = (before: Values, after: Values): boolean =>
  !same([before.version, before.parameters], [after.version, after.parameters]);

function versionText(version: unknown): string {
  if (version === undefined) return "newest version";
  return isUnknown(version) ? "its new version" : `version ${String(version)}`;
}

function actionNodes({ state, before, after }: RulePair): Node[] {
  const [old, now] = [before?.addresses ?? [], after?.addresses ?? []];
  const isIn = (all: readonly unknown[], one: unknown) => all.some((other) => same(one, other));
  const come = now.map(
    (url): Node => ({ mark: within(state, isIn(old, url) ? "same" : "new"), lines: addressLines(url) }),
  );
  const gone = old.filter((url) => !isIn(now, url)).map((url): Node => ({ mark: "gone", lines: addressLines(url) }));
  const all = [...come, ...gone];
  return all.length > 0 ? all : [{ mark: within(state, "same"), lines: ["stored by Twilio", "no webhook"] }];
}

function addressLines(url: unknown): string[] {
  if (typeof url !== "string" || !URL.canParse(url)) return ["webhook", "redacted or unknown"];
  const { host, pathname } = new URL(redactedUrl(url));
  return [`webhook ${host}`, ...(pathname === "/" ? [] : [decoded(pathname)])];
}

/** Decodes a path, or returns it unchanged if its encoding is invalid. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Maximum length of a line in a node, in characters. */
const LINE_MAX = 34;

const label = (lines: readonly string[]): string =>
  lines
    .filter((line) => line !== "")
    .map((line) => escaped(shown(line, LINE_MAX)))
    .join("<br/>");

/** Replaces all characters that Mermaid could interpret with entities. Letters of any script, digits and spaces stay. */
const escaped = (text: string): string =>
  [...text].map((one) => (/[\p{L}\p{M}\p{N} ,…]/u.test(one) ? one : `#${one.codePointAt(0)};`)).join("");
