import { mask } from "../api/text";
import type { Bag } from "./definition";
import { secretIn } from "./internals";

/** Does the work; an error of it, which may repeat what was declared or sent, says no value of a secret property. */
export async function concealing<T>(news: Bag, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error) {
      const secret = [...secretIn(news)].flatMap((name) => textsIn(news[name]));
      error.message = mask(error.message, secret);
    }
    throw error;
  }
}

/** Every text of a value, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
