const { setTimeout: sleep } = require("node:timers/promises");

/** Most attempts of one request, and the longest wait between them in seconds. */
const ATTEMPTS = 4;
const RETRY_MAX = 60;

/**
 * Returns a function that calls the API below an address. `hint`: what to do about a request that is not allowed. `isRepeatable`: a POST
 * changes nothing.
 */
exports.client =
  ({ url, headers, hint, isRepeatable = false }) =>
  async (method, path, body) => {
    const response = await request(`${url}${path}`, {
      method,
      headers,
      body,
      isRepeatable: isRepeatable || method !== "POST",
    });
    const answer = await response.text();
    const parsed = json(answer);
    if (response.ok && parsed !== undefined) return parsed;
    const isRefused = response.status === 401 || response.status === 403 || (response.ok && parsed === undefined);
    throw new Error(
      `${method} ${path} failed with status ${response.status}: ${messageOf(answer, parsed)}${isRefused ? `. ${hint}` : ""}`,
    );
  };

const PER_PAGE = 100;

/** Yields the items of a list that has numbered pages. */
exports.pages = async function* (call, path) {
  for (let at = 1; ; at++) {
    const some = await call("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=${PER_PAGE}&page=${at}`);
    yield* some;
    if (some.length < PER_PAGE) return;
  }
};

exports.required = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
};

/** Asks again after a failure of the network or of the host. A request that it may have acted upon is not repeated: it could be a second comment. */
async function request(url, { method, headers, body, isRepeatable }) {
  const options = { method, headers: { accept: "application/json", "content-type": "application/json", ...headers } };
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === ATTEMPTS;
    const response = await fetch(url, { ...options, ...(body && { body: JSON.stringify(body) }) }).catch((error) => {
      if (isLast || !isRepeatable) throw new Error(`${method} ${url} failed: ${error.cause?.code ?? error.message}`);
    });
    // A request that is limited was not acted upon.
    const isLimited = response?.status === 429 || (response?.status === 403 && response.headers.has("retry-after"));
    const isRetried = response === undefined || isLimited || (isRepeatable && response.status >= 500);
    if (isLast || !isRetried) return response;
    const seconds = Number(response?.headers.get("retry-after") ?? 2 ** attempt);
    await sleep(Math.min(Number.isFinite(seconds) ? seconds : RETRY_MAX, RETRY_MAX) * 1000);
  }
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns what a host says about a failure, on one line. Each says it in another place. */
function messageOf(answer, parsed) {
  if (parsed === undefined) return "the answer is not JSON";
  const message = parsed?.message ?? parsed?.error?.message ?? parsed?.error ?? answer;
  const text = typeof message === "string" ? message : JSON.stringify(message);
  return text.replace(/[\p{C}\s]+/gu, " ").slice(0, 200);
}
