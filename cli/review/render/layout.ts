import type { Phrase } from "../phrase";

/** Hosts that can show a review as a comment. */
export const HOSTS = ["github", "gitlab", "azure", "bitbucket"] as const;
export type Host = (typeof HOSTS)[number];

/** Maximum size of a comment, in bytes. GitHub accepts 65,536 characters, so a pipeline can add text. */
export const COMMENT_MAX = 60_000;
/** The same for Bitbucket, which accepts fewer than 32,768 characters (github.com/jfrog/frogbot/pull/647 has its words). */
const COMMENT_MAX_BITBUCKET = 30_000;

/** Parts of a comment that hosts show differently. */
export interface Layout {
  /** Maximum size of a comment, in bytes. */
  max: number;
  /** Whether the host draws Mermaid in a comment. */
  hasPictures: boolean;
  /** Indentation of a list in a list. */
  indent: string;
  /** Returns lines below a title, folded where the host can fold. */
  fold(title: Phrase, lines: readonly string[], isOpen: boolean): string[];
  /** Returns a code block that belongs to an item of a list at a depth. */
  block(fence: readonly string[], depth: number): string[];
}

const html: Layout = {
  max: COMMENT_MAX,
  hasPictures: true,
  indent: "  ",
  fold: (title, lines, isOpen) => [
    `<details${isOpen ? " open" : ""}><summary>${htmlPhrase(title)}</summary>`,
    "",
    ...lines,
    "",
    "</details>",
    "",
  ],
  block: (fence, depth) => fence.map((line) => `${"  ".repeat(depth + 1)}${line}`),
};

/**
 * Markdown without HTML, for Bitbucket: it prints tags as text, nests lists only with four spaces, and knows code blocks only outside of
 * lists (Python-Markdown).
 */
const plain: Layout = {
  max: COMMENT_MAX_BITBUCKET,
  hasPictures: false,
  indent: "    ",
  fold: (title, lines) => [`#### ${inline(title)}`, "", ...lines, ""],
  block: (fence) => ["", ...fence, ""],
};

/** Azure DevOps draws Mermaid in wikis alone, between `:::` and not in a code block. */
export const LAYOUTS: Record<Host, Layout> = {
  github: html,
  gitlab: html,
  azure: { ...html, hasPictures: false },
  bitbucket: plain,
};

/** Renders a phrase: fixed words as they are, values as code, so that they cannot become links, mentions or markup. */
export const inline = (phrase: Phrase): string =>
  phrase.map((part) => ("words" in part ? part.words : code(part.value))).join("");

/**
 * Renders a value as inline code. Backticks are replaced with a similar character, because parsers differ in how they read longer
 * fences next to other markup.
 */
export const code = (value: string): string =>
  `\`${value.replaceAll("`", "ˋ").replaceAll(/\s+/g, " ").trim() || " "}\``;

/** Renders a phrase within HTML. */
const htmlPhrase = (phrase: Phrase): string =>
  phrase.map((part) => ("words" in part ? escaped(part.words) : `<code>${escaped(part.value)}</code>`)).join("");

const escaped = (text: string): string => text.replaceAll(/[&<>"'`]/g, (one) => `&#${one.codePointAt(0)};`);
