import { redact as redactTexts } from "../../api/messageText";
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

/** Does the work; an error of it, which may repeat what was declared or sent, shows no secret of these values. */
export async function redactingErrors<T>(
  { values, secrets }: { values: unknown; secrets: readonly Path[] },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && secrets.length > 0) {
      const texts = secrets.flatMap((path) => textsIn(path.reduce<unknown>(memberOf, values)));
      error.message = redactTexts(error.message, texts);
    }
    throw error;
  }
}

/** Every text of a value, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
