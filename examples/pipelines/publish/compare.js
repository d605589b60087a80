/** Most lines of a comparison. */
const LINES_MAX = 200;

/**
 * Says where what is about to be applied differs from what was reviewed, as Markdown. `merged`: number of the pull request that brought the
 * commit; `reviewed`: its comment.
 */
exports.comparison = (merged, reviewed, text) => {
  if (merged === undefined)
    return "**No pull request brought this commit: nobody has reviewed this change as a pull request.**\n";
  if (reviewed === undefined) return `**Pull request #${merged} has no review of this stack to compare with.**\n`;
  const [before, now] = [reviewed.body, text].map(statements);
  const lines = [
    ...without(before, now).map((line) => `- ${line}`),
    ...without(now, before).map((line) => `+ ${line}`),
  ];
  const review = `[review in pull request #${merged}](${reviewed.url})`;
  if (lines.length === 0) return `The ${review} says the same.\n`;
  const more = lines.length > LINES_MAX ? [`… and ${lines.length - LINES_MAX} more lines`] : [];
  const shown = [...lines.slice(0, LINES_MAX), ...more].join("\n");
  const fence = "~".repeat(Math.max(4, ...(shown.match(/~+/g) ?? []).map(({ length }) => length + 1)));
  return `**This differs from the ${review}.** Lines with - were there, lines with + are new:\n\n${fence}diff\n${shown}\n${fence}\n`;
};

/** Lines of a review that say something: no markup, no picture of what the lines say, nothing about the run. */
function statements(text) {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(/^```mermaid\n[\s\S]*?^```$/gm, "")
    .replaceAll(/<\/?(?:details|summary|code)[^>]*>/g, "")
    .split("\n")
    .filter((line) => !/^<!--|^Commit \w+ · /.test(line) && line.trim() !== "");
}

/** Lines of one text that another one lacks, as often as it lacks them. */
function without(lines, others) {
  const left = new Map();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const times = left.get(line) ?? 0;
    left.set(line, times - 1);
    return times <= 0;
  });
}
