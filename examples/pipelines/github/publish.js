// Keeps one pull request comment, or one open issue, up to date. It is found by its first line, which is that of the file.
//   node publish.js comment FILE          comments on the pull request of the event, or on --number N
//   node publish.js issue FILE --open     opens or updates the issue (--title TEXT)
//   node publish.js issue FILE --close    closes the issue, if it exists
const { readFileSync } = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");
const { parseArgs } = require("node:util");

const MOST = 65_536;
const PER_PAGE = 100;
/** Most attempts of one request, and the longest wait between them in seconds. */
const ATTEMPTS = 4;
const RETRY_MAX = 60;
const API = process.env.GITHUB_API_URL ?? "https://api.github.com";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    number: { type: "string" },
    /** Title of a new issue. Defaults to one with the name of the stack. */
    title: { type: "string" },
    open: { type: "boolean" },
    close: { type: "boolean" },
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
  const isIssue = what === "issue" && values.open !== values.close;
  if (file === undefined || (what !== "comment" && !isIssue)) {
    throw new Error("usage: publish.js comment FILE | issue FILE --open | issue FILE --close");
  }
  const body = fitting(readFileSync(file, "utf8"), origin());
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
    : await call("POST", "issues", { title: values.title ?? titleOf(marker), body });
  return `${mine ? (values.close ? "closed" : "updated") : "opened"}: ${done.html_url}`;
}

/** The first line of a drift report names the stack. */
function titleOf(marker) {
  const stack = /^<!-- .+ drift: (\S+) -->$/.exec(marker)?.[1]?.replaceAll("%2D", "-");
  return `The account drifted from ${stack === undefined ? "its Pulumi stack" : `the Pulumi stack ${stack}`}`;
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
  return `\n\n<sub>Commit ${commit} · [run](${server}/${repository}/actions/runs/${run}) · ${time} UTC</sub>\n`;
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
