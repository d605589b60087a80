import { appendFileSync } from "node:fs";

/** One attempt of a request, for the log. Contains no credentials and no bodies. */
export interface LoggedAttempt {
  method: string;
  /** Origin and path with the query. */
  url: string;
  /** HTTP status, or the reason why no complete response arrived. */
  outcome: number | string;
  /** Value of the `Twilio-Request-Id` header. */
  requestId?: string | undefined;
  /** Number of the attempt, from 1. */
  attempt: number;
  /** Time from the request to the end of its response, in ms. */
  ms: number;
}

export type LogAttempt = (attempt: LoggedAttempt) => void;

/**
 * Returns the log that a setting names: `debug` writes to stderr, a path appends to that file, readable by its owner only. Returns `undefined`
 * if nothing is logged. A log that cannot be written must not fail a request.
 */
export function requestLog(setting: string | undefined): LogAttempt | undefined {
  if (!setting) return undefined;
  if (setting === "debug") return (attempt) => process.stderr.write(line(attempt));
  return (attempt) => {
    try {
      appendFileSync(setting, line(attempt), { mode: 0o600 });
    } catch {}
  };
}

const line = ({ method, url, outcome, requestId, attempt, ms }: LoggedAttempt): string =>
  `${new Date().toISOString()} twilio-intelligence ${method} ${url} ${outcome} ${requestId ?? "-"} attempt ${attempt} ${ms} ms\n`;
