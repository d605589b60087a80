import { quote, redact as redactTexts } from "../../api/messageText";
import { isObject, mapLeaves, memberOf } from "./json";
import { below, isWhole, type Path } from "./paths";

/** Stands for a value that no message may show. */
export const REDACTED = "[secret]";

/** A copy that a message may show. */
export function redact(value: unknown, secrets: readonly Path[]): unknown {
  if (value === undefined || secrets.length === 0) return value;
  if (secrets.some(isWhole)) return REDACTED;
  if (Array.isArray(value)) return value.map((item, at) => redact(item, below(secrets, at)));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redact(member, below(secrets, key))]));
}

interface Secretive {
  values: unknown;
  secrets: readonly Path[];
}

/** A value in which each text that is a secret, or holds one, is hidden, wherever it stands. */
export const hideTexts = (value: unknown, texts: ReadonlySet<string>): unknown =>
  mapLeaves(value, (leaf) => {
    if (typeof leaf !== "string") return leaf;
    return texts.has(leaf) ? REDACTED : redactTexts(leaf, [...texts]);
  });

/** Every secret text of these values, and the forms in which a server or a message may repeat it: trimmed, by line, on one line. */
export const secretTexts = ({ values, secrets }: Secretive): string[] =>
  secrets
    .flatMap((path) => textsIn(path.reduce<unknown>(memberOf, values)))
    .flatMap((text) => [
      text,
      text.trim(),
      quote(text).replace(/…$/, ""),
      ...text.split(/[\r\n]+/).map((line) => line.trim()),
    ]);

/** Every text of a value, at any depth. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
