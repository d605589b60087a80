// Keeps one comment of a pull request, or one open issue, up to date on GitLab, Azure DevOps or Bitbucket. It is found by its first line,
// which is that of the file, and by its author, who is the owner of the token.
//   node publish.js HOST comment FILE             comments on the pull request of the pipeline, or on --number N
//   node publish.js gitlab issue FILE --open      opens or updates the issue (--title TEXT)
//   node publish.js gitlab issue FILE --close     closes the issue, if it is open
// HOST: gitlab, azure or bitbucket. The file of that name beside this one says which environment variables it reads.
const { readFileSync } = require("node:fs");
const { parseArgs } = require("node:util");

const HOSTS = { gitlab: "./gitlab.js", azure: "./azure.js", bitbucket: "./bitbucket.js" };
const USAGE = "usage: publish.js gitlab|azure|bitbucket comment FILE | publish.js gitlab issue FILE --open|--close";

main().catch((error) => {
  console.error(`publish.js: ${error.message}`);
  process.exitCode = 1;
});

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      number: { type: "string" },
      /** Title of a new issue. Defaults to one with the name of the stack. */
      title: { type: "string" },
      open: { type: "boolean" },
      close: { type: "boolean" },
      /** Id of the author of what may be changed: anybody can write the same first line. Defaults to the owner of the token. */
      author: { type: "string" },
    },
  });
  const [name, what, file] = positionals;
  const host = Object.hasOwn(HOSTS, name ?? "") ? require(HOSTS[name])(values.number) : undefined;
  const isIssue = what === "issue" && host?.issues !== undefined && values.open !== values.close;
  if (host === undefined || file === undefined || (what !== "comment" && !isIssue)) throw new Error(USAGE);
  const text = readFileSync(file, "utf8");
  if (!/^<!-- .+ -->\r?\n/.test(text)) {
    throw new Error(
      `the first line of ${file} must be a marker such as <!-- twilio-intelligence review: project/stack -->`,
    );
  }
  console.log(await keep(isIssue ? host.issues : host.comments, fitting(text, host), { ...values, host, text }));
}

/** Creates what is not there, updates or closes what is, and leaves alone what has the same text. */
async function keep(posts, body, { author, close: isClosed = false, title, host, text }) {
  const mine = await find(posts, firstLine(body), author ?? (await host.author()));
  if (mine === undefined)
    return isClosed ? "no issue is open" : `created: ${await posts.create(body, title ?? titleOf(text))}`;
  if (mine.body === body && !isClosed) return `unchanged: ${mine.url}`;
  await posts.update(mine.id, body, isClosed);
  return `${isClosed ? "closed" : "updated"}: ${mine.url}`;
}

async function find(posts, marker, author) {
  for await (const post of posts.list())
    if (post.author === author && firstLine(post.body ?? "") === marker) return post;
  return undefined;
}

function firstLine(text) {
  return text.split(/\r?\n/, 1)[0];
}

/** The first line of a drift report names the stack. */
function titleOf(text) {
  const stack = /^<!-- .+ drift: (\S+) -->/.exec(text)?.[1]?.replaceAll("%2D", "-");
  return `The account drifted from ${stack === undefined ? "its Pulumi stack" : `the Pulumi stack ${stack}`}`;
}

/** Returns the text as the host shows it, with where it comes from, and cut if it is longer than the host accepts. */
function fitting(text, { name, limit, markdown, commit, run }) {
  const time = new Date().toISOString().slice(0, 16).replace("T", " ");
  // A reader sees by it whether the text is about the newest commit.
  const end = run === undefined ? "" : `\n\nCommit ${commit} · [run](${run}) · ${time} UTC\n`;
  const shown = markdown(text);
  const whole = end === "" ? shown : shown.trimEnd() + end;
  const note = `\n\n(cut: longer than ${name} accepts)\n`;
  return whole.length <= limit ? whole : shown.slice(0, limit - note.length - end.length).toWellFormed() + note + end;
}
