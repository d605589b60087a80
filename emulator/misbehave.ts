import type { HttpBindings } from "@hono/node-server";
import { ApiError, errorResponse, isV3 } from "./envelope";
import type { ActiveFault } from "./faults";
import { pause } from "./pause";
import { resetHeaders } from "./rate";

/** What a fault works on: the connection of the request, its path, and the ways to process it. */
export interface Victim extends HttpBindings {
  path: string;
  /** Processes the request as if nothing were wrong. */
  answer: () => Promise<Response>;
  /** Makes the port refuse connections for a while. */
  refuse: (seconds: number) => void;
}

/** What is sent instead of the proper answer; undefined when the connection was destroyed. */
export async function misbehave(fault: ActiveFault, victim: Victim): Promise<Response | undefined> {
  const error = (status: number, headers = {}): Response =>
    errorResponse(victim.path, new ApiError(status, 20000 + status, `The fault ${fault.fault} was asked for`, headers));
  switch (fault.fault) {
    case "429":
      return error(429, { "retry-after": String(fault.retryAfterSeconds), ...reset(fault, victim.path) });
    case "429-no-retry-after":
      return error(429, reset(fault, victim.path));
    case "500":
      return error(500);
    case "503":
      return error(503);
    case "html":
      return new Response("<!doctype html><title>502</title><h1>Bad gateway</h1>\n", {
        status: 502,
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    case "drop-before":
      return hangUp(victim);
    case "silence":
      await pause(victim.outgoing, fault.seconds === undefined ? undefined : fault.seconds * 1000);
      return hangUp(victim);
    case "refuse":
      victim.refuse(fault.seconds ?? 1);
      return hangUp(victim);
    case "drop-after":
      await victim.answer();
      return hangUp(victim);
    case "cut": {
      const answer = await victim.answer();
      return cut(answer, Buffer.from(await answer.arrayBuffer()), victim);
    }
    case "malformed-json":
      return altered(await victim.answer(), (text) => text.slice(0, Math.ceil(text.length / 2)));
    case "wrong-shape":
      return altered(await victim.answer(), (text) => `{"data":[${text === "" ? "null" : text}]}`);
    case "duplicate":
      await victim.answer();
      return victim.answer();
  }
}

const reset = ({ retryAfterSeconds }: ActiveFault, path: string): Record<string, string> =>
  isV3(path) ? resetHeaders(1, Math.ceil(Date.now() / 1000) + retryAfterSeconds) : {};

function hangUp({ incoming }: Victim): undefined {
  incoming.socket.destroy();
}

/** Half of the body under the header of the whole one, then the end of the connection. */
function cut(answer: Response, body: Buffer, { incoming, outgoing }: Victim): undefined {
  outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), "content-length": body.length });
  outgoing.write(body.subarray(0, body.length / 2), () => incoming.socket.destroy());
}

async function altered(answer: Response, change: (text: string) => string): Promise<Response> {
  const body = change(await answer.text());
  const status = answer.status === 204 ? 200 : answer.status;
  return new Response(body, {
    status,
    headers: { ...Object.fromEntries(answer.headers), "content-type": "application/json" },
  });
}
