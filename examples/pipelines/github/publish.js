// Keeps one pull request comment, or one open issue, up to date. It is found by its first line, which is that of the file.
//   node publish.js comment FILE          comments on the pull request of the event, or on --number N
//   node publish.js issue FILE --open     opens or updates the issue (--title TEXT)
//   node publish.js issue FILE --close    closes the issue, if it exists
const { readFileSync } = require("node:fs");
const { parseArgs } = require("node:util");

const MOST = 65_536;
const PER_PAGE = 100;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    number: { type: "string" },
    title: { type: "string", default: "The account drifted from its Pulumi stack" },
    open: { type: "boolean" },
    close: { type: "boolean" },
    /** Author of the comments and issues that may be changed: anybody can write the same first line. */
    author: { type: "string", default: "github-actions[bot]" },
  },
});

main().catch((error) => {
  console.error(`publish.js: ${error.message}`);
  process.exitCode = 1;
});

async function main() {
  const [what, file] = positionals;
  const isIssue = what === "issue" && values.open !== values.close;
  if (file === undefined || (what !== "comment" && !isIssue)) {
    throw new Error("usage: publish.js comment FILE | issue FILE --open | issue FILE --close");
  }
  const body = fitting(readFileSync(file, "utf8"));
  const marker = body.split("\n", 1)[0];
  if (!/^<!-- .+ -->$/.test(marker)) {
    throw new Error(
      `the first line of ${file} must be a marker such as <!-- twilio-intelligence review: project/stack -->`,
    );
  }
  console.log(await (what === "comment" ? comment(body, marker) : issue(body, marker)));
}

async function comment(body, marker) {
  const path = `issues/${pullRequest()}/comments`;
  const mine = await find(path, marker);
  if (mine?.body === body) return `unchanged: ${mine.html_url}`;
  const done = mine ? await call("PATCH", `issues/comments/${mine.id}`, { body }) : await call("POST", path, { body });
  return `${mine ? "updated" : "created"}: ${done.html_url}`;
}

async function issue(body, marker) {
  const mine = await find("issues?state=open", marker);
  if (values.close && mine === undefined) return "no issue is open";
  const change = values.close ? { body, state: "closed", state_reason: "completed" } : { body };
  const done = mine
    ? await call("PATCH", `issues/${mine.number}`, change)
    : await call("POST", "issues", { title: values.title, body });
  return `${mine ? (values.close ? "closed" : "updated") : "opened"}: ${done.html_url}`;
}

async function find(path, marker) {
  const isOurs = ({ body, user, pull_request }) =>
    pull_request === undefined && user?.login === values.author && (body ?? "").split(/\r?\n/, 1)[0] === marker;
  for (let page = 1; ; page++) {
    const some = await call("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=${PER_PAGE}&page=${page}`);
    const ours = some.find(isOurs);
    if (ours !== undefined || some.length < PER_PAGE) return ours;
  }
}

async function call(method, path, body) {
  const api = process.env.GITHUB_API_URL ?? "https://api.github.com";
  const response = await fetch(`${api}/repos/${required("GITHUB_REPOSITORY")}/${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${required("GITHUB_TOKEN")}`,
      "content-type": "application/json",
      "x-github-api-version": "2022-11-28",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  if (response.ok) return JSON.parse(answer);
  const hint =
    response.status === 403
      ? ". The job needs the permission pull-requests: write for comments, issues: write for issues"
      : "";
  throw new Error(`${method} ${path} failed with status ${response.status}: ${messageOf(answer)}${hint}`);
}

function messageOf(answer) {
  try {
    return String(JSON.parse(answer).message);
  } catch {
    return answer.slice(0, 200);
  }
}

function pullRequest() {
  if (values.number !== undefined) return values.number;
  const { pull_request: request } = JSON.parse(readFileSync(required("GITHUB_EVENT_PATH"), "utf8"));
  if (request === undefined) throw new Error("this event has no pull request: set one with --number");
  return request.number;
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}

function fitting(text) {
  const note = "\n\n(cut: longer than GitHub accepts)\n";
  return text.length <= MOST ? text : text.slice(0, MOST - note.length) + note;
}
