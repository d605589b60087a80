// Keeps one pull request comment, or one open issue, up to date. It is found by its first line, which is that of the file.
//   node publish.js comment FILE            comments on the pull request of the event, or on --number N
//   node publish.js comment FILE --update   changes the comment, if it exists
//   node publish.js issue FILE --open       opens or updates the issue (--title TEXT)
//   node publish.js issue FILE --close      closes the issue, if it exists
//   node publish.js outcome FILE --open     comments on the pull request that brought the commit; without one, opens the issue
//   node publish.js outcome FILE --close    the same, but closes the issue
//   node publish.js compare FILE            prints where FILE differs from the comment on that pull request
const { readFileSync } = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");
const { parseArgs } = require("node:util");

const MOST = 65_536;
const PER_PAGE = 100;
/** Most attempts of one request, and the longest wait between them in seconds. */
const ATTEMPTS = 4;
const RETRY_MAX = 60;
/** Most lines of a comparison. */
const COMPARED_MAX = 200;
const COMMANDS = { comment, issue, outcome, compare };
const API = process.env.GITHUB_API_URL ?? "https://api.github.com";

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
    /** Author of the comments and issues that may be changed: anybody can write the same first line. Defaults to the token's own login. */
    author: { type: "string" },
  },
});

main().catch((error) => {
  console.error(`publish.js: ${error.message}`);
  process.exitCode = 1;
});

async function main() {
  const [what, file] = positionals;
  const run = Object.hasOwn(COMMANDS, what ?? "") ? COMMANDS[what] : undefined;
  const isDecided = ["comment", "compare"].includes(what) || values.open !== values.close;
  if (file === undefined || run === undefined || !isDecided) {
    throw new Error("usage: publish.js comment|compare FILE | issue|outcome FILE --open | issue|outcome FILE --close");
  }
  const body = fitting(readFileSync(file, "utf8"), origin());
  const marker = body.split("\n", 1)[0];
  if (!/^<!-- .+ -->$/.test(marker)) {
    throw new Error(
      `the first line of ${file} must be a marker such as <!-- twilio-intelligence review: project/stack -->`,
    );
  }
  console.log(await run(body, marker));
}

async function comment(body, marker, number = pullRequest()) {
  const path = `issues/${number}/comments`;
  const mine = await find(path, marker);
  if (mine?.body === body) return `unchanged: ${mine.html_url}`;
  if (values.update && mine === undefined) return "there is no comment to change";
  const done = mine ? await call("PATCH", `issues/comments/${mine.id}`, { body }) : await call("POST", path, { body });
  return `${mine ? "updated" : "created"}: ${done.html_url}`;
}

async function issue(body, marker) {
  const mine = await find("issues?state=open", marker);
  if (values.close && mine === undefined) return "no issue is open";
  const change = values.close ? { body, state: "closed", state_reason: "completed" } : { body };
  const done = mine
    ? await call("PATCH", `issues/${mine.number}`, change)
    : await call("POST", "issues", { title: values.title ?? titleOf(marker), body });
  return `${mine ? (values.close ? "closed" : "updated") : "opened"}: ${done.html_url}`;
}

async function outcome(body, marker) {
  const number = await merged();
  const done = number === undefined ? [] : [await comment(body, marker, number)];
  // A success also ends the issue of an earlier commit.
  if (number === undefined || values.close) done.push(await issue(body, marker));
  return done.join("\n");
}

/** The number of the pull request that brought the commit; undefined if somebody pushed it. */
async function merged() {
  const sha = required("GITHUB_SHA");
  const all = await call("GET", `commits/${sha}/pulls`);
  const done = all.filter(({ merged_at }) => merged_at != null);
  return (done.find(({ merge_commit_sha }) => merge_commit_sha === sha) ?? done[0])?.number;
}

/** Says where what is about to be applied differs from what was reviewed, as Markdown. */
async function compare(body, marker) {
  const number = await merged();
  if (number === undefined)
    return "**No pull request brought this commit: nobody has reviewed this change as a pull request.**\n";
  const reviewed = await find(`issues/${number}/comments`, marker);
  if (reviewed === undefined) return `**Pull request #${number} has no review of this stack to compare with.**\n`;
  const [before, now] = [reviewed.body, body].map(statements);
  const lines = [
    ...without(before, now).map((line) => `- ${line}`),
    ...without(now, before).map((line) => `+ ${line}`),
  ];
  const review = `[review in pull request #${number}](${reviewed.html_url})`;
  if (lines.length === 0) return `The ${review} says the same.\n`;
  const more = lines.length > COMPARED_MAX ? [`… and ${lines.length - COMPARED_MAX} more lines`] : [];
  const shown = [...lines.slice(0, COMPARED_MAX), ...more].join("\n");
  const fence = "~".repeat(Math.max(4, ...(shown.match(/~+/g) ?? []).map(({ length }) => length + 1)));
  return `**This differs from the ${review}.** Lines with - were there, lines with + are new:\n\n${fence}diff\n${shown}\n${fence}\n`;
}

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

