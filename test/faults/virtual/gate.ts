import type { HttpRequest } from "../../../api/http/transport";
import type { Boundary, Checkpoint, Held, Match } from "../crashes/checkpoint";

/** A checkpoint in this process. Requests to its address pass through it. */
export class VirtualGate implements Checkpoint {
  #matched = 0;
  #open: Promise<unknown> | undefined;
  #trap: { match: Match; boundary: Boundary; caught: (held: Held) => void } | undefined;

  constructor(readonly url: string) {}

  hold(match: Match, boundary: Boundary): Promise<Held> {
    this.#matched = 0;
    return new Promise((caught) => {
      this.#trap = { match, boundary, caught };
    });
  }

  wait(until: Promise<unknown>): void {
    this.#open = until;
  }

  close(): void {
    this.#trap = undefined;
  }

  /** Waits at a boundary if this request is the one; `false` when it is to be dropped. */
  async pass({ method, path }: HttpRequest, boundary: Boundary): Promise<boolean> {
    if (boundary === "before") await this.#open;
    const set = this.#trap;
    if (set?.boundary !== boundary) return true;
    if ((set.match.method ?? method) !== method || set.match.path?.test(path) === false) return true;
    if (++this.#matched < (set.match.nth ?? 1)) return true;
    this.#trap = undefined;
    return new Promise((resolve) => {
      const release = async () => resolve(true);
      set.caught({ drop: () => resolve(false), release });
    });
  }
}
