import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type Emulator, type LoggedRequest, startEmulator } from "../../emulator/index";
import { type WireJob, type WireResult, wireResult } from "./wireJob";

/** Number of resources that the engine works on at once by default: `--parallel`. */
export const CONCURRENCY = 4 * availableParallelism();

const TSX = require.resolve("tsx/cjs");
const created = z.object({ sid: z.string() });

/**
 * An account that receives the requests of another stack again, without an engine. Ids differ from those of the stack: each create teaches
 * the id that replaces the stack's.
 */
export class Wire {
  readonly #emulator: Emulator;
  /** Ids by the unique names of the Services. */
  readonly #ids = new Map<string, string>();

  private constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  static async start(latencyMs: number): Promise<Wire> {
    return new Wire(await startEmulator({ latencyMs }));
  }

  /** Sends the recorded requests. `idsOf`: ids of the stack's Services by their unique names. */
  async send(recorded: readonly LoggedRequest[], idsOf: ReadonlyMap<string, string>): Promise<WireResult> {
    const { intelligenceUrl, apiKey, apiSecret } = this.#emulator;
    const replaced = new Map(
      [...idsOf].flatMap(([name, id]) => {
        const own = this.#ids.get(name);
        return own === undefined ? [] : [[id, own] as const];
      }),
    );
    const result = await sendInProcess({
      url: intelligenceUrl,
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`,
      connections: CONCURRENCY,
      requests: recorded.map((request) => ({
        method: request.method,
        path: request.path.replace(/GA[0-9a-f]{32}/g, (id) => replaced.get(id) ?? id),
        headers: headersOf(request),
        body: bodyOf(request),
      })),
    });
    for (const [at, { method, path, body }] of recorded.entries())
      if (method === "POST" && path === "/v2/Services")
        this.#ids.set(nameIn(body), created.parse(JSON.parse(result.bodies[at] ?? "")).sid);
    return result;
  }

  close(): Promise<void> {
    return this.#emulator.close();
  }
}

const nameIn = (body: unknown): string => z.object({ UniqueName: z.string() }).parse(body).UniqueName;

const LEFT_OUT = new Set(["host", "connection", "content-length", "transfer-encoding", "keep-alive"]);

const headersOf = ({ headers }: LoggedRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !LEFT_OUT.has(name)));

/** The log has parsed the body of a request. */
function bodyOf({ body, headers }: LoggedRequest): string | null {
  if (body === null || typeof body === "string") return body;
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    return String(new URLSearchParams(z.record(z.string(), z.string()).parse(body)));
  return JSON.stringify(body);
}

/** Sends from a process of its own, because the emulator runs in this one. */
async function sendInProcess(job: WireJob): Promise<WireResult> {
  const child = spawn(process.execPath, ["--require", TSX, join(__dirname, "wireProcess.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(job));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (code !== 0) throw new Error("The recorded requests could not be sent again.");
  return wireResult.parse(JSON.parse(output));
}
