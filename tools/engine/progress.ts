/** Tells a person that something slow is going on. */
export interface Progress {
  /** What is happening now; replaces what was said before. Cheap: may be called many times a second. */
  update(text: string): void;
  /** Ends the current activity. `text` stays as its last line; without it nothing is added. */
  done(text?: string): void;
}

interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** On a terminal one line that is rewritten every second; elsewhere (CI) a plain line at most every 20 seconds. */
export function terminalProgress(out: Terminal = process.stderr): Progress {
  const interval = out.isTTY ? 1_000 : 20_000;
  const render = (text: string) => {
    // A line that wraps could not be taken back.
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
