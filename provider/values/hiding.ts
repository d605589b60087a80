import { AsyncLocalStorage } from "node:async_hooks";
import { redact } from "../../api/messageText";
import type { Side } from "./bundle";
import { secretTexts } from "./secrets";

/** Secret texts of the call in hand. */
const hidden = new AsyncLocalStorage<readonly string[]>();

/** A text that the call in hand may say. Paths of secrets do not suffice: the account may hold the same text in other places. */
export const shown = (text: string): string => redact(text, hidden.getStore() ?? []);

/** Where messages go that belong to no error. A host prints them beside the resource. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
}

/** A log that shows no secret of the call in hand. */
export const withoutSecrets = (log: Log): Log => ({
  info: (text) => log.info(shown(text)),
  warn: (text) => log.warn(shown(text)),
});

/** Makes a call of the engine. Neither its errors nor what it says on the way show a secret of these values. */
export function hiding<T>(sides: readonly Side[], work: () => Promise<T>): Promise<T> {
  const texts = sides.flatMap(secretTexts);
  return texts.length === 0 ? work() : hidden.run(texts, () => work().catch(redacted));
}

function redacted(error: unknown): never {
  if (error instanceof Error) error.message = shown(error.message);
  throw error;
}
