/** Progress line for slow work. */
export interface Progress {
  /** Replaces the text of the line. Can be called many times per second. */
  update(text: string): void;
  /** Ends the activity. `text`, if set, stays as its last line. */
  done(text?: string): void;
}

interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Creates a progress line: rewritten every second on a terminal, or else (CI) a plain line every 20 seconds. */
export function terminalProgress(out: Terminal = process.stderr): Progress {
  const interval = out.isTTY ? 1_000 : 20_000;
  const render = (text: string) => {
    // A line that wraps cannot be removed.
    out.write(out.isTTY ? `\r\x1b[2K${text.slice(0, (out.columns ?? 80) - 1)}` : `${text}\n`);
  };
  let started: number | undefined;
  let current = "";
  let timer: NodeJS.Timeout | undefined;
  const line = () => `${current} (${elapsed(Date.now() - (started ?? Date.now()))})`;
  return {
    update(text) {
      current = text;
      if (timer) return;
      started ??= Date.now();
      render(line());
      timer = setInterval(() => render(line()), interval);
      timer.unref();
    },
    done(text) {
      if (timer) clearInterval(timer);
      timer = undefined;
      if (text !== undefined) {
        current = text;
        render(line());
        if (out.isTTY) out.write("\n");
      } else if (out.isTTY && started !== undefined) {
        render("");
      }
      started = undefined;
    },
  };
}

function elapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