/** The first line of a report names the stack. */
function titleOf(marker) {
  const [, what, name] = /^<!-- .+ (drift|deployment): (\S+) -->$/.exec(marker) ?? [];
  const stack = name === undefined ? "a Pulumi stack" : `the Pulumi stack ${name.replaceAll("%2D", "-")}`;
  return what === "deployment" ? `The update of ${stack} failed` : `The account drifted from ${stack}`;
}

async function find(path, marker) {
  const author = values.author ?? (await login());
  const isOurs = ({ body, user, pull_request }) =>
    pull_request === undefined && user?.login === author && (body ?? "").split(/\r?\n/, 1)[0] === marker;
  for (let page = 1; ; page++) {
    const some = await call("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=${PER_PAGE}&page=${page}`);
    const ours = some.find(isOurs);
    if (ours !== undefined || some.length < PER_PAGE) return ours;
  }
}

/** The login of the token's owner: of a job's own token, of a GitHub App or of a person. */
async function login() {
  const url = process.env.GITHUB_GRAPHQL_URL ?? `${API.replace(/\/v3$/, "")}/graphql`;
  const response = await request("POST", url, { query: "{ viewer { login } }" });
  const answer = response.ok ? parsed(await response.text()) : undefined;
  return answer?.data?.viewer?.login ?? "github-actions[bot]";
}

async function call(method, path, body) {
  const response = await request(method, `${API}/repos/${required("GITHUB_REPOSITORY")}/${path}`, body);
  const answer = await response.text();
  if (response.ok) return JSON.parse(answer);
  const hint =
    response.status === 403
      ? ". The job needs the permission pull-requests: write for comments, issues: write for issues"
      : "";
  throw new Error(`${method} ${path} failed with status ${response.status}: ${messageOf(answer)}${hint}`);
}

/** Asks again after a failure of the network or of GitHub. A request that GitHub may have acted upon is not repeated: it could be a second comment. */
async function request(method, url, body) {
  const isRepeatable = method !== "POST" || url.endsWith("/graphql");
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === ATTEMPTS;
    const response = await send(method, url, body).catch((error) => {
      if (isLast || !isRepeatable) throw new Error(`${method} ${url} failed: ${error.cause?.code ?? error.message}`);
    });
    // A request that is limited was not acted upon.
    const isLimited = response?.status === 429 || (response?.status === 403 && response.headers.has("retry-after"));
    const isRetried = !isLast && (response === undefined || isLimited || (isRepeatable && response.status >= 500));
    if (!isRetried) return response;
    await sleep(secondsUntilRetry(response, attempt) * 1000);
  }
}

function send(method, url, body) {
  return fetch(url, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${required("GITHUB_TOKEN")}`,
      "content-type": "application/json",
      "x-github-api-version": "2022-11-28",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

function secondsUntilRetry(response, attempt) {
  return Math.min(Number(response?.headers.get("retry-after") ?? 2 ** attempt), RETRY_MAX);
}

function messageOf(answer) {
  const message = parsed(answer)?.message;
  return message === undefined ? answer.slice(0, 200) : String(message);
}

function parsed(answer) {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

function pullRequest() {
  if (values.number !== undefined) return values.number;
  const { pull_request: request } = event();
  if (request === undefined) throw new Error("this event has no pull request: set one with --number");
  return request.number;
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}

/** Where the text comes from, so that a reader sees whether it is about the newest commit. Empty outside of a workflow. */
function origin() {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_SHA: sha } = process.env;
  if (!server || !run) return "";
  // On a pull request, GITHUB_SHA is a merge that nobody knows.
  const commit = event().pull_request?.head?.sha ?? sha;
  const time = new Date().toISOString().slice(0, 16).replace("T", " ");
  return `\n\nCommit ${commit} · [run](${server}/${repository}/actions/runs/${run}) · ${time} UTC\n`;
}

function event() {
  const path = process.env.GITHUB_EVENT_PATH;
  return path ? JSON.parse(readFileSync(path, "utf8")) : {};
}

function fitting(text, end) {
  const note = "\n\n(cut: longer than GitHub accepts)\n";
  const whole = end === "" ? text : text.trimEnd() + end;
  return whole.length <= MOST ? whole : text.slice(0, MOST - note.length - end.length) + note + end;
}
