import { quote, redact as redactTexts } from "../../api/messageText";
import { isObject, memberOf } from "./json";
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

/** Does the work; an error of it, which may repeat what was declared or sent, shows no secret of these values. */
export async function redactingErrors<T>(side: Secretive, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error) error.message = redactTexts(error.message, secretTexts(side));
    throw error;
  }
}

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
