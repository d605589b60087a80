/** Tells a person on standard error that something slow is going on. */
export interface Progress {
  /** What is happening now, in place of what was said before. Cheap: may be called many times a second. */
  say(text: string): void;
  /** Takes the line away again. To be called before anything else is printed, and where the work fails. */
  done(): void;
}

/** What a progress line needs of a stream. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Between two writes, in ms: a terminal is redrawn, a log of a pipeline is only told that it goes on. */
const REDRAW_MS = 100;
const LOG_MS = 20_000;
const CLEAR = "\r\x1b[2K";

/** On a terminal one line that is rewritten; elsewhere a plain line every 20 s, so that what is quick says nothing. */
export function progressOn(out: Terminal = process.stderr, now: () => number = Date.now): Progress {
  const isTerminal = out.isTTY === true && process.env.TERM !== "dumb";
  let last = isTerminal ? Number.NEGATIVE_INFINITY : now();
  let drawn = false;
  return {
    say(text) {
      if (now() - last < (isTerminal ? REDRAW_MS : LOG_MS)) return;
      last = now();
      drawn = true;
      // A line that wraps could not be taken back.
      out.write(isTerminal ? CLEAR + text.slice(0, (out.columns ?? 80) - 1) : `${text}\n`);
    },
    done() {
      if (isTerminal && drawn) out.write(CLEAR);
      drawn = false;
      last = isTerminal ? Number.NEGATIVE_INFINITY : now();
    },
  };
}
