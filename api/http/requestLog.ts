import { appendFileSync } from "node:fs";
import { type RecoveryPath, recoveryPaths } from "../recovery";

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
export type LogRecovery = (path: RecoveryPath) => void;

/** Log of what a client does. */
export interface DebugLog {
  log: LogAttempt;
  onRecovery: LogRecovery;
}

/**
 * Returns the log that a setting names: `debug` writes to stderr, a path appends to that file, readable by its owner only. Returns `undefined`
 * if nothing is logged. A log that cannot be written must not fail a request.
 */
export function debugLog(setting: string | undefined): DebugLog | undefined {
  if (!setting) return undefined;
  const write = (text: string): void => {
    const line = `${new Date().toISOString()} twilio-intelligence ${text}\n`;
    if (setting === "debug") {
      process.stderr.write(line);
      return;
    }
    try {
      appendFileSync(setting, line, { mode: 0o600 });
    } catch {}
  };
  return { log: (attempt) => write(textOf(attempt)), onRecovery: (path) => write(`recovery: ${recoveryPaths[path]}`) };
}

const textOf = ({ method, url, outcome, requestId, attempt, ms }: LoggedAttempt): string =>
  `${method} ${url} ${outcome} ${requestId ?? "-"} attempt ${attempt} ${ms} ms`;
