/** Progress line on standard error, for slow work. */
export interface Progress {
  /** Replaces the text of the line. Can be called many times per second. */
  say(text: string): void;
  /** Removes the line. Call it before other output, and after a failure. */
  done(): void;
}

/** Stream that a progress line is written to. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Minimum time between two writes, in ms, on a terminal (`REDRAW_MS`) and in a log (`LOG_MS`). */
const REDRAW_MS = 100;
const LOG_MS = 20_000;
const CLEAR = "\r\x1b[2K";

/** Creates a progress line: a line that is rewritten on a terminal, or else a plain line every 20 s, so that quick work prints nothing. */
export function progressOn(out: Terminal = process.stderr, now: () => number = Date.now): Progress {
  const isTerminal = out.isTTY === true && process.env.TERM !== "dumb";
  let last = isTerminal ? Number.NEGATIVE_INFINITY : now();
  let drawn = false;
  return {
    say(text) {
      if (now() - last < (isTerminal ? REDRAW_MS : LOG_MS)) return;
      last = now();
      drawn = true;
      // A line that wraps cannot be removed.
      out.write(isTerminal ? CLEAR + text.slice(0, (out.columns ?? 80) - 1) : `${text}\n`);
    },
    done() {
      if (isTerminal && drawn) out.write(CLEAR);
      drawn = false;
      last = isTerminal ? Number.NEGATIVE_INFINITY : now();
    },
  };
}
