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

/** Points to an overview of several stacks, which has a risk once for all of them. */
exports.overviewed = (merged, { url }) =>
  `Pull request #${merged} has an [overview of all stacks](${url}), which is not compared line by line.\n`;

/**
 * Lines of a review that say something, each with the object that it is about: no markup around objects, no picture of what the lines say,
 * nothing about the run.
 */
function statements(text) {
  const lines = text
    .replaceAll("\r\n", "\n")
    .replaceAll(/^```mermaid\n[\s\S]*?^```$/gm, "")
    .split("\n");
  let about = "";
  return lines.flatMap((line) => {
    if (/^<!--|^Commit \w+ · /.test(line) || line.trim() === "") return [];
    if (line === "</details>") {
      about = "";
      return [];
    }
    const [, title] = /^<details(?: open)?><summary>(.*)<\/summary>$/.exec(line) ?? [];
    if (title === undefined) return [about === "" ? line : `${about}: ${line}`];
    about = title.replaceAll(/<\/?code>/g, "`");
    return [about];
  });
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
