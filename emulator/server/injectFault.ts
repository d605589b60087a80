import { ApiError, errorResponse, isV3 } from "../http/envelope";
import type { Machine } from "../machine";
import type { Connection } from "./connection";
import type { ActiveFault } from "./faults";
import { pause } from "./pause";
import { resetHeaders } from "./rateLimit";

/** The request that a fault is applied to: its connection, its path, and functions that process it. */
export interface FaultTarget {
  path: string;
  connection: Connection;
  machine: Machine;
  /** Processes the request normally. */
  answer: () => Promise<Response>;
}

/** Applies a fault and returns the answer to send, or undefined if the fault closed the connection. */
export async function injectFault(fault: ActiveFault, target: FaultTarget): Promise<Response | undefined> {
  const { connection, machine } = target;
  const error = (status: number, headers = {}): Response =>
    errorResponse(target.path, new ApiError(status, 20000 + status, `Injected fault: ${fault.fault}`, headers));
  switch (fault.fault) {
    case "429":
      return error(429, { "retry-after": String(fault.retryAfterSeconds), ...reset(fault, target) });
    case "429-no-retry-after":
      return error(429, reset(fault, target));
    case "500":
      return error(500);
    case "503":
      return error(503);
    case "html":
      return page(502, "Bad gateway");
    case "html-404":
      return page(404, "Not found");
    case "conflict-other":
      return error(409);
    case "late-502":
      return processedLate(fault, target, 502, "Bad gateway");
    case "late-504":
      return processedLate(fault, target, 504, "Gateway time-out");
    case "drop-before":
      connection.destroy();
      return undefined;
    case "silence":
      await pause(machine, connection, fault.seconds === undefined ? undefined : fault.seconds * 1000);
      connection.destroy();
      return undefined;
    case "refuse":
      connection.refuse(fault.seconds ?? 1);
      connection.destroy();
      return undefined;
    case "drop-after":
      await target.answer();
      connection.destroy();
      return undefined;
    case "cut": {
      const answer = await target.answer();
      connection.cut(answer, Buffer.from(await answer.arrayBuffer()));
      return undefined;
    }
    case "malformed-json":
      return withBody(await target.answer(), (text) => text.slice(0, Math.ceil(text.length / 2)));
    case "wrong-shape":
      return withBody(await target.answer(), (text) => `{"data":[${text === "" ? "null" : text}]}`);
    case "duplicate":
      await target.answer();
      return target.answer();
    case "extra-members":
      return withBody(await target.answer(), (text) => changed(text, withExtraMembers));
    case "unknown-action":
      return withBody(await target.answer(), (text) => changed(text, withUnknownAction));
  }
}

/** The page of a gateway, which does not speak for Twilio. */
const page = (status: number, title: string): Response =>
  new Response(`<!doctype html><title>${status}</title><h1>${title}</h1>\n`, {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
  });

/** Answers for a gateway that has stopped waiting, while the server behind it is still at work. */
function processedLate({ seconds = 1.5 }: ActiveFault, target: FaultTarget, status: number, title: string): Response {
  void target.machine.wait(seconds * 1000).then(target.answer);
  return page(status, title);
}

/** Members whose content is the user's: the API gives it back as it is. */
const OF_THE_USER = new Set(["config", "config_schema", "outputSchema", "metadata", "customerKey"]);

/** Changes every object in JSON that is the API's own. Text that is not JSON stays. */
const changed = (text: string, change: (object: Record<string, unknown>) => Record<string, unknown>): string =>
  text === "" ? text : JSON.stringify(changedWithin(JSON.parse(text), change));

function changedWithin(value: unknown, change: (object: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => changedWithin(item, change));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    OF_THE_USER.has(name) ? member : changedWithin(member, change),
  ]);
  return change(Object.fromEntries(members));
}

/** A newer API has more members than this release knows. */
const withExtraMembers = (object: Record<string, unknown>) => ({ ...object, newerMember: { newer: [1, null] } });

/** Somebody uses an action that this release does not know. */
const withUnknownAction = (object: Record<string, unknown>) =>
  Array.isArray(object.actions)
    ? { ...object, actions: [...object.actions, { type: "NEWER", url: "https://example.com/newer", method: "POST" }] }
    : object;

const reset = ({ retryAfterSeconds }: ActiveFault, { path, machine }: FaultTarget): Record<string, string> =>
  isV3(path) ? resetHeaders(1, Math.ceil(machine.now() / 1000) + retryAfterSeconds) : {};

async function withBody(answer: Response, change: (text: string) => string): Promise<Response> {
  const body = change(await answer.text());
  const status = answer.status === 204 ? 200 : answer.status;
  return new Response(body, {
    status,
    headers: { ...Object.fromEntries(answer.headers), "content-type": "application/json" },
  });
}
