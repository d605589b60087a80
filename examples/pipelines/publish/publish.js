// Keeps one comment of a pull request, or one open issue, up to date on GitHub, GitLab, Azure DevOps or Bitbucket. It is found by its first
// line, which is that of the file, and by its author, who is the owner of the token.
//   node publish.js HOST comment FILE            comments on the pull request of the pipeline, or on --number N
//   node publish.js HOST comment FILE --update   changes the comment, if it exists
//   node publish.js HOST issue FILE --open       opens or updates the issue (--title TEXT); GitHub and GitLab
//   node publish.js HOST issue FILE --close      closes the issue, if it is open
//   node publish.js github outcome FILE --open   comments on the pull request that brought the commit; without one, opens the issue
//   node publish.js github outcome FILE --close  the same, but closes the issue
//   node publish.js github compare FILE          prints where FILE differs from the comment on that pull request
// HOST: github, gitlab, azure or bitbucket. The file of that name beside this one says which environment variables it reads.
const { readFileSync } = require("node:fs");
const { parseArgs } = require("node:util");
const { comparison, overviewed } = require("./compare.js");

const HOSTS = { github: "./github.js", gitlab: "./gitlab.js", azure: "./azure.js", bitbucket: "./bitbucket.js" };
const COMMANDS = { comment, issue, outcome, compare };
const USAGE =
  "usage: publish.js HOST comment FILE | github|gitlab issue FILE --open|--close | github outcome FILE --open|--close | github compare FILE";

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
      /** Changes a comment, and makes none. */
      update: { type: "boolean" },
      /** Id of the author of what may be changed: anybody can write the same first line. Defaults to the owner of the token. */
      author: { type: "string" },
    },
  });
  const [name, what, file] = positionals;
  const isKnown = Object.hasOwn(HOSTS, name ?? "") && Object.hasOwn(COMMANDS, what ?? "") && file !== undefined;
  const isDecided = ["comment", "compare"].includes(what) || values.open !== values.close;
  if (!isKnown || !isDecided) throw new Error(USAGE);
  /** The host, for one pull request. */
  const at = (number) => require(HOSTS[name])(number);
  const host = at(values.number);
  if ((what !== "comment" && host.issues === undefined) || (["outcome", "compare"].includes(what) && !host.merged))
    throw new Error(USAGE);
  const text = readFileSync(file, "utf8");
  if (!/^<!-- .+ -->\r?\n/.test(text)) {
    throw new Error(
      `the first line of ${file} must be a marker such as <!-- twilio-intelligence review: project/stack -->`,
    );
  }
  console.log(await COMMANDS[what]({ host, at, text, body: fitting(text, host), values }));
}

function comment(post) {
  return keep(post.host.comments, post, false);
}

function issue(post) {
  return keep(post.host.issues, post, post.values.close ?? false);
}

async function outcome(post) {
  const merged = await post.host.merged();
  const done = merged === undefined ? [] : [await comment({ ...post, host: post.at(merged) })];
  // A success also ends the issue of an earlier commit.
  if (merged === undefined || post.values.close) done.push(await issue(post));
  return done.join("\n");
}

async function compare({ host, at, text, body, values }) {
  const merged = await host.merged();
  const comments = merged === undefined ? undefined : at(merged).comments;
  if (comments === undefined) return comparison(merged, undefined, text);
  const author = values.author ?? (await host.author());
  const marker = firstLine(body);
  const reviewed = await find(comments, marker, author);
  if (reviewed !== undefined) return comparison(merged, reviewed, text);
  const overview = await find(comments, marker.replace(/\/[^/]+ -->$/, "/%2A -->"), author);
  return overview === undefined ? comparison(merged, undefined, text) : overviewed(merged, overview);
}

/** Creates what is not there, updates or closes what is, and leaves alone what has the same text. */
async function keep(posts, { body, host, text, values }, isClosed) {
  const mine = await find(posts, firstLine(body), values.author ?? (await host.author()));
  if (mine === undefined) {
    if (isClosed) return "no issue is open";
    if (values.update) return "there is no comment to change";
    return `created: ${await posts.create(body, values.title ?? titleOf(text))}`;
  }
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

/** The first line of a report names the stack. */
function titleOf(text) {
  const [, what, name] = /^<!-- .+ (drift|deployment): (\S+) -->/.exec(text) ?? [];
  const stack = name === undefined ? "a Pulumi stack" : `the Pulumi stack ${name.replaceAll("%2D", "-")}`;
  return what === "deployment" ? `The update of ${stack} failed` : `The account drifted from ${stack}`;
}

/** Returns the text as the host shows it, with where it comes from, and cut if it is longer than the host accepts. */
function fitting(text, { name, limit, markdown, commit, run }) {
  const time = new Date().toISOString().slice(0, 16).replace("T", " ");
  // A reader sees by it whether the text is about the newest commit.
  const end = !run ? "" : `\n\nCommit ${commit} · [run](${run}) · ${time} UTC\n`;
  const shown = markdown(text);
  const whole = end === "" ? shown : shown.trimEnd() + end;
  const note = `\n\n(cut: longer than ${name} accepts)\n`;
  return whole.length <= limit ? whole : shown.slice(0, limit - note.length - end.length).toWellFormed() + note + end;
}
