import { styleText } from "node:util";
import { visible } from "../../api/messageText";
import { entryOf } from "../../provider/catalogue";
import { redactedText } from "../shared/redacted";
import type { FoundHistory, ObjectHistory, VersionHistory } from "./findHistory";
import type { Origin } from "./origins";
import type { Update } from "./updates";

type Paint = (colour: "bold" | "dim" | "green" | "yellow", text: string) => string;

/** Returns the report as text, with colours if `out` is a terminal. */
export function historyText(found: FoundHistory, out: NodeJS.WriteStream): string {
  const paint: Paint = (colour, text) => styleText(colour, text, { stream: out });
  const { stack, notes, updates, objects } = found;
  const counts = [
    counted(objects.length, "object"),
    ...(found.matching === "none" ? [] : [counted(updates.length, "update")]),
  ];
  const blocks = objects.flatMap((one) => ["", ...objectLines(one, found, paint)]);
  const marks = objects.some(({ versions }) => versions.some(({ active }) => active))
    ? ["", "* newest active version: rules that pin no version run it."]
    : [];
  return [
    `${visible(stack)}: ${counts.join(", ")}.`,
    ...notes.map((note) => `${paint("yellow", "!")} ${visible(note)}`),
    ...blocks,
    ...marks,
  ].join("\n");
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function objectLines(one: ObjectHistory, found: FoundHistory, paint: Paint): string[] {
  const { kind, name, id, versions, omitted } = one;
  const columns = {
    version: widest(versions.map(({ version }) => String(version))),
    status: widest(versions.map(statusOf)),
  };
  const isConfiguration = kind === "IntelligenceConfiguration";
  return [
    `${entryOf(kind).resource.noun} ${paint("bold", visible(name))} ${paint("dim", visible(id))}: ${standing(one)}`,
    ...versions.flatMap((version) => versionLines(version, columns, paint)),
    ...(omitted > 0 ? [`  ${counted(omitted, "older version")} not read: set --limit.`] : []),
    ...(isConfiguration ? configurationLines(found) : []),
  ];
}

function standing({ recordedVersion, liveVersion }: ObjectHistory): string {
  const recorded =
    recordedVersion === null ? "the state records no version" : `the state records version ${recordedVersion}`;
  if (liveVersion === null) return `no longer in the account, ${recorded}`;
  return recordedVersion === liveVersion ? `at version ${liveVersion}` : `at version ${liveVersion}, ${recorded}`;
}

/** A Configuration has no list of versions. */
function configurationLines({ matching, updates }: FoundHistory): string[] {
  const api = "  The API keeps no earlier versions of a Configuration.";
  if (matching === "states") return [`${api} Earlier ones are those that the states of updates recorded.`];
  const changing = updates.filter(({ changed }) => changed);
  if (changing.length === 0) return [api];
  return [
    `${api} Updates that changed something in the stack:`,
    ...changing.map((update) => `    ${updateText(update)}`),
  ];
}

interface Columns {
  version: number;
  status: number;
}

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));
const statusOf = ({ status }: VersionHistory): string => visible(status ?? "");

function versionLines(one: VersionHistory, columns: Columns, paint: Paint): string[] {
  const mark = one.active ? paint("green", "*") : " ";
  const version = String(one.version).padStart(columns.version);
  const status = columns.status === 0 ? "" : `${statusOf(one).padEnd(columns.status)}  `;
  const created = one.createdAt === null ? "no date".padEnd(TIME_WIDTH) : timeText(one.createdAt);
  const indent = " ".repeat(columns.version + 4);
  return [
    `${mark} ${version}  ${status}${created}  ${originText(one.origin)}`,
    ...likenessLines(one).map((line) => `${indent}${paint("dim", line)}`),
  ];
}

function likenessLines({ changed, sameAs, sameMembers }: VersionHistory): string[] {
  const differs = changed !== null && changed.length > 0 ? [`changed: ${changed.map(visible).join(", ")}`] : [];
  const whole = sameAs === null ? [] : [`same content as version ${sameAs}`];
  const parts = [...Map.groupBy(sameMembers, ({ version }) => version)].map(
    ([version, all]) => `same ${all.map(({ property }) => visible(property)).join(", ")} as version ${version}`,
  );
  const all = [...whole, ...parts, ...differs];
  return all.length === 0 ? [] : [all.join("; ")];
}

function originText({ from, update }: Origin): string {
  const text = update === null ? "" : updateText(update);
  switch (from) {
    case "update":
      return text;
    case "probably-update":
      return `probably ${text}`;
    case "other":
      return update === null ? "not by this stack" : `not by this stack; recorded by ${text}`;
    case "probably-other":
      return "probably not by this stack: no update of it was running";
    case "unknown":
      return "not known";
  }
}

/** `update 12 of 2026-11-27 17:43:42, f0f715f9 "Second prompt"`. Backends other than Pulumi Cloud do not number updates. */
function updateText({ number, kind, result, startedAt, commit, dirty, message }: Update): string {
  const ended = result === "succeeded" ? "" : ` (${visible(result)})`;
  const what = `${visible(kind)}${number === null ? "" : ` ${number}`} of ${timeText(startedAt)}${ended}`;
  const head =
    commit === null ? [] : [`${visible(commit.slice(0, COMMIT_WIDTH))}${dirty ? " with uncommitted changes" : ""}`];
  const words = message === null ? [] : [`"${shownMessage(message)}"`];
  const commitText = [...head, ...words].join(" ");
  return commitText === "" ? what : `${what}, ${commitText}`;
}

const COMMIT_WIDTH = 8;
const MESSAGE_MAX = 72;

function shownMessage(message: string): string {
  const text = visible(redactedText(message));
  return text.length > MESSAGE_MAX ? `${text.slice(0, MESSAGE_MAX)}…` : text;
}

const TIME_WIDTH = "2026-11-27 17:43:42Z".length;

/** A time in UTC, in whole seconds. */
function timeText(time: string): string {
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? visible(time) : `${parsed.toISOString().slice(0, 19).replace("T", " ")}Z`;
}

/** Returns the report as JSON. `version` increases if a member is removed or changes its meaning. */
export const historyJson = ({ updates, objects, ...found }: FoundHistory): string =>
  JSON.stringify({
    version: 1,
    ...found,
    updates: updates.map(updateJson),
    objects: objects.map(({ versions, ...one }) => ({
      ...one,
      versions: versions.map(({ origin, ...version }) => ({
        ...version,
        origin: { from: origin.from, update: origin.update && updateJson(origin.update) },
      })),
    })),
  });

const updateJson = ({ message, ...update }: Update) => ({ ...update, message: message && redactedText(message) });
